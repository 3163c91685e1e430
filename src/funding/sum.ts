// What somebody gives, in words: 10 € im Monat.
import type { T } from '../base/i18n/i18n.ts'
import type { Rhythm } from './rhythm.ts'

export function sumInWords({ amount, currency, rhythm }: { amount: number; currency: string; rhythm: Rhythm }, t: T): string {
  return t(`own.sum.${rhythm}`, { amount: t.money(amount, currency) })
}
