// What staff do for a supporter, as when somebody phones: by the same ways as on the supporter's own side, and under their own name.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { ibanOf } from './mandate.ts'
import { beginAddressChange, changePerson, type PersonTyped } from './own-person.ts'
import { sendPersonalLink, type Here } from './personal-link.ts'
import { mandateShown, supporterShown } from './reads/supporter-page.ts'
import { deleteNote, insertNote } from './writes/supporter-desk.ts'

export interface ByStaff { by: { id: number }; now: Date }
type ByStaffHere = ByStaff & Here

export const longestNote = 4_000

export function writeNote(db: Db, { supporter_id, text }: { supporter_id: number; text: string }, { by, now }: ByStaff): Promise<void> {
  return atomically(db, async (tx) => {
    await insertNote(tx, { supporter_id, text, written_by: by.id, written_at: now })
    await record(tx, { what: 'note on a supporter written', subject: `supporter:${supporter_id}`, by: `staff:${by.id}`, now })
  })
}

/** Only who wrote it takes it away; false where it is somebody else's, or gone. */
export function removeNote(db: Db, { id, supporter_id }: { id: number; supporter_id: number }, { by, now }: ByStaff): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await deleteNote(tx, { id, supporter_id, written_by: by.id }))) return false
    await record(tx, { what: 'note on a supporter removed', subject: `supporter:${supporter_id}`, by: `staff:${by.id}`, now })
    return true
  })
}

/** Name, postal address and language; the supporter is told by mail that they changed. */
export function correctPerson(db: Db, { id, person }: { id: number; person: PersonTyped }, { by, ...here }: ByStaffHere): Promise<void> {
  return atomically(db, async (tx) => {
    await changePerson(tx, { id, person }, here)
    await record(tx, { what: 'supporter corrected', subject: `supporter:${id}`, by: `staff:${by.id}`, now: here.now })
  })
}

/** The new mail address holds once somebody there has followed the link that goes to it. */
export function proposeAddress(db: Db, { id, mail_address }: { id: number; mail_address: string }, { by, ...here }: ByStaffHere): Promise<void> {
  return atomically(db, async (tx) => {
    await beginAddressChange(tx, { id, mail_address }, here)
    await record(tx, { what: 'new mail address asked to be confirmed', subject: `supporter:${id}`, by: `staff:${by.id}`, now: here.now })
  })
}

/** False where no mail address is known. */
export function sendLinkTo(db: Db, id: number, { by, ...here }: ByStaffHere): Promise<boolean> {
  return atomically(db, async (tx) => {
    const supporter = await supporterShown(tx, id)
    if (!supporter || supporter.merged_into !== null || supporter.mail_address === '') return false
    await sendPersonalLink(tx, supporter, here)
    await record(tx, { what: 'personal link sent', subject: `supporter:${id}`, by: `staff:${by.id}`, now: here.now })
    return true
  })
}

export interface AccountShown { mandate_id: number; iban: string; bic: string; holder: string }

/** The whole number of a mandate's account, journalled before it is shown; undefined where there is no such mandate of theirs, or it was erased. */
export function showAccount(db: Db, { id, supporter_id }: { id: number; supporter_id: number }, { by, now, safe }: ByStaff & { safe: Safe }): Promise<AccountShown | undefined> {
  return atomically(db, async (tx) => {
    const mandate = await mandateShown(tx, { id, supporter_id })
    const iban = mandate && ibanOf(mandate, safe)
    if (!mandate || iban === undefined) return undefined
    await record(tx, { what: 'account number shown', subject: `mandate:${id}`, by: `staff:${by.id}`, now })
    return { mandate_id: id, iban, bic: mandate.bic, holder: mandate.holder }
  })
}
