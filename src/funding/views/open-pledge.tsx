// What is missing of a pledge, as an entry of the desk's list: what was written, what comes next, and what can be done.
import type { T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { paths, url } from '../../urls.ts'
import type { OpenPledge } from '../reminding-list.ts'
import { inFours, sumInWords } from './own-words.ts'

interface Props {
  pledge: OpenPledge
  t: T
  zone: string
  /** Whether names are seen. */
  sees: boolean
  can: { send: boolean; skip: boolean }
  /** What was typed as a reason to hold, and what is wrong with it. */
  typed?: string
  error?: string | undefined
}

export function OpenPledgeEntry({ pledge, t, zone, sees, can, typed = '', error }: Props) {
  const { pledge_id, item, items, sum } = pledge
  const title = `missing-${pledge_id}-title`
  return (
    <article class="entry" id={`missing-${pledge_id}`} aria-labelledby={title}>
      <div class="what">
        <header><h3 id={title}>{sees ? item.name || t('collections.nameless') : inFours(item.reference)}</h3><span>{t(`reminders.as.${item.agreed_as}`)}</span></header>
        <dl class="desk-facts">
          <div><dt>{t('reminders.missing')}</dt><dd>{t('reminders.sum', { n: items.length, amount: t.money(sum, item.currency), date: t.day(item.due_on) })}</dd></div>
          <div><dt>{t('reminders.pledge')}</dt><dd>{sumInWords({ amount: items[0]?.amount ?? sum, currency: item.currency, rhythm: item.rhythm }, t)}, {t(`own.way.${item.way}`)}{item.reason_code ? `, ${t('reminders.came_back', { code: item.reason_code, date: t.day(item.came_back_on) })}` : ''}</dd></div>
          {sees ? <div><dt>{t('own.reference')}</dt><dd>{inFours(item.reference)}</dd></div> : null}
          {item.steps.length === 0 ? null : <div><dt>{t('reminders.written')}</dt><dd><Steps pledge={pledge} t={t} /></dd></div>}
          <div><dt>{t('reminders.next')}</dt><dd>{nextInWords(pledge, t)}</dd></div>
          {item.hold ? <div><dt>{t('reminders.held')}</dt><dd>{item.hold.note} <small>({item.hold.held_by_name ?? '–'}, {t.date(new Date(item.hold.held_at), zone)})</small></dd></div> : null}
        </dl>
      </div>
      <Doings pledge={pledge} t={t} can={can} typed={typed} error={error} />
    </article>
  )
}

function Steps({ pledge: { item: { steps } }, t }: { pledge: OpenPledge; t: T }) {
  return (
    <ul>
      {steps.map(({ step, happened_on, pay_until, actor_name, skipped, refused_at }) => (
        <li>{[
          `${t(`dunning.step.${step}`)}, ${t.day(happened_on)}`, pay_until ? t('reminders.until', { date: t.day(pay_until) }) : '', skipped ? t('reminders.skipped') : refused_at ? t('reminders.refused') : '',
          actor_name ?? '',
        ].filter(Boolean).join(' · ')}</li>))}
    </ul>
  )
}

function nextInWords({ item, next: { step, on, waiting } }: OpenPledge, t: T): string {
  if (waiting === 'over') return t(item.agreed_as === 'order' ? 'reminders.waiting.over' : 'reminders.waiting.nothing')
  const what = step === null ? '' : t(step === 'over' ? (item.agreed_as === 'order' ? 'reminders.then.owed' : 'reminders.then.gift') : `dunning.step.${step}`)
  if (waiting !== null) return [what, t(`reminders.waiting.${waiting}`)].filter(Boolean).join(': ')
  return `${what}, ${t('reminders.from', { date: t.day(on ?? item.due_on) })}`
}

function Doings({ pledge: { pledge_id, item }, t, can, typed, error }: Pick<Props, 'pledge' | 't' | 'can'> & { typed: string; error: string | undefined }) {
  const to = (path: `/desk/funding/reminders/:id/${string}`) => url(path, { id: String(pledge_id) })
  return (
    <div class="deeds">
      {item.hold
        ? <form method="post" action={to(paths.deskReminderResumption)}><button class="quiet">{t('reminders.go_on')}</button></form>
        : (
          <form class="line-form" method="post" action={to(paths.deskReminderHold)}>
            <Field name="note" id={`note-${pledge_id}`} label={t('reminders.hold_why')} value={typed} error={error} maxlength={500} />
            <button class="quiet">{t('reminders.hold')}</button>
          </form>)}
      {can.send || can.skip ? <div class="actions">
        {can.send ? <form method="post" action={to(paths.deskReminderLetter)}><button class="quiet">{t('reminders.send')}</button></form> : null}
        {can.skip ? <form method="post" action={to(paths.deskReminderSkipping)}><button class="quiet">{t('reminders.skip')}</button></form> : null}
      </div> : null}
      <details>
        <summary class="small">{t('reminders.drop')}</summary>
        <form class="actions" method="post" action={to(paths.deskReminderDropping)}><p class="small">{t('reminders.drop_means')}</p><button class="quiet">{t('reminders.drop_yes')}</button></form>
      </details>
    </div>
  )
}
