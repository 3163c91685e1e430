import type { T } from '../../base/i18n/i18n.ts'
import { Field, Select, type Errors } from '../../base/ui/form.tsx'
import { comparisons, type Asked, type Comparison } from '../period.ts'

interface Props { t: T; asked: Asked; comparison: Comparison; errors: Errors }

/** With what a period is compared; the day is asked for only where it is one of somebody's own choice. */
export function CompareFields({ t, asked, comparison, errors }: Props) {
  return (
    <>
      <Select name="compare" label={t('audience_figures.compare')} value={comparison} options={comparisons.map((value) => ({ value, label: t(`audience_figures.compare.${value}`) }))} />
      <div class="than"><Field name="than" type="date" label={t('audience_figures.than')} value={asked.than ?? ''} error={errors.than} /></div>
    </>
  )
}
