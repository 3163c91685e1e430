// The amounts that the form suggests: one set of them for each currency, and for each rhythm that has its own. Those of what is
// not chosen are folded by the style sheet alone, so each set is a field of its own.
import type { T } from '../base/i18n/i18n.ts'
import type { Option } from '../base/ui/form.tsx'
import { typedAmount } from './amount.ts'
import type { Rhythm } from './rhythm.ts'
import { suggestedIn, type Offer, type Terms } from './terms.ts'

export interface AmountSet {
  /** Of the field. */
  name: string
  /** 1 for the currency first shown, and so on. */
  place: number
  currency: string
  rhythms: readonly Rhythm[]
  amounts: readonly number[]
}

/** All that the page shows, of whatever currency and rhythm. One only is called plainly amount. */
export function amountSets(terms: Pick<Terms, 'offers' | 'rhythms'>): AmountSet[] {
  const sets = terms.offers.flatMap((offer, n) => setsOf(offer, terms.rhythms).map((set) => ({ ...set, currency: offer.currency, place: n + 1 })))
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

export function optionsOf({ amounts, currency }: AmountSet, t: T): Option[] {
  return amounts.map((amount) => ({ value: typedAmount(amount, { currency, language: t.language }), label: t.money(amount, currency) }))
}
