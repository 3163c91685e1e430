// How the library is narrowed down: words first, everything else folded until somebody wants it.
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Select, type Option } from '../../base/ui/form.tsx'
import { Filters } from '../../people/views/desk-list.tsx'

interface PictureFiltersProps {
  action: string
  /** As asked for now. */
  query: Partial<Record<'q' | 'kind' | 'shape' | 'lacks' | 'ends' | 'use' | 'by' | 'from' | 'to' | 'for', string>>
  choices: Record<'kind' | 'shape' | 'lacks' | 'ends' | 'use' | 'by', Option[]>
  t: T
}

export function PictureFilters({ action, query, choices, t }: PictureFiltersProps) {
  const folded = (['kind', 'shape', 'lacks', 'ends', 'use', 'by', 'from', 'to'] as const).some((name) => query[name])
  return (
    <Filters t={t} action={action}>
      {query.for ? <input type="hidden" name="for" value={query.for} /> : null}
      <Field name="q" type="search" label={t('pictures.find')} value={query.q ?? ''} />
      <details class="more-filters" open={folded}>
        <summary>{t('pictures.filters')}</summary>
        <div class="filter-fields">
          {(['kind', 'shape', 'use', 'lacks', 'ends', 'by'] as const).map((name) => (
            <Select name={name} label={t(`pictures.filter.${name}`)} value={query[name] ?? ''} options={[{ value: '', label: t('pictures.filter.all') }, ...choices[name]]} />
          ))}
          <Field name="from" type="date" label={t('pictures.filter.from')} value={query.from ?? ''} />
          <Field name="to" type="date" label={t('pictures.filter.to')} value={query.to ?? ''} />
        </div>
      </details>
    </Filters>
  )
}
