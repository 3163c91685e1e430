import { sql } from 'kysely'
import type { Db, Reads } from '../../base/db/db.ts'

export type Upload = NonNullable<Awaited<ReturnType<typeof uploadOf>>>

/** An upload of somebody's that has not run out. */
export function uploadOf(db: Reads, { id, reader_id, now }: { id: string; reader_id: number; now: Date }) {
  return db.selectFrom('uploads').selectAll().where('id', '=', id).where('reader_id', '=', reader_id).where('expires_at', '>', now).executeTakeFirst()
}
/** The same, held until the transaction ends: of two parts one comes after the other. */
export function heldUpload(tx: Db, id: string) {
  return tx.selectFrom('uploads').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
/** The parts that have arrived, in their order. */
export function partsOf(db: Reads, upload_id: string) {
  return db.selectFrom('upload_parts').select(['begins_at', 'bytes', 'file']).where('upload_id', '=', upload_id).orderBy('begins_at').execute()
}
/** Of two that somebody begins at once one comes after the other. */
export async function holdUploader(tx: Db, reader_id: number) {
  await tx.selectFrom('readers').select('id').where('id', '=', reader_id).forNoKeyUpdate().execute()
}
/** What somebody has on its way: how many files, and how large they will be. */
export function openUploads(db: Reads, { reader_id, now }: { reader_id: number; now: Date }) {
  return db.selectFrom('uploads').select((eb) => [eb.fn.countAll<number>().as('files'), sql<number>`coalesce(sum(bytes), 0)::bigint`.as('bytes')])
    .where('reader_id', '=', reader_id).where('settled_at', 'is', null).where('expires_at', '>', now).executeTakeFirstOrThrow()
}
export async function uploadsRunOut(db: Reads, now: Date, limit: number): Promise<string[]> {
  return (await db.selectFrom('uploads').select('id').where('expires_at', '<=', now).orderBy('expires_at').limit(limit).execute()).map(({ id }) => id)
}
