// Merging makes one supporter of two that were the same person: everything of the one hangs on the other, and whatever led to
// the one leads there. The row of the one stays, so that what was told under its number is still understood.
import { atomically, type Db } from '../base/db/db.ts'
import { record, recordAll, type Act } from '../base/db/journal.ts'
import { latest } from '../base/time.ts'
import { lockPledgesOf, twoLocked } from './reads/duplicates.ts'
import { hangOver, insertApart, updateMerged, updateStaying } from './writes/merging.ts'

/** What of whom is kept: the number of one of the two for each. */
export interface Merging {
  /** The one that stays. Whether they may be asked to give more is as it is with this one: who agreed to it under another address has not agreed to it here. */
  stays: number
  goes: number
  name: number
  mail_address: number
  /** Street, postcode, town and country belong together. */
  address: number
}

/** same: it is one already; gone: one of them is in no list any more; leaving: one of them has asked to be erased. */
export type MergingRefusal = 'same' | 'gone' | 'leaving'

export function mergeSupporters(db: Db, { stays, goes, ...chosen }: Merging, { by, now }: Act): Promise<MergingRefusal | null> {
  if (stays === goes) return Promise.resolve('same')
  return atomically(db, async (tx) => {
    // Pledges before supporters, as whoever changes a pledge and writes a mail about it takes them.
    await lockPledgesOf(tx, [stays, goes])
    const two = await twoLocked(tx, [stays, goes])
    const [one, other] = [two.find(({ id }) => id === stays), two.find(({ id }) => id === goes)]
    if (!one || !other) return 'gone'
    if (one.erase_at || other.erase_at) return 'leaving'
    const of = (number: number) => (number === goes ? other : one)
    const { street, postcode, town, country } = of(chosen.address)
    await updateMerged(tx, { from: goes, to: stays })
    await hangOver(tx, { from: goes, to: stays })
    await updateStaying(tx, { id: stays, to: {
      name: of(chosen.name).name, mail_address: of(chosen.mail_address).mail_address, street, postcode, town, country,
      reader_id: one.reader_id ?? other.reader_id, created_at: one.created_at < other.created_at ? one.created_at : other.created_at,
      // Whoever was asked under one of the addresses is not asked again within the year under the other one.
      upgrade_asked_at: latest([one.upgrade_asked_at, other.upgrade_asked_at]),
    } })
    await recordAll(tx, [{ what: 'supporter merged into another', subject: `supporter:${goes}` }, { what: 'duplicate taken in', subject: `supporter:${stays}` }], { by, now })
    return null
  })
}

/** Somebody has looked at two and says that they are not the same: they are not proposed again. */
export function setApart(db: Db, ids: readonly [number, number], { by, now }: { by: { id: number }; now: Date }): Promise<MergingRefusal | null> {
  if (ids[0] === ids[1]) return Promise.resolve('same')
  return atomically(db, async (tx) => {
    if ((await twoLocked(tx, ids)).length < 2) return 'gone'
    if (await insertApart(tx, { ids, decided_by: by.id, decided_at: now })) await record(tx, { what: 'supporters said not to be the same', subject: `supporter:${Math.max(...ids)}`, by: `staff:${by.id}`, now })
    return null
  })
}
