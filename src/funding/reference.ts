// The creditor reference by which a transfer finds its pledge (ISO 11649): RF, two check digits, and up to 21 letters and digits.
import { randomInt } from 'node:crypto'

/** A new one; unique with all likelihood, and no count of pledges can be read from it. */
export function newReference(): string {
  return referenceOf(Array.from({ length: 12 }, () => randomInt(10)).join(''))
}

/** With its check digits (ISO 7064, MOD 97-10, over the reference with RF00 behind it). */
export function referenceOf(body: string): string {
  return `RF${String(98 - remainder(`${body}RF00`)).padStart(2, '0')}${body}`
}

export function isReference(text: string): boolean {
  return /^RF\d{2}[A-Z0-9]{1,21}$/.test(text) && hasCheckDigits(text.slice(4) + text.slice(0, 4))
}

/** Whether the check digits at the end are right for what stands before them (ISO 7064, MOD 97-10). */
export function hasCheckDigits(text: string): boolean {
  return remainder(text) === 1
}

/** As people read it: in groups of four. */
export function spacedReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1 ')
}

/** Letters count as numbers from 10 on. */
function remainder(text: string): number {
  let rest = 0
  for (const digit of text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))) rest = (rest * 10 + Number(digit)) % 97
  return rest
}
