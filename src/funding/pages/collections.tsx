// Collections: what can be debited on which day, what cannot and why, what was proposed, approved and written.
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable, Filters } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, url } from '../../urls.ts'
import { bankingDayFrom } from '../banking-day.ts'
import { earliestDay } from '../collection.ts'
import { sepaCurrency } from '../currency.ts'
import { fundingPages } from '../desk.ts'
import { graceDays } from '../planning.ts'
import { undecidedDues, type CameBack } from '../reads/came-back.ts'
import { blockedFor, filesOf, listedCollections, plannedDays, readyFor, type Blocked } from '../reads/collections.ts'
import { fundingSettings } from '../reads/settings.ts'
import { addDays } from '../rhythm.ts'
import { CollectionEntry, type ShownCollection } from '../views/collection-entry.tsx'
import { FundingFrame } from '../views/funding-frame.tsx'

const blockedShown = 50
const collectionsShown = 20
/** A debit that came back longer ago is no news. */
const undecidedDays = 90

export const show: Page<typeof paths.deskCollections, Staff<'enter_funding'>, 'day' | 'done'> = ({ db, who, speaks, query, now }) =>
  collectionsPage(db, { who, speaks, now, day: query.day, done: query.done })

export interface Shown { who: Reader; speaks: string | undefined; now: Date; day?: string | undefined; done?: string | undefined; errors?: Errors; status?: number }

const dones = ['proposed', 'approved', 'dropped', 'answered', 'letter', 'again'] as const

export async function collectionsPage(db: Reads, { who, speaks, now, day, done, errors = {}, status = 422 }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const today = dayOf(now, facts.paper.time_zone)
  const [settings, days] = [await fundingSettings(db), await plannedDays(db)]
  const collect_on = wantedDay(day) ?? defaultDay(days, today)
  const [ready, { count, blocked }] = [await readyFor(db, { day: collect_on, grace: graceDays }), await blockedFor(db, { day: collect_on, grace: graceDays, limit: blockedShown })]
  const undecided = await undecidedDues(db, { since: addDays(today, -undecidedDays), limit: blockedShown })
  const collections = await Promise.all((await listedCollections(db, { before: undefined, limit: collectionsShown })).map(async (collection) => ({ ...collection, files: await filesOf(db, collection.id) })))
  const named = dones.find((one) => one === done)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskCollections} title={t('collections.title')}>
      <Done text={named ? t(`collections.done.${named}`) : undefined} />
      <Wrong errors={errors} t={t} />
      {settings.creditor_id === '' ? <p class="nothing">{t('collections.no_creditor')}</p> : null}
      <Proposal desk={desk} day={collect_on} ready={ready} days={days} errors={errors} />
      <BlockedDebits desk={desk} count={count} blocked={blocked} today={today} />
      {undecided.length === 0 ? null : <Undecided desk={desk} dues={undecided} first={addDays(today, settings.notice_days + 1)} />}
      <h2>{t('collections.made')}</h2>
      {collections.length === 0 ? <p class="nothing">{t('collections.none')}</p> : collections.map((collection) => <CollectionEntry collection={collection} {...mayOf(collection, { who, four_eyes: settings.four_eyes })} t={t} zone={facts.paper.time_zone} />)}
      {isPermitted(who.roles, 'keep_books') ? <AnswerForm errors={errors} t={t} /> : null}
    </FundingFrame>, Object.values(errors).some(Boolean) ? status : 200)
}

function mayOf(collection: ShownCollection, { who, four_eyes }: { who: Reader; four_eyes: boolean }) {
  const [approves, own] = [isPermitted(who.roles, 'approve_collections'), collection.proposed_by === who.id]
  return { may: { approve: approves && !(four_eyes && own), waits: approves && four_eyes && own, drop: isPermitted(who.roles, 'propose_collections'), download: isPermitted(who.roles, 'keep_books') } }
}

function wantedDay(day = ''): string | undefined {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  return calendarDay([year, month, date])
}

/** The first planned day that a file can still reach. */
function defaultDay(days: readonly { collect_on: string }[], today: string): string {
  const earliest = earliestDay(today)
  const planned = days.find(({ collect_on }) => collect_on >= earliest)?.collect_on ?? earliest
  return bankingDayFrom(planned)
}

interface ProposalProps { desk: Desk; day: string; ready: { count: number; total: number }; days: { collect_on: string; count: number; total: number | null }[]; errors: Errors }

function Proposal({ desk: { t, who }, day, ready, days, errors }: ProposalProps) {
  return (
    <>
      <p>{t('collections.about')}</p>
      <Filters t={t} action={paths.deskCollections}>
        <Field name="day" label={t('collections.day')} type="date" value={day} error={errors.day} />
      </Filters>
      <p class="standing">{t('collections.ready', { n: ready.count, total: t.money(ready.total, sepaCurrency), day: t.day(day) })}</p>
      {ready.count > 0 && isPermitted(who.roles, 'propose_collections')
        ? <form method="post" action={paths.deskCollections}><input type="hidden" name="day" value={day} /><div class="actions"><button class="button">{t('collections.propose')}</button></div></form>
        : null}
      <h2>{t('collections.planned')}</h2>
      <DataTable caption={t('collections.planned')} rows={days} empty={t('collections.none_planned')} columns={[
        { label: t('collections.day'), names: true, cell: (row) => <a href={`${paths.deskCollections}?day=${row.collect_on}`}>{t.longDay(row.collect_on)}</a> },
        { label: t('collections.debits'), numeric: true, cell: (row) => t.number(row.count) },
        { label: t('collections.total'), numeric: true, cell: (row) => t.money(row.total ?? 0, sepaCurrency) },
      ]} />
    </>
  )
}

interface BlockedProps { desk: Desk; count: number; blocked: Blocked[]; today: string }

function BlockedDebits({ desk: { t, who }, count, blocked, today }: BlockedProps) {
  if (count === 0) return null
  const sees = isPermitted(who.roles, 'see_supporters')
  const proposes = isPermitted(who.roles, 'propose_collections')
  return (
    <>
      <h2>{t('collections.blocked', { n: count })}</h2>
      <DataTable caption={t('collections.blocked', { n: count })} rows={blocked} empty="" columns={[
        { label: t('collections.whose'), names: true, cell: (row) => (sees ? row.name || t('collections.nameless') : t('collections.debit', { id: row.debit_id })) },
        { label: t('collections.day'), cell: (row) => t.day(row.collect_on) },
        { label: t('collections.amount'), numeric: true, cell: (row) => t.money(row.amount, row.currency) },
        { label: t('collections.why'), cell: (row) => <>{t(`collections.why.${row.why}`)}{row.answer ? ` (${row.answer})` : ''}</> },
        { label: t('collections.act'), cell: (row) => (proposes && ['no_mail', 'refused', 'untold'].includes(row.why) ? <LetterForm id={row.prenotification_id} today={today} t={t} /> : '–') },
      ]} />
      {count > blocked.length ? <p class="small">{t('collections.more', { n: count - blocked.length })}</p> : null}
    </>
  )
}

function LetterForm({ id, today, t }: { id: number; today: string; t: T }) {
  return (
    <form class="line-form" method="post" action={url(paths.deskNoticeLetter, { id: String(id) })}>
      <label for={`letter-${id}`}>{t('collections.letter')}</label>
      <input id={`letter-${id}`} name="on" type="date" value={today} max={today} />
      <button class="quiet">{t('collections.letter_sent')}</button>
    </form>
  )
}

function Undecided({ desk: { t, who }, dues, first }: { desk: Desk; dues: CameBack[]; first: string }) {
  const sees = isPermitted(who.roles, 'see_supporters')
  return (
    <>
      <h2>{t('collections.undecided')}</h2>
      <p>{t('collections.undecided_about')}</p>
      <DataTable caption={t('collections.undecided')} rows={dues} empty="" columns={[
        { label: t('collections.whose'), names: true, cell: (row) => (sees ? row.name || t('collections.nameless') : t('collections.due', { id: row.due_id })) },
        { label: t('collections.came_back'), cell: (row) => t.day(row.ended_on) },
        { label: t('collections.amount'), numeric: true, cell: (row) => t.money(row.amount, row.currency) },
        { label: t('collections.why'), cell: (row) => row.reason_code || '–' },
        { label: t('collections.act'), cell: (row) => (isPermitted(who.roles, 'propose_collections') ? (
          <form class="line-form" method="post" action={url(paths.deskDueAgain, { id: String(row.due_id) })}>
            <label for={`again-${row.due_id}`}>{t('collections.again')}</label>
            <input id={`again-${row.due_id}`} name="on" type="date" value={first} min={first} />
            <button class="quiet">{t('collections.debit_again')}</button>
          </form>) : '–') },
      ]} />
    </>
  )
}

function AnswerForm({ errors, t }: { errors: Errors; t: T }) {
  return (
    <form class="form" method="post" action={paths.deskCollectionAnswers} enctype="multipart/form-data">
      <h2>{t('collections.answer')}</h2>
      <div class="field">
        <label for="answer">{t('collections.answer_file')}</label>
        <p class="hint" id="answer-hint">{t('collections.answer_hint')}</p>
        {errors.answer ? <p class="error" id="answer-error">{errors.answer}</p> : null}
        <input id="answer" name="answer" type="file" accept=".xml,application/xml,text/xml" required aria-describedby={errors.answer ? 'answer-hint answer-error' : 'answer-hint'} />
      </div>
      <div class="actions"><button class="quiet">{t('collections.answer_read')}</button></div>
    </form>
  )
}
