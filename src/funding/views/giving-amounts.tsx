// How often, in what currency and how much. What belongs to a currency or a rhythm that is not chosen is folded by the style
// sheet alone, by the place of the currency and the name of the rhythm.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, type Option } from '../../base/ui/form.tsx'
import type { GivingErrors, Typed } from '../giving-draft.ts'
import { amountSets, middleOf, optionsOf, type AmountSet } from '../suggested-amounts.ts'
import type { Offer, Terms } from '../terms.ts'

interface Props { t: T; terms: Terms; typed: Typed; errors: GivingErrors }

export function GivingAmounts({ t, terms, typed, errors }: Props) {
  const sets = amountSets(terms)
  return (
    <>
      <Boxes name="rhythm" legend={t('giving.rhythm')} value={typed.rhythm} error={errors.rhythm} options={terms.rhythms.map((rhythm) => ({ value: rhythm, label: t(`giving.rhythm.${rhythm}`) }))} />
      {terms.offers.length > 1 ? <Boxes name="currency" legend={t('giving.currency')} value={typed.currency} error={errors.currency} hint={t('giving.currency_hint')} options={terms.offers.map(({ currency }) => ({ value: currency, label: t.currencyName(currency) }))} /> : null}
      <div class="amounts">
        {sets.map((set) => <Boxes name={set.name} legend={legendOf(set, { t, terms, sets })} value={chosenOf(set, { t, typed })} error={undefined} options={optionsOf(set, t)} folds={classesOf(set, { terms, sets })} large />)}
        <Field name="amount_other" label={t('giving.amount_other')} value={typed.amount_other} error={errors.amount_other} hint={terms.offers.map((offer) => <Smallest offer={offer} terms={terms} t={t} />)}
          inputmode="decimal" autocomplete="off" maxlength={20} placeholder=" " />
      </div>
    </>
  )
}

function Smallest({ offer: { currency, smallest_amount }, terms, t }: { offer: Offer; terms: Terms; t: T }) {
  return <span class={ofCurrencies(terms, (one) => one.currency === currency)}>{t('giving.amount_other_hint', { smallest: t.money(smallest_amount, currency) })} </span>
}

/** Classes by which what belongs to some currencies is folded; none where there is one only. */
export function ofCurrencies({ offers }: Pick<Terms, 'offers'>, belongs: (offer: Offer) => boolean): string {
  return offers.length > 1 ? ['of-currency', ...offers.flatMap((offer, n) => (belongs(offer) ? [`c${n + 1}`] : []))].join(' ') : ''
}

interface Around { terms: Terms; sets: readonly AmountSet[] }

function classesOf({ currency, rhythms }: AmountSet, { terms, sets }: Around): string {
  const hasOthers = sets.filter((set) => set.currency === currency).length > 1
  return [ofCurrencies(terms, (offer) => offer.currency === currency), hasOthers ? `of-rhythm ${rhythms.join(' ')}` : ''].filter(Boolean).join(' ')
}

/** A browser that folds nothing shows them all: each says what it is for. */
function legendOf({ currency, rhythms }: AmountSet, { t, terms, sets }: Around & { t: T }): string {
  if (sets.length === 1) return t('giving.amount')
  const hasOthers = sets.filter((set) => set.currency === currency).length > 1
  const often = hasOthers ? t.list(rhythms.map((rhythm) => t(`giving.rhythm.${rhythm}`))) : ''
  return t('giving.amount_in', { what: [terms.offers.length > 1 ? t.currencyName(currency) : '', often].filter(Boolean).join(', ') })
}

function chosenOf(set: AmountSet, { t, typed }: { t: T; typed: Typed }): string {
  const isTheOne = set.currency === typed.currency && set.rhythms.some((rhythm) => rhythm === typed.rhythm)
  if (isTheOne && (typed.amount || typed.amount_other)) return typed.amount
  const middle = middleOf(set.amounts)
  return optionsOf({ ...set, amounts: middle === undefined ? [] : [middle] }, t)[0]?.value ?? ''
}

interface BoxesProps { name: string; legend: string; value: string; error: string | undefined; options: Option[]; hint?: string; folds?: string; large?: boolean; children?: Child }

/** One of several, beside each other. */
function Boxes({ name, legend, value, error, options, hint, folds = '', large = false }: BoxesProps) {
  const described = [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset class={`boxes ${folds}`.trim()} id={name} {...(described ? { 'aria-describedby': described } : {})}>
      <legend>{legend}</legend>
      {hint ? <p class="hint" id={`${name}-hint`}>{hint}</p> : null}
      {error ? <p class="error" id={`${name}-error`}>{error}</p> : null}
      <div class={large ? 'row large' : 'row'}>
        {options.map((option) => <label><input type="radio" name={name} value={option.value} checked={option.value === value} /><span>{option.label}</span></label>)}
      </div>
    </fieldset>
  )
}
