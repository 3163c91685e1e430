// The choice of a period and of what it is compared with: links for the usual ones, a form for any other.
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Errors } from '../../base/ui/form.tsx'
import { withQuery } from '../../urls.ts'
import { comparisons, usual, type Asked, type Chosen, type Period, type Wrong } from '../period.ts'
import { CompareFields } from './compare-fields.tsx'

export function periodErrors(answer: Chosen | Wrong, t: T): Errors {
  if (answer === 'to') return { to: t('audience_figures.wrong_period') }
  return answer === 'than' ? { than: t('audience_figures.wrong_than') } : {}
}

export function periodTitle({ from, to }: Period, t: T): string {
  return from === to ? t.longDay(from) : t('funding_figures.period_shown', { from: t.day(from), to: t.day(to) })
}

interface ChooserProps { t: T; /** The page's own address. */ path: string; asked: Asked; chosen: Chosen | undefined; errors: Errors; /** Whether it is compared with another time. */ compares?: boolean; /** The page shows more than today unless it is asked for it. */ saysToday?: boolean }

export function Chooser({ t, path, asked, chosen, errors, compares = true, saysToday = false }: ChooserProps) {
  const compare = chosen?.comparison ?? comparisons.find((one) => one === asked.compare) ?? 'before'
  const kept = asked.compare === 'own' ? undefined : asked.compare
  return (
    <>
      <nav class="figure-periods" aria-label={t('audience_figures.period')}>
        <ul>{usual.map((days) => <li><a href={withQuery(path, { days: days === 'today' && !saysToday ? undefined : days, compare: kept })} aria-current={chosen?.choice === days ? 'true' : undefined}>{t(`audience_figures.days.${days}`)}</a></li>)}</ul>
      </nav>
      <form class="period-form" method="get" action={path} aria-label={t('audience_figures.other_period')}>
        <Field name="from" type="date" label={t('transparency.from')} value={chosen?.period.from ?? asked.from ?? ''} required />
        <Field name="to" type="date" label={t('transparency.to')} value={chosen?.period.to ?? asked.to ?? ''} error={errors.to} required />
        {compares ? <CompareFields t={t} asked={asked} comparison={compare} errors={errors} /> : null}
        <button class="button">{t('transparency.show')}</button>
      </form>
    </>
  )
}
