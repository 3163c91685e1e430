// The amounts that the form suggests: one set of them for each currency, and for each rhythm that has its own. Those of what is
// not chosen are folded by the style sheet alone, so each set is a field of its own.
import type { T } from '../base/i18n/i18n.ts'
import type { Option } from '../base/ui/form.tsx'
import { typedAmount } from './amount.ts'
import type { Rhythm } from './rhythm.ts'
import type { Typed } from './giving-draft.ts'
import { suggestedIn, type Offer, type Terms } from './terms.ts'
import { ofCurrencies } from './views/of-currency.ts'

interface AmountSet {
  /** Of the field. */
  name: string
  currency: string
  rhythms: readonly Rhythm[]
  amounts: readonly number[]
}

/** Of whatever currency and rhythm. One only is called plainly amount. */
function amountSets(terms: Pick<Terms, 'offers' | 'rhythms'>): AmountSet[] {
  const sets = terms.offers.flatMap((offer) => setsOf(offer, terms.rhythms).map((set) => ({ ...set, currency: offer.currency })))
  return sets.map((set) => ({ ...set, name: sets.length === 1 ? 'amount' : `amount_${set.currency}_${set.rhythms[0] ?? ''}` }))
}

/** Rhythms for which the same is suggested are one set. */
function setsOf(offer: Offer, rhythms: readonly Rhythm[]): { rhythms: Rhythm[]; amounts: readonly number[] }[] {
  const sets = Map.groupBy(rhythms, (rhythm) => suggestedIn(offer, rhythm).join(' '))
  return [...sets.values()].map((of) => ({ rhythms: of, amounts: suggestedIn(offer, of[0]) }))
}

/** The field in which the amount stands that was chosen for a currency and a rhythm. */
export function amountField(terms: Pick<Terms, 'offers' | 'rhythms'>, { currency, rhythm }: { currency: string; rhythm: string }): string {
  return amountSets(terms).find((set) => set.currency === currency && set.rhythms.some((one) => one === rhythm))?.name ?? 'amount'
}

/** The one in the middle, if nothing else was said. */
export function middleOf(amounts: readonly number[]): number | undefined {
  return amounts[Math.floor((amounts.length - 1) / 2)]
}

function optionsOf({ amounts, currency }: AmountSet, t: T): Option[] {
  return amounts.map((amount) => ({ value: typedAmount(amount, { currency, language: t.language }), label: t.money(amount, currency) }))
}

/** A set as the page shows it: what is not chosen in its place is folded, and has its middle one chosen for when it is. */
export interface ShownAmounts { name: string; legend: string; /** What of currencies and rhythms they are for, where there are others. */ isFor: string; value: string; options: Option[]; folds: string }

export function shownAmounts(terms: Terms, { t, typed }: { t: T; typed: Typed }): ShownAmounts[] {
  const sets = amountSets(terms)
  return sets.map((set) => ({ name: set.name, legend: t('giving.amount'), isFor: isForIn(set, { t, terms, sets }), value: chosenOf(set, { t, typed }), options: optionsOf(set, t), folds: classesOf(set, { terms, sets }) }))
}

interface Around { terms: Terms; sets: readonly AmountSet[] }

function classesOf({ currency, rhythms }: AmountSet, { terms, sets }: Around): string {
  const hasOthers = sets.filter((set) => set.currency === currency).length > 1
  return [ofCurrencies(terms, (offer) => offer.currency === currency), hasOthers ? `of-rhythm ${rhythms.join(' ')}` : ''].filter(Boolean).join(' ')
}

/** A browser that folds nothing shows them all: each says what it is for. */
function isForIn({ currency, rhythms }: AmountSet, { t, terms, sets }: Around & { t: T }): string {
  const hasOthers = sets.filter((set) => set.currency === currency).length > 1
  const often = hasOthers ? t.list(rhythms.map((rhythm) => t(`giving.rhythm.${rhythm}`))) : ''
  return [terms.offers.length > 1 ? t.currencyName(currency) : '', often].filter(Boolean).join(', ')
}

function chosenOf(set: AmountSet, { t, typed }: { t: T; typed: Typed }): string {
  const isTheOne = set.currency === typed.currency && set.rhythms.some((rhythm) => rhythm === typed.rhythm)
  if (isTheOne && (typed.amount || typed.amount_other)) return typed.amount
  const middle = middleOf(set.amounts)
  return optionsOf({ ...set, amounts: middle === undefined ? [] : [middle] }, t)[0]?.value ?? ''
}
