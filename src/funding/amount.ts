// An amount as people type it: 5, 5,50, 5.50 and 1.000,00 € are understood alike, whatever the language of the page.

/** How many digits stand behind the sign that parts major and minor units. */
export function digitsOf(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

/**
 * Minor units; undefined for what is no amount. The last sign parts whole from fraction unless three digits stand behind
 * it: 1.000 is a thousand, in German and in English.
 */
export function amountIn(text: string, currency: string): number | undefined {
  const digits = digitsOf(currency)
  const bare = text.replace(/\p{Sc}|\b[A-Z]{3}\b|Euro/giu, '').replace(/[\s\u00a0\u202f'’]/g, '').replace(/[,.][-–—]+$/, '')
  if (!/^(?:\d+|\d{1,3}([.,])\d{3}(?:\1\d{3})*)(?:[.,]\d{1,3})?$/.test(bare)) return undefined
  const [whole, fraction] = parted(bare, digits)
  if (fraction.length > digits) return undefined
  const amount = Number(whole) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0')
  return Number.isSafeInteger(amount) ? amount : undefined
}

function parted(bare: string, digits: number): [whole: string, fraction: string] {
  const at = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','))
  const isOnly = bare.search(/[.,]/) === at
  const isGrouping = at < 0 || bare.length - at - 1 === 3 && !(digits === 3 && isOnly)
  const [whole, fraction] = isGrouping ? [bare, ''] : [bare.slice(0, at), bare.slice(at + 1)]
  return [whole.replace(/[.,]/g, ''), fraction]
}

/** As it stands in a field: 5 or 5,50 in German. */
export function typedAmount(amount: number, { currency, language }: { currency: string; language: string }): string {
  const digits = digitsOf(currency)
  const major = amount / 10 ** digits
  return new Intl.NumberFormat(language, { useGrouping: false, minimumFractionDigits: Number.isInteger(major) ? 0 : digits, maximumFractionDigits: digits }).format(major)
}
