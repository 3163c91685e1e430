// One supporter: who they are, what they give, and everything that happened.
import type { Reads } from '../../base/db/db.ts'
import { isKey } from '../../base/i18n/i18n.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, NotFound, type Action, type Page } from '../../base/web/route.ts'
import { Wrong } from '../../base/ui/form.tsx'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { countryName } from '../countries.ts'
import { fundingPages } from '../desk.ts'
import { standingOf } from '../own-pledge.ts'
import { mandatesOf } from '../reads/mandates.ts'
import { pledgesOf } from '../reads/own-side.ts'
import { historyOf, type Happening, type HistoryPlace } from '../reads/supporter-history.ts'
import { givenByYear, notesOn, numbersOf, supporterShown, type SupporterShown } from '../reads/supporter-page.ts'
import { longestNote, removeNote, sendLinkTo, showAccount, writeNote, type AccountShown } from '../supporter-desk.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { History } from '../views/supporter-history.tsx'
import { Mandates, Notes, SupporterDoings, SupporterFacts, YearsGiven } from '../views/supporter-parts.tsx'
import { DeskPledges } from '../views/supporter-pledges.tsx'
import { nameOr } from '../views/supporter-words.ts'

type Guarded = Staff<'see_supporters'>
const pageLength = 60

export const show: Page<typeof paths.deskSupporter, Guarded, 'done' | 'before'> = async ({ db, who, speaks, params, query, now }) => {
  const supporter = found(await supporterShown(db, found(numberIn(params.id))))
  // Whoever became one with somebody is found where that one is.
  if (supporter.merged_into !== null) return seeOther(url(paths.deskSupporter, { id: String(supporter.merged_into) }))
  return page(db, { who, speaks, now, supporter, done: query.done, before: placeIn(query.before) })
}

/** Who may be looked after: in the lists, and nobody else by now. Not found otherwise. */
export async function supporterAsked(db: Reads, id: string): Promise<SupporterShown> {
  const supporter = found(await supporterShown(db, found(numberIn(id))))
  if (supporter.merged_into !== null) throw new NotFound()
  return supporter
}

export const note: Action<typeof paths.deskSupporterNotes, Guarded> = async ({ db, who, speaks, params, form, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const text = textIn(form, 'text').trim()
  const error = text === '' ? 'empty' : text.length > longestNote ? 'long' : undefined
  if (error) return page(db, { who, speaks, now, supporter, typed: textIn(form, 'text'), error })
  await writeNote(db, { supporter_id: supporter.id, text }, { by: who, now })
  return back(supporter, 'noted')
}

export const takeNoteAway: Action<typeof paths.deskSupporterNoteRemoval, Guarded> = async ({ db, who, params, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const removed = await removeNote(db, { id: found(numberIn(params.note)), supporter_id: supporter.id }, { by: who, now })
  return back(supporter, removed ? 'note_removed' : 'note_gone')
}

export const sendLink: Action<typeof paths.deskSupporterLink, Guarded> = async ({ db, who, params, site, now }) => {
  const supporter = await supporterAsked(db, params.id)
  return back(supporter, (await sendLinkTo(db, supporter.id, { by: who, site, now })) ? 'link_sent' : 'no_address')
}

/** The answer shows the number, once and nowhere else; asked for again it is noted again. */
export const account: Action<typeof paths.deskSupporterAccount, Guarded> = async ({ db, who, speaks, params, safe, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const shown = found(await showAccount(db, { id: found(numberIn(params.mandate)), supporter_id: supporter.id }, { by: who, now, safe }))
  return page(db, { who, speaks, now, supporter, shown })
}

function back({ id }: SupporterShown, done: string): Response {
  return seeOther(withQuery(url(paths.deskSupporter, { id: String(id) }), { done }))
}

interface Shown { who: Reader; speaks: string | undefined; now: Date; supporter: SupporterShown; done?: string | undefined; before?: HistoryPlace | undefined; shown?: AccountShown; typed?: string; error?: 'empty' | 'long' }

async function page(db: Reads, { who, speaks, now, supporter, done, before, shown, typed = '', error }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const { id } = supporter
  const numbers = await numbersOf(db, id)
  const [pledges, mandates, years, notes, history] = await Promise.all([pledgesOf(db, id), mandatesOf(db, id), givenByYear(db, id), notesOn(db, id), historyOf(db, { supporter_id: id, numbers, before, limit: pageLength + 1 })])
  const standings = await Promise.all(pledges.map((pledge) => standingOf(db, pledge, { now })))
  const happenings = history.slice(0, pageLength)
  const [last, said, here] = [happenings.at(-1), `supporters.done.${done ?? ''}`, url(paths.deskSupporter, { id: String(id) })]
  const wrong = error && t(`supporters.note_error.${error}`, { longest: longestNote })
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={nameOr(supporter, t)} back={{ path: paths.deskSupporters, label: t('supporters.title') }}>
      <Done text={isKey(said) ? t(said) : undefined} />
      <Wrong errors={wrong ? { text: wrong } : {}} t={t} />
      <div class="supporter">
        <div>
          <SupporterFacts supporter={supporter} former={numbers.filter((number) => number !== id)} country={supporter.country ? countryName(supporter.country, t.language) : ''} zone={zone} t={t} />
          <SupporterDoings supporter={supporter} t={t} />
          <h2>{t('supporters.gives')}</h2>
          <DeskPledges standings={standings} zone={zone} t={t} />
          <h2 id="mandates">{t('supporters.mandates')}</h2>
          <Mandates mandates={mandates} shown={shown} zone={zone} t={t} />
        </div>
        <div>
          <h2>{t('supporters.notes')}</h2>
          <Notes supporter_id={id} notes={notes} own={who.id} typed={typed} error={wrong} longest={longestNote} zone={zone} t={t} />
          <h2>{t('supporters.years')}</h2>
          <YearsGiven years={years} t={t} />
        </div>
      </div>
      <h2 id="history">{t('supporters.history')}</h2>
      <History happenings={happenings} t={t} zone={zone} />
      <Paging t={t} newest={before === undefined ? undefined : `${here}#history`} older={history.length > pageLength && last ? `${withQuery(here, { before: placeOf(last) })}#history` : undefined} />
    </FundingFrame>, wrong ? 422 : 200)
}

function placeOf({ at, part, id }: Happening): string {
  return `${at.toISOString()}_${part}_${id}`
}
function placeIn(text: string | undefined): HistoryPlace | undefined {
  const [, at = '', part = '', id = ''] = /^([\dTZ:.-]{20,30})_([a-z]{4,12})_(\d{1,15})$/.exec(text ?? '') ?? []
  const [time, number] = [new Date(at), numberIn(id)]
  return number === undefined || Number.isNaN(time.getTime()) ? undefined : { at: time, part, id: number }
}
