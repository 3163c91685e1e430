import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import { keptId, type Origin } from '../reads/imported.ts'

/** Remembers what was taken over: pairs of foreign and own ids. */
export async function insertImported(db: Db, { source, kind, now }: Origin & { now: Date }, pairs: [foreign_id: string, own_id: string][]) {
  if (pairs.length === 0) return
  await db.insertInto('imported').columns(['source', 'kind', 'foreign_id', 'own_id', 'imported_at'])
    .expression(sql`select ${keptId(source)}, ${kind}, foreign_id, own_id, ${now}::timestamptz
      from unnest(${pairs.map(([foreign_id]) => keptId(foreign_id))}::text[], ${pairs.map(([, own_id]) => own_id)}::text[]) as given(foreign_id, own_id)`)
    .execute()
}

/** Lets nobody else fill the paper until the transaction ends. */
export async function holdPaper(db: Db) {
  await db.selectFrom('paper').select('id').forUpdate().execute()
}

/** A reader that came in without a mail address is known here by the name. */
export async function forgetImportedReader(db: Db, reader_id: number) {
  await db.deleteFrom('imported').where('kind', '=', 'reader').where('own_id', '=', String(reader_id)).execute()
}

export async function updateImportedTopic(db: Db, { from, into }: { from: number; into: number | null }) {
  if (into === null) await db.deleteFrom('imported').where('kind', '=', 'topic').where('own_id', '=', String(from)).execute()
  else await db.updateTable('imported').set({ own_id: String(into) }).where('kind', '=', 'topic').where('own_id', '=', String(from)).execute()
}
