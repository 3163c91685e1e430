// How often, in what currency and how much. What belongs to a currency or a rhythm that is not chosen is folded by the style
// sheet alone, by the place of the currency and the name of the rhythm.
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Option } from '../../base/ui/form.tsx'
import type { GivingErrors, Typed } from '../giving-draft.ts'
import type { ShownAmounts } from '../suggested-amounts.ts'
import type { Offer, Terms } from '../terms.ts'
import { ofCurrencies } from './of-currency.ts'

interface Props { t: T; terms: Terms; amounts: readonly ShownAmounts[]; typed: Typed; errors: GivingErrors }

export function GivingAmounts({ t, terms, amounts, typed, errors }: Props) {
  return (
    <>
      <Boxes name="rhythm" legend={t('giving.rhythm')} value={typed.rhythm} error={errors.rhythm} options={terms.rhythms.map((rhythm) => ({ value: rhythm, label: t(`giving.rhythm.${rhythm}`) }))} />
      {terms.offers.length > 1 ? <Boxes name="currency" legend={t('giving.currency')} value={typed.currency} error={errors.currency} hint={t('giving.currency_hint')} options={terms.offers.map(({ currency }) => ({ value: currency, label: t.currencyName(currency) }))} /> : null}
      <div class="amounts">
        {amounts.map((one) => <Boxes {...one} error={undefined} large />)}
        <Field name="amount_other" label={t('giving.amount_other')} value={typed.amount_other} error={errors.amount_other} hint={terms.offers.map((offer) => <Smallest offer={offer} terms={terms} t={t} />)}
          inputmode="decimal" autocomplete="off" maxlength={20} placeholder=" " />
      </div>
    </>
  )
}

function Smallest({ offer: { currency, smallest_amount }, terms, t }: { offer: Offer; terms: Terms; t: T }) {
  return <span class={ofCurrencies(terms, (one) => one.currency === currency)}>{t('giving.amount_other_hint', { smallest: t.money(smallest_amount, currency) })} </span>
}

interface BoxesProps { name: string; legend: string; isFor?: string; value: string; error: string | undefined; options: Option[]; hint?: string; folds?: string; large?: boolean }

/** One of several, beside each other. */
function Boxes({ name, legend, isFor = '', value, error, options, hint, folds = '', large = false }: BoxesProps) {
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset class={`boxes ${folds}`.trim()} id={name} {...(described ? { 'aria-describedby': described } : {})}>
      <legend>{legend}{isFor ? <span class="for"> ({isFor})</span> : null}</legend>
      {hint ? <p class="hint" id={`${name}-hint`}>{hint}</p> : null}
      {error ? <p class="error" id={`${name}-error`}>{error}</p> : null}
      <div class={large ? 'row large' : 'row'}>
        {options.map((option) => <label><input type="radio" name={name} value={option.value} checked={option.value === value} /><span>{option.label}</span></label>)}
      </div>
    </fieldset>
  )
}
