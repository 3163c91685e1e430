import type { T } from '../../base/i18n/i18n.ts'
import { Check, Choice, Field, Select, type Errors } from '../../base/ui/form.tsx'
import { CurrencyTaken } from './currency-taken.tsx'

/** taken: the currencies it may count in; none where it has its own. */
interface Props { t: T; taken?: readonly string[]; action: string; typed: Record<string, string>; sections: readonly { id: number; name: string; isChosen: boolean }[]; errors: Errors; button: string }

/** What a campaign wants, when, and where it asks. */
export function CampaignForm({ t, taken = [], action, typed, sections, errors, button }: Props) {
  const value = (name: string) => typed[name] ?? ''
  return (
    <form class="form" method="post" action={action}>
      <Field name="slug" label={t('campaigns.slug')} hint={t('campaigns.slug_hint')} value={value('slug')} error={errors.slug} required maxlength={100} />
      <Choice name="goal_kind" label={t('campaigns.goal_kind')} value={value('goal_kind') || 'supporters'} error={errors.goal_kind} options={(['supporters', 'monthly', 'sum'] as const).map((one) => ({ value: one, label: t(`campaigns.goal_kind.${one}`) }))} />
      <CurrencyTaken taken={taken} value={value('currency')} t={t} />
      <Field name="goal" label={t('campaigns.goal')} value={value('goal')} error={errors.goal} required maxlength={20} />
      <Field name="carried" label={t('campaigns.carried')} hint={t('campaigns.carried_hint')} value={value('carried') || '0'} error={errors.carried} maxlength={20} />
      <Field name="starts_on" type="date" label={t('campaigns.starts_on')} value={value('starts_on')} error={errors.starts_on} required />
      <Field name="ends_on" type="date" label={t('campaigns.ends_on')} hint={t('campaigns.ends_on_hint')} value={value('ends_on')} error={errors.ends_on} />
      <Field name="smallest_amount" label={t('campaigns.smallest_amount')} value={value('smallest_amount')} error={errors.smallest_amount} required maxlength={20} />
      <Select name="rhythm" label={t('campaigns.rhythm')} value={value('rhythm') || 'monthly'} error={errors.rhythm} options={(['once', 'monthly', 'quarterly', 'yearly'] as const).map((one) => ({ value: one, label: t(`campaigns.rhythm.${one}`) }))} />
      <fieldset class="choice">
        <legend>{t('campaigns.places')}</legend>
        <Check name="on_articles" label={t('campaigns.on_articles')} checked={value('on_articles') !== ''} />
        <Check name="on_front" label={t('campaigns.on_front')} checked={value('on_front') !== ''} />
        {sections.map(({ id, name, isChosen }) => <Check name="sections" id={`section-${id}`} value={String(id)} label={t('campaigns.on_section', { section: name })} checked={isChosen} />)}
      </fieldset>
      <div class="actions"><button class="button">{button}</button></div>
    </form>
  )
}
