// An address that only whoever was told it can ask for, without anything being kept for it: it carries a number of ours,
// sealed, and the day it was made.
import type { Safe } from '../base/safe/safe.ts'
import { secondsAfter } from '../base/time.ts'

/** `about` keeps what is made for one kind of page from opening another. */
export function sealedNumber(number: number, { about, safe, now }: { about: string; safe: Safe; now: Date }): string {
  return safe.seal(`${number} ${now.getTime()}`, about).toString('base64url')
}

/** Undefined for what was not made here, or longer ago than so many days. */
export function numberSealed(text: string, { about, safe, now, days }: { about: string; safe: Safe; now: Date; days: number }): number | undefined {
  try {
    const [number, at] = safe.open(Buffer.from(text, 'base64url'), about).toString().split(' ').map(Number)
    return number !== undefined && at !== undefined && now < secondsAfter(new Date(at), days * 86_400) ? number : undefined
  } catch {
    return undefined
  }
}
