import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** Lets a reader say only one thing at a time, in all processes together, until the transaction ends. */
export async function holdReader(db: Db, reader_id: number) {
  await sql`select pg_advisory_xact_lock(${writingLock}, ${reader_id % 2 ** 31}::int)`.execute(db)
}
/** Sets these locks apart from others. */
const writingLock = 20_013

export async function insertMatches(db: Db, comment_id: number, matches: { rule_id: number; places: number[] }[]) {
  await db.insertInto('rule_matches').values(matches.map((match) => ({ comment_id, ...match }))).execute()
}
export async function deleteMatches(db: Db, comment_id: number) {
  await db.deleteFrom('rule_matches').where('comment_id', '=', comment_id).execute()
}
