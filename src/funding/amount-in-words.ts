// An amount in German words, as a certificate of a gift has to say it: einhundertzwanzig Euro.
const small = [
  'null', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf', 'dreizehn', 'vierzehn', 'fünfzehn', 'sechzehn', 'siebzehn', 'achtzehn', 'neunzehn',
] as const
const tens = ['', '', 'zwanzig', 'dreißig', 'vierzig', 'fünfzig', 'sechzig', 'siebzig', 'achtzig', 'neunzig'] as const

/** Whole cents, from 1 up to 999,999,999.99 euros. */
export function amountInWords(cents: number): string {
  const [euros, rest] = [Math.trunc(cents / 100), cents % 100]
  return [euros > 0 || rest === 0 ? `${counted(euros)} Euro` : '', rest > 0 ? `${counted(rest)} Cent` : ''].filter(Boolean).join(' und ')
}

/** Before a noun: ein, einundzwanzig, einhunderteins becomes einhundertein. */
function counted(n: number): string {
  const [millions, rest] = [Math.trunc(n / 1_000_000), n % 1_000_000]
  if (millions === 0) return underMillion(rest)
  return `${millions === 1 ? 'eine Million' : `${underMillion(millions)} Millionen`}${rest > 0 ? ` ${underMillion(rest)}` : ''}`
}

function underMillion(n: number): string {
  const [thousands, rest] = [Math.trunc(n / 1_000), n % 1_000]
  if (thousands === 0) return underThousand(rest)
  return `${underThousand(thousands)}tausend${rest > 0 ? underThousand(rest) : ''}`
}

function underThousand(n: number): string {
  const [hundreds, rest] = [Math.trunc(n / 100), n % 100]
  if (hundreds === 0) return underHundred(rest)
  return `${small[hundreds] ?? ''}hundert${rest > 0 ? underHundred(rest) : ''}`
}

function underHundred(n: number): string {
  if (n < 20) return small[n] ?? ''
  const [ten, one] = [Math.trunc(n / 10), n % 10]
  return `${one > 0 ? `${small[one] ?? ''}und` : ''}${tens[ten] ?? ''}`
}
