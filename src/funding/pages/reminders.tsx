// What is missing, pledge by pledge: what was written about it, what comes next and when, and what staff decide about it.
import { csvTable } from '../../base/csv.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { download, html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import type { Reader } from '../../people/session.ts'
import { Filters, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { canSend, canSkip, holdLetters, letGoOfMissing, letLettersGoOn, sendOrSkip } from '../holding.ts'
import { openItemsCsv, openPledges } from '../reminding-list.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { OpenPledgeEntry } from '../views/open-pledge.tsx'

type Guarded = Staff<'dun'>
const length = 50
const showings = ['all', 'written', 'held', 'over'] as const
const dones = ['held', 'goes_on', 'sent', 'skipped', 'dropped', 'overtaken'] as const

interface Shown { who: Reader; speaks: string | undefined; now: Date; after?: string | undefined; show?: string | undefined; done?: string | undefined; wrong?: { id: number; note: string } }

export const show: Page<typeof paths.deskReminders, Guarded, 'after' | 'show' | 'done'> = ({ db, who, speaks, query, now }) => remindersPage(db, { who, speaks, now, ...query })

export const csv: Page<typeof paths.deskRemindersCsv, Guarded> = async ({ db, who, speaks, now }) => {
  const { facts: { paper } } = await deskOf(db, { who, speaks })
  const lines = openItemsCsv(db, { sees: isPermitted(who.roles, 'see_supporters') }, now)
  return download(csvTable(lines), { name: `open-items-${dayOf(now, paper.time_zone)}.csv`, contentType: 'text/csv; charset=utf-8' })
}

export const hold: Action<typeof paths.deskReminderHold, Guarded> = async ({ db, who, speaks, params, form, site, now }) => {
  const pledge_id = found(numberIn(params.id))
  const note = textIn(form, 'note').trim().slice(0, 500)
  if (note === '') return remindersPage(db, { who, speaks, now, wrong: { id: pledge_id, note: textIn(form, 'note') } })
  return done((await holdLetters(db, { pledge_id, note }, { by: who, site, now })) ? 'held' : 'overtaken')
}

export const goOn: Action<typeof paths.deskReminderResumption, Guarded> = async ({ db, who, params, site, now }) =>
  done((await letLettersGoOn(db, found(numberIn(params.id)), { by: who, site, now })) ? 'goes_on' : 'overtaken')

export const send: Action<typeof paths.deskReminderLetter, Guarded> = async ({ db, who, params, site, now }) =>
  done((await sendOrSkip(db, { pledge_id: found(numberIn(params.id)), skipped: false }, { by: who, site, now })) ? 'sent' : 'overtaken')

export const skip: Action<typeof paths.deskReminderSkipping, Guarded> = async ({ db, who, params, site, now }) =>
  done((await sendOrSkip(db, { pledge_id: found(numberIn(params.id)), skipped: true }, { by: who, site, now })) ? 'skipped' : 'overtaken')

export const drop: Action<typeof paths.deskReminderDropping, Guarded> = async ({ db, who, params, site, now }) =>
  done((await letGoOfMissing(db, found(numberIn(params.id)), { by: who, site, now })) ? 'dropped' : 'overtaken')

function done(what: (typeof dones)[number]): Response {
  return seeOther(withQuery(paths.deskReminders, { done: what }))
}

async function remindersPage(db: Reads, { who, speaks, now, after, show: asked, done: said, wrong }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const showing = showings.find((one) => one === asked) ?? 'all'
  const from = wrong ? wrong.id - 1 : numberIn(after ?? '') ?? 0
  const { pledges, next, around } = await openPledges(db, { after: from, length, show: showing }, now)
  const errors: Errors = wrong ? { [`note-${wrong.id}`]: t('reminders.error.note') } : {}
  const named = dones.find((one) => one === said)
  const sees = isPermitted(who.roles, 'see_supporters')
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskReminders} title={t('reminders.title')}>
      <Done text={named ? t(`reminders.done.${named}`) : undefined} />
      <Wrong errors={errors} t={t} />
      <p class="small about">{t('reminders.about')}</p>
      <Standing around={around} t={t} />
      <Filters t={t} action={paths.deskReminders}>
        <Select name="show" label={t('reminders.show')} value={showing} options={showings.map((value) => ({ value, label: t(`reminders.show.${value}`) }))} />
      </Filters>
      {pledges.length === 0 ? <p class="nothing">{t('reminders.none')}</p> : (
        <div class="entries">{pledges.map((pledge) => (
          <OpenPledgeEntry pledge={pledge} t={t} zone={paper.time_zone} sees={sees} can={{ send: canSend(pledge.next), skip: canSkip(pledge.next) }} {...(wrong?.id === pledge.pledge_id ? { typed: wrong.note, error: errors[`note-${wrong.id}`] } : {})} />))}
        </div>)}
      <Paging t={t} {...(from > 0 ? { newest: withQuery(paths.deskReminders, { show: showing }) } : {})} {...(next === null ? {} : { older: withQuery(paths.deskReminders, { show: showing, after: String(next) }) })} />
      <p><a href={paths.deskRemindersCsv}>{t('reminders.csv')}</a></p>
    </FundingFrame>, wrong ? 422 : 200)
}

/** How far the bank's statements are read: letters wait for them. */
function Standing({ around: { settings, told_until, today }, t }: { around: Awaited<ReturnType<typeof openPledges>>['around']; t: T }) {
  if (settings.statement_days === 0) return null
  if (told_until === null) return <p class="notice">{t('reminders.no_statement')}</p>
  const days = Math.round((Date.parse(today) - Date.parse(told_until)) / 86_400_000)
  return days > settings.statement_days ? <p class="notice">{t('reminders.old_statement', { date: t.day(told_until), days: settings.statement_days })}</p> : <p class="small">{t('reminders.told_until', { date: t.day(told_until) })}</p>
}
