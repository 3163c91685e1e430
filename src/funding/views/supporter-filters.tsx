// The filters of the fundraisers' lists, and the forms that carry them along.
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Field, Select, type Option } from '../../base/ui/form.tsx'
import { Filters } from '../../people/views/desk-list.tsx'
import { paths } from '../../urls.ts'

interface FiltersProps { /** As they stand in the address. */ fields: Record<string, string>; campaigns: { id: number; slug: string }[]; t: T }

export function SupporterFilters({ fields, campaigns, t }: FiltersProps) {
  return (
    <Filters t={t} action={paths.deskSupporters}>
      <Select name="gives" label={t('supporters.filter.gives')} value={fields.gives ?? ''} options={[any(t), ...(['now', 'paused', 'stopped', 'formerly', 'once'] as const).map((value) => ({ value, label: t(`supporters.filter.gives.${value}`) }))]} />
      <PledgeSelects fields={fields} campaigns={campaigns} t={t} />
      <Field name="since" type="date" label={t('supporters.filter.since')} value={fields.since ?? ''} />
      <Select name="order" label={t('supporters.order')} value={fields.order ?? 'newest'} options={(['newest', 'name', 'amount'] as const).map((value) => ({ value, label: t(`supporters.order.${value}`) }))} />
    </Filters>
  )
}

export function PledgeFilters({ fields, campaigns, t }: FiltersProps) {
  return (
    <Filters t={t} action={paths.deskPledges}>
      <Select name="state" label={t('pledges.state')} value={fields.state ?? ''} options={[any(t), ...(['active', 'paused', 'stopped', 'ended'] as const).map((value) => ({ value, label: t(`pledges.state.${value}`) }))]} />
      <PledgeSelects fields={fields} campaigns={campaigns} t={t} />
      <Check name="overdue" label={t('pledges.overdue')} checked={fields.overdue === 'on'} />
    </Filters>
  )
}

function PledgeSelects({ fields, campaigns, t }: FiltersProps) {
  return (
    <>
      <Select name="rhythm" label={t('own.rhythm')} value={fields.rhythm ?? ''} options={[any(t), ...(['monthly', 'quarterly', 'yearly', 'once'] as const).map((value) => ({ value, label: t(`giving.rhythm.${value}`) }))]} />
      <Select name="way" label={t('own.way')} value={fields.way ?? ''} options={[any(t), ...(['debit', 'transfer', 'provider', 'hand'] as const).map((value) => ({ value, label: t(`own.way.${value}`) }))]} />
      {campaigns.length === 0 ? null : <Select name="campaign" label={t('supporters.filter.campaign')} value={fields.campaign ?? ''} options={[any(t), ...campaigns.map(({ id, slug }) => ({ value: String(id), label: slug }))]} />}
    </>
  )
}

function any(t: T): Option {
  return { value: '', label: t('supporters.filter.any') }
}

/** What somebody is looked for by is sent, and stands in no address. */
export function SearchForm({ action, words, error, hint, t }: { action: string; words: string; error?: string | undefined; hint?: string; t: T }) {
  return (
    <form class="filters person-search" method="post" action={action} role="search" aria-label={t('supporters.search')}>
      <Field name="words" type="search" label={t('supporters.search')} hint={hint ?? t('supporters.search_hint')} value={words} error={error} maxlength={200} spellcheck={false} autocomplete="off" />
      <button class="quiet">{t('supporters.search_do')}</button>
    </form>
  )
}

/** What is listed, as a table to take along: it is noted who took it, so it is sent and not asked for. */
export function CsvForm({ action, fields, t }: { action: string; fields: Record<string, string>; t: T }) {
  return (
    <form method="post" action={action} class="take-along">
      {Object.entries(fields).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <button class="quiet">{t('supporters.csv')}</button> <small>{t('supporters.csv_hint')}</small>
    </form>
  )
}
