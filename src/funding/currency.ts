// A currency in which the paper takes money. It has one in which it counts, and may take others; nothing is ever converted.

/** Debits, and codes for the apps of banks, are SEPA's: they know euros only. */
export const sepaCurrency = 'EUR'

/** At Stripe these still have two digits that nobody uses: an amount as it is would be a hundredth of what is meant. */
const oddAtStripe: readonly string[] = ['ISK', 'UGX']

const known = new Set(Intl.supportedValuesOf('currency'))

/** By ISO 4217, as far as its name and its digits are known here. */
export function isCurrency(code: string): boolean {
  return known.has(code)
}

export function isTakenBy(provider: 'stripe' | 'mollie' | undefined, currency: string): boolean {
  return provider === 'mollie' || (provider === 'stripe' && !oddAtStripe.includes(currency))
}
