// What the paper holds about somebody who gives, opened for them: to be read by programs, and on a page.
import type { Reads } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { saidIn } from '../funding/declaration.ts'
import { ibanOf } from '../funding/mandate.ts'
import { textOfLine } from '../funding/suspense.ts'
import { ownGiving } from './reads/own-giving.ts'

export type OwnGiving = Awaited<ReturnType<typeof openedGiving>>

/** `ids`: the supporter, and whoever became one with them. */
export async function openedGiving(db: Reads, ids: readonly number[], safe: Safe) {
  const { mandates, transfers, declarations, ...rest } = await ownGiving(db, ids)
  return {
    ...rest,
    mandates: mandates.map(({ id, iban_sealed, ...mandate }) => ({ ...mandate, iban: ibanOf({ id, iban_sealed }, safe) ?? mandate.iban_shown })),
    transfers: transfers.map(({ id, sealed, ...line }) => ({ ...line, said: textOfLine({ id, sealed }, safe) })),
    declarations: declarations.map(({ sealed, ...declaration }) => ({ ...declaration, said: saidIn({ number: declaration.number, sealed }, safe) })),
  }
}
