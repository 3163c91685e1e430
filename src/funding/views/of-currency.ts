import type { Offer, Terms } from '../terms.ts'

/** Classes by which what belongs to some currencies is folded; none where there is one only. */
export function ofCurrencies({ offers }: Pick<Terms, 'offers'>, belongs: (offer: Offer) => boolean): string {
  return offers.length > 1 ? ['of-currency', ...offers.flatMap((offer, n) => (belongs(offer) ? [`c${n + 1}`] : []))].join(' ') : ''
}
