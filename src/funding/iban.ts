// An IBAN is the number of a bank account. It is taken as people type it, and shown in part only.
import { isValidBIC, isValidIBAN } from 'ibantools'

/** The European Economic Area: a debit there needs no address of the debtor. */
const eea = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK']
/** The rest of SEPA as the European Payments Council lists it (EPC409-09); newer than what the library knows. Jersey, Guernsey and Man have British IBANs. */
const elsewhere = ['AD', 'AL', 'CH', 'GB', 'GI', 'MC', 'MD', 'ME', 'MK', 'RS', 'SM', 'VA']

export type IbanRefusal = 'empty' | 'wrong' | 'country'

/** Why no debit can go to what was typed; null where one can. */
export function ibanRefusal(typed: string): IbanRefusal | null {
  const iban = plain(typed)
  if (iban === '') return 'empty'
  if (!isValidIBAN(iban)) return 'wrong'
  return [...eea, ...elsewhere].includes(countryOf(iban)) ? null : 'country'
}

/** As banks write it, without spaces and in capitals; undefined where it is refused. */
export function ibanIn(typed: string): string | undefined {
  return ibanRefusal(typed) === null ? plain(typed) : undefined
}

// As it stands on cards and in other programs: in groups, with spaces of any kind, hyphens, and "IBAN" before it.
function plain(typed: string): string {
  return typed.toUpperCase().replace(/[\s\p{Pd}.]+/gu, '').replace(/^IBAN:?/, '')
}

export function countryOf(iban: string): string {
  return iban.slice(0, 2)
}

/** A debit there needs the debtor's address. */
export function isOutsideEea(country: string): boolean {
  return !eea.includes(country)
}

/** What may be seen of it: the country and the last four. */
export function shownIban(iban: string): string {
  return `${countryOf(iban)} … ${iban.slice(-4)}`
}

/** A BIC as banks write it; empty where none was typed, undefined where that is none. */
export function bicIn(typed: string): string | undefined {
  const bic = typed.replace(/\s+/g, '').toUpperCase()
  return bic === '' || isValidBIC(bic) ? bic : undefined
}
