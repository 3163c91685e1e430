// A mandate is the permission to debit an account: with the words that were agreed to, when, and in which language. The
// account's number is sealed; a new account is a new mandate.
import { randomInt } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { translator, type T } from '../base/i18n/i18n.ts'
import type { Safe } from '../base/safe/safe.ts'
import { bicIn, countryOf, ibanIn, ibanRefusal, isOutsideEea, shownIban, type IbanRefusal } from './iban.ts'
import { nextMandateIds, type Mandate } from './reads/mandates.ts'
import { creditorOf, type Creditor } from './reads/settings.ts'
import type { Rhythm } from './rhythm.ts'
import { isWritable } from './sepa-text.ts'
import { dropPlannedDebits } from './writes/debits.ts'
import { insertMandates, updateMandateEnded } from './writes/mandates.ts'

/** As the bank is to be told: the street with its number, the country as two letters. */
export interface Address { street: string; postcode: string; town: string; country: string }
/** As typed. */
export interface AccountTyped { holder: string; iban: string; bic?: string; address?: Address }

export type AccountRefusals = Partial<Record<'holder' | 'bic' | keyof Address, 'empty' | 'wrong'> & Record<'iban', IbanRefusal>>

/** What is wrong with an account, by the name of the field; nothing where it can be debited. The address is looked at only where it is needed. */
export function accountRefusals({ holder, iban, bic = '', address }: AccountTyped): AccountRefusals {
  const refused = ibanRefusal(iban)
  return {
    ...(holder.trim() === '' ? { holder: 'empty' } : holder.trim().length > 70 || !isWritable(holder) ? { holder: 'wrong' } : {}),
    ...(refused ? { iban: refused } : {}),
    ...(bicIn(bic) === undefined ? { bic: 'wrong' } : {}),
    ...(needsAddress(iban) ? addressRefusals(address) : {}),
  }
}

/** Whether debits to this account need the address of its holder; see the rulebook of the European Payments Council, AT-D002. */
export function needsAddress(iban: string): boolean {
  const account = ibanIn(iban)
  return account !== undefined && isOutsideEea(countryOf(account))
}

// A town and a country are the least that a structured address has; the lengths are those of the file for the bank.
function addressRefusals({ street, postcode, town, country }: Address = { street: '', postcode: '', town: '', country: '' }): AccountRefusals {
  return {
    ...(street.trim().length > 70 ? { street: 'wrong' } : {}),
    ...(postcode.trim().length > 16 ? { postcode: 'wrong' } : {}),
    ...(town.trim() === '' ? { town: 'empty' } : town.trim().length > 35 || !isWritable(town) ? { town: 'wrong' } : {}),
    ...(country === '' ? { country: 'empty' } : /^[A-Z]{2}$/.test(country) ? {} : { country: 'wrong' }),
  }
}

/** The words that are agreed to, by paragraph: the text of a SEPA core mandate, whose and for what, and when notice is given. */
export function mandateText(t: T, { creditor, rhythm }: { creditor: Creditor; rhythm: Rhythm }): string[] {
  const kind = rhythm === 'once' ? 'once' : 'recurring'
  return [
    t(`mandate.text.${kind}`, { creditor: creditor.name }),
    t('mandate.text.refund'),
    t('mandate.text.notice', { days: creditor.notice_days }),
    t(`mandate.text.whose_${kind}`, { creditor: creditor.name, id: creditor.creditor_id }),
  ]
}

/** The same as it is kept: the evidence of what was agreed to. */
export function consentText(t: T, given: Parameters<typeof mandateText>[1]): string {
  return [t('mandate.title'), ...mandateText(t, given)].join('\n\n')
}

export interface Signature extends AccountTyped { supporter_id: number; rhythm: Rhythm; /** In which the words stood: `t.language`. */ language: string }

/** Keeps a mandate whose words were agreed to just now. Throws where `accountRefusals` has something to say. */
export function signMandate(db: Db, { supporter_id, rhythm, language, ...account }: Signature, { now, safe }: Act & { safe: Safe }) {
  return atomically(db, async (tx) => {
    const creditor = await creditorOf(tx)
    const [id = fail()] = await nextMandateIds(tx, 1)
    const mandate = mandateOf({ id, supporter_id, ...account }, safe)
    const { notice_days } = creditor
    await insertMandates(tx, [{ ...mandate, notice_days, language, consent_text: consentText(translator(language), { creditor, rhythm }), signed_at: now }])
    return { id, reference: mandate.reference, iban_shown: mandate.iban_shown }
  })
}

/** A row for the table but for what was agreed to. `id` as `nextMandateIds` gives it. */
export function mandateOf({ id, supporter_id, holder, bic = '', address, ...typed }: AccountTyped & { id: number; supporter_id: number }, safe: Safe) {
  const iban = ibanIn(typed.iban)
  if (iban === undefined || Object.keys(accountRefusals({ holder, bic, ...typed, ...(address ? { address } : {}) })).length > 0) throw new Error('this account cannot be debited')
  return {
    id, supporter_id, reference: newMandateReference(), holder: holder.trim(), bic: bicIn(bic) ?? '', bank_country: countryOf(iban), iban_shown: shownIban(iban),
    iban_sealed: safe.seal(iban, placeOf(id)), iban_fingerprint: safe.fingerprint(iban),
    ...(address && needsAddress(iban) ? { street: address.street.trim(), postcode: address.postcode.trim(), town: address.town.trim(), country: address.country } : {}),
  }
}

/** The whole number. Whoever shows it to somebody journals that; undefined once it has been erased. */
export function ibanOf({ id, iban_sealed }: Pick<Mandate, 'id' | 'iban_sealed'>, safe: Safe): string | undefined {
  return iban_sealed ? safe.open(iban_sealed, placeOf(id)).toString() : undefined
}
function placeOf(id: number): string {
  return `mandates.iban_sealed ${id}`
}

/**
 * Nothing is debited under it any more: revoked by its holder, stopped because a bank said so, lapsed because it lay unused.
 * What was planned under it is dropped; what is at the bank already arrives. The pledges that give by it are the caller's affair.
 */
export function endMandate(db: Db, { id, state }: { id: number; state: 'stopped' | 'revoked' | 'lapsed' }, { now }: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await updateMandateEnded(tx, { id, state, ended_at: now }))) return false
    await dropPlannedDebits(tx, { mandate_id: id })
    return true
  })
}

// Without letters and digits that are taken for each other on paper. 32 of them: 60 bits of chance.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Such as M-7K3Q-XW9E-PD4T: unique with all likelihood, and no count of mandates can be read from it. */
function newMandateReference(): string {
  return ['M', ...Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join(''))].join('-')
}

function fail(): never {
  throw new Error('no number for a mandate')
}
