// A supporter is somebody who gives. They need no account: a mail address is enough, and not even that where cash is typed in.
import { atomically, type Db } from '../base/db/db.ts'
import { supporterByMail } from './reads/supporters.ts'
import { insertSupporter } from './writes/supporters.ts'

export interface Person { name: string; mail_address: string; language: string; reader_id?: number | null; street?: string; postcode?: string; town?: string; country?: string }

/** Who this mail address is of, or a new one. What is known of somebody is not overwritten by what anybody can type into a form. */
export function supporterFor(db: Db, person: Person, now: Date): Promise<{ id: number; isNew: boolean }> {
  return atomically(db, async (tx) => {
    const known = await supporterByMail(tx, person.mail_address, { lock: true })
    if (known) return { id: known.id, isNew: false }
    const id = await insertSupporter(tx, { ...person, created_at: now })
    // Another form with the same address came first.
    return id === undefined ? { id: (await supporterByMail(tx, person.mail_address))?.id ?? fail(), isNew: false } : { id, isNew: true }
  })
}

function fail(): never {
  throw new Error('a supporter neither was there nor could be added')
}
