// The choice of a period and of what it is compared with: links for the usual ones, a form for any other.
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Select, type Errors } from '../../base/ui/form.tsx'
import { withQuery } from '../../urls.ts'
import { comparisons, usual, type Asked, type Chosen } from '../period.ts'

interface ChooserProps { t: T; /** The page's own address. */ path: string; asked: Asked; chosen: Chosen | undefined; errors: Errors; /** Whether it is compared with another time. */ compares?: boolean; /** The page shows more than today unless it is asked for it. */ saysToday?: boolean }

export function Chooser({ t, path, asked, chosen, errors, compares = true, saysToday = false }: ChooserProps) {
  const compare = chosen?.comparison ?? 'before'
  return (
    <>
      <nav class="figure-periods" aria-label={t('audience_figures.period')}>
        <ul>{usual.map((days) => <li><a href={withQuery(path, { days: days === 'today' && !saysToday ? undefined : days, compare: compare === 'before' ? undefined : compare })} aria-current={chosen?.choice === days ? 'true' : undefined}>{t(`audience_figures.days.${days}`)}</a></li>)}</ul>
      </nav>
      <form class="period-form" method="get" action={path} aria-label={t('audience_figures.other_period')}>
        <Field name="from" type="date" label={t('transparency.from')} value={chosen?.period.from ?? asked.from ?? ''} required />
        <Field name="to" type="date" label={t('transparency.to')} value={chosen?.period.to ?? asked.to ?? ''} error={errors.to} required />
        {compares ? <Select name="compare" label={t('audience_figures.compare')} value={compare} options={comparisons.map((value) => ({ value, label: t(`audience_figures.compare.${value}`) }))} /> : null}
        <button class="button">{t('transparency.show')}</button>
      </form>
    </>
  )
}
