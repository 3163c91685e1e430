import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import type { Version } from '../headline-slice.ts'
import type { Outcome } from '../headline-test.ts'

export async function insertTest(tx: Db, test: Insertable<Schema['headline_tests']>): Promise<number> {
  return (await tx.insertInto('headline_tests').values(test).returning('id').executeTakeFirstOrThrow()).id
}

export async function insertVersion(tx: Db, version: Insertable<Schema['headline_versions']>) {
  await tx.insertInto('headline_versions').values(version).execute()
}

interface Ended { id: number; outcome: Outcome; winner: Version | null; now: Date }

/** Whether it was running until now. A winner that is not the article's own headline stands from then on. */
export async function updateEnded(tx: Db, { id, outcome, winner, now }: Ended): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('headline_tests').set({ ended_at: now, outcome, winner, stands: winner !== null && winner !== 'a' }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether its winner stood until now. */
export async function takeDown(tx: Db, id: number): Promise<boolean> {
  return (await tx.updateTable('headline_tests').set({ stands: false }).where('id', '=', id).where('stands', '=', true).executeTakeFirst()).numUpdatedRows > 0n
}

/** Before an article is tested anew. */
export async function takeOffWinners(tx: Db, article_id: number) {
  await tx.updateTable('headline_tests').set({ stands: false }).where('article_id', '=', article_id).where('stands', '=', true).execute()
}

interface SliceRow { test_id: number; slice: number; slot: string; version: Version; views: number; clicks: number }

export async function addHeadlineSlices(tx: Db, rows: SliceRow[]) {
  if (rows.length === 0) return
  await sql`insert into headline_slices (test_id, slice, slot, version, views, clicks)
    select * from unnest(${rows.map((r) => r.test_id)}::bigint[], ${rows.map((r) => r.slice)}::int[], ${rows.map((r) => r.slot)}::text[], ${rows.map((r) => r.version)}::text[], ${rows.map((r) => r.views)}::int[], ${rows.map((r) => r.clicks)}::int[])
    on conflict (test_id, slice, slot) do update set views = headline_slices.views + excluded.views, clicks = headline_slices.clicks + excluded.clicks`.execute(tx)
}
