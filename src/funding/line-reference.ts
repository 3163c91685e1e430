// What a line of a statement can be known by: references of ours, in their fields or in what somebody wrote with a transfer.
import { isReference } from './reference.ts'

/** "RF", two check digits, and up to 21 letters and digits. */
const longest = 25
const shortest = 5

/**
 * Creditor references that may stand in a text, however it was typed: with spaces, in small letters, broken by a line, with
 * words right before and behind it. All that have the right check digits, the longest at each place first; few of them are ours.
 */
export function referencesIn(text: string): string[] {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const found = new Set<string>()
  for (const { index } of letters.matchAll(/RF(?=\d\d[A-Z0-9])/g)) {
    for (let length = Math.min(longest, letters.length - index); length >= shortest; length--) {
      const reference = letters.slice(index, index + length)
      if (isReference(reference)) found.add(reference)
    }
  }
  return [...found]
}

/** Our references of refunds in a text, with or without their hyphens. */
export function uuidsIn(text: string): string[] {
  const letters = text.toLowerCase().replace(/[^0-9a-z]/g, ' ').replace(/ /g, '')
  const found = new Set<string>()
  for (const { index } of letters.matchAll(/(?=[0-9a-f]{12}[1-8][0-9a-f]{3}[89ab][0-9a-f]{15})/g)) {
    const digits = letters.slice(index, index + 32)
    found.add([digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-'))
  }
  return [...found]
}
