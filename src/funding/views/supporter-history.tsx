// What happened with a supporter, line by line.
import { isKey, type T } from '../../base/i18n/i18n.ts'
import { deedInWords } from '../../base/i18n/deed-words.ts'
import type { Happening } from '../reads/supporter-history.ts'
import { inFours, sumInWords } from './own-words.ts'

export function History({ happenings, t, zone }: { happenings: Happening[]; t: T; zone: string }) {
  if (happenings.length === 0) return <p class="nothing">{t('supporters.history.none')}</p>
  return (
    <ol class="happenings">
      {happenings.map((one) => (
        <li>
          <time datetime={one.at.toISOString()}>{one.part === 'entry' ? t.day(one.on) : t.dateTime(one.at, zone)}</time>
          <span>{inWords(one, t)}</span>
          <small>{byInWords(one, t)}</small>
        </li>
      ))}
    </ol>
  )
}

function inWords(one: Happening, t: T): string {
  const amount = 'amount' in one && one.currency ? t.money(one.amount, one.currency) : ''
  switch (one.part) {
    case 'change': return t('supporters.happened.change', { kind: one.kind, sum: sumInWords(one, t), reference: inFours(one.about) })
    case 'entry': return [t('supporters.happened.entry', { what: t(`entry.${one.kind}`), amount }), ...(one.reason ? [`(${one.reason})`] : [])].join(' ')
    case 'notice': return t(`supporters.happened.notice.${one.kind}`, { amount, date: t.day(one.on) })
    case 'thanks': return t('supporters.happened.thanks', { amount })
    case 'mail': return t('supporters.happened.mail', { subject: one.about })
    case 'declaration': return t('supporters.happened.declaration', { kind: one.kind, number: one.about, how: t(`supporters.came_by.${one.reason}`) })
    case 'refund': return t('supporters.happened.refund', { amount })
    case 'failure': return t('supporters.happened.failure', { amount })
    case 'dunning': return t('supporters.happened.dunning', { step: t(`dunning.step.${one.kind}`), amount, outcome: one.reason || 'mailed' })
    case 'question': return t('supporters.happened.question', { amount })
    case 'consent': return t(`supporters.happened.consent.${one.kind}`)
    case 'certificate': return t(`supporters.happened.certificate.${one.kind}`, { amount })
    case 'deed': return deedOf(one, t)
  }
}

function deedOf({ kind, about }: { kind: string; about: string }, t: T): string {
  const [what = '', number = ''] = about.split(':')
  const named = `journal.${what}`
  const said = deedInWords(kind, t)
  return isKey(named) && what !== 'supporter' ? `${said}: ${t(named, { id: Number(number) })}` : kind === 'supporter merged into another' ? t('supporters.happened.merged', { id: Number(number) }) : said
}

function byInWords({ actor, actor_name }: Happening, t: T): string {
  if (actor === null) return ''
  if (actor.startsWith('staff:')) return t('supporters.by.staff', { name: actor_name ?? actor })
  return actor.startsWith('supporter:') ? t('supporters.by.self') : actor === 'schedule' || actor === 'retention' ? t('supporters.by.itself') : ''
}
