import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import type { How } from '../follow.ts'

/** Whoever followed already goes on from what they were told; whoever begins again, from now. */
export async function upsertFollow(db: Db, follow: Insertable<Schema['follows']>) {
  const { how, told_until } = follow
  await db.insertInto('follows').values(follow).onConflict((oc) => oc.columns(['reader_id', 'thread_id'])
    .doUpdateSet((eb) => ({ how, told_until: eb.case().when('follows.how', '=', 'never').then(told_until).else(eb.ref('follows.told_until')).end() }))).execute()
}

export async function updateHow(db: Db, { reader_id, thread_id, how }: { reader_id: number; thread_id: number; how: How }) {
  await db.updateTable('follows').set({ how }).where('reader_id', '=', reader_id).where('thread_id', '=', thread_id).execute()
}

interface Told { reader_id: number; thread_id: number; /** Up to when they had been told, and up to when they are now. */ told_until: Date; until: Date; /** Null: there was nothing to say. */ mailed_at: Date | null }

/** False when somebody was told in the meantime, or does not want to be. */
export async function updateTold(db: Db, { reader_id, thread_id, told_until, until, mailed_at }: Told): Promise<boolean> {
  const row = await db.updateTable('follows').set({ told_until: until, ...(mailed_at ? { mailed_at } : {}) })
    .where('reader_id', '=', reader_id).where('thread_id', '=', thread_id).where('told_until', '<=', told_until).where('how', '<>', 'never').returning('reader_id').executeTakeFirst()
  return row !== undefined
}

/** No more mails about a thread, or about any. */
export async function endFollows(db: Db, { reader_id, thread_id }: { reader_id: number; thread_id: number | null }) {
  await db.updateTable('follows').set({ how: 'never' }).where('reader_id', '=', reader_id).$if(thread_id !== null, (update) => update.where('thread_id', '=', thread_id ?? 0)).execute()
}

export async function insertUnsubscribeLink(db: Db, link: Insertable<Schema['unsubscribe_links']>) {
  await db.insertInto('unsubscribe_links').values(link).execute()
}
export async function deleteUnsubscribeLinksBefore(db: Db, before: Date) {
  await db.deleteFrom('unsubscribe_links').where('created_at', '<', before).execute()
}
