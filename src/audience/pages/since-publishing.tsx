import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Errors } from '../../base/ui/form.tsx'
import { withQuery } from '../../urls.ts'
import type { Asked, Comparison, Period } from '../period.ts'
import { CompareFields } from './compare-fields.tsx'

interface Props { t: T; path: string; asked: Asked; period: Period | undefined; comparison: Comparison; errors: Errors }

/** The choice of days of one article: all since it was published, the last ones, or any. */
export function SincePublishing({ t, path, asked, period, comparison, errors }: Props) {
  const isAll = asked.days === undefined && (asked.from ?? '') === '' && (asked.to ?? '') === ''
  const way = (days: 'today' | '7' | '30') => <li><a href={withQuery(path, { days })} aria-current={asked.days === days ? 'true' : undefined}>{t(`audience_figures.days.${days}`)}</a></li>
  return (
    <>
      <nav class="figure-periods" aria-label={t('audience_figures.period')}>
        <ul><li><a href={path} aria-current={isAll ? 'true' : undefined}>{t('audience_figures.since_publishing')}</a></li>{way('today')}{way('7')}{way('30')}</ul>
      </nav>
      <form class="period-form" method="get" action={path} aria-label={t('audience_figures.other_period')}>
        <Field name="from" type="date" label={t('transparency.from')} value={period?.from ?? asked.from ?? ''} required />
        <Field name="to" type="date" label={t('transparency.to')} value={period?.to ?? asked.to ?? ''} error={errors.to} required />
        <CompareFields t={t} asked={asked} comparison={comparison} errors={errors} />
        <button class="button">{t('transparency.show')}</button>
      </form>
    </>
  )
}
