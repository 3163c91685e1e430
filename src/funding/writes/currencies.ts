import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { rhythms, type Rhythm } from '../rhythm.ts'

/** False where it is there already. */
export async function insertCurrency(tx: Db, row: Insertable<Schema['currencies']>): Promise<boolean> {
  return (await tx.insertInto('currencies').values(row).onConflict((oc) => oc.doNothing()).returning('currency').executeTakeFirst()) !== undefined
}
export async function updateCurrency(tx: Db, { currency, ...to }: Insertable<Schema['currencies']>) {
  await tx.updateTable('currencies').set(to).where('currency', '=', currency).execute()
}
export async function replaceRhythmAmounts(tx: Db, { currency, by_rhythm }: { currency: string; by_rhythm: Partial<Record<Rhythm, readonly number[]>> }) {
  await tx.deleteFrom('rhythm_amounts').where('currency', '=', currency).execute()
  const rows = rhythms.flatMap((rhythm) => (by_rhythm[rhythm] ? [{ currency, rhythm, suggested_amounts: [...by_rhythm[rhythm]] }] : []))
  if (rows.length > 0) await tx.insertInto('rhythm_amounts').values(rows).execute()
}
