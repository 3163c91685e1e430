import { sql, type Insertable, type Updateable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type NewWireItem = Insertable<Schema['wire_items']> & { id: number }

export async function drawItemNumber(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence('wire_items', 'id')) as id`.execute(db)
  return row?.id ?? 0
}

export async function insertItem(db: Db, item: NewWireItem) {
  await db.insertInto('wire_items').values(item).execute()
}

/** A newer version is there. */
export async function outdate(db: Db, { chain_id, except }: { chain_id: number; except: number }) {
  await db.updateTable('wire_items').set({ is_latest: false, leads: false }).where('chain_id', '=', chain_id).where('id', '<>', except).where((eb) => eb.or([eb('is_latest', '=', true), eb('leads', '=', true)])).execute()
}

/** Lets one text stand for its story: the first that came, and of which its source has not thought better. */
export async function chooseLeader(db: Db, story_id: number) {
  await sql`update wire_items set leads = (wire_items.id = first.id)
    from (select id from wire_items where story_id = ${story_id} and is_latest order by pubstatus = 'canceled', chain_id limit 1) as first
    where story_id = ${story_id} and leads <> (wire_items.id = first.id)`.execute(db)
}

/** The text as it stands is nobody's any more to take twice: undefined where it has gone meanwhile. */
export function lockItem(db: Db, id: number) {
  return db.selectFrom('wire_items').select(['id', 'state', 'article_id', 'chain_id', 'pubstatus']).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateItem(db: Db, id: number, change: Updateable<Schema['wire_items']>) {
  await db.updateTable('wire_items').set(change).where('id', '=', id).execute()
}

/** Whole stories: what others sent about it goes with it. */
export async function dismissStories(db: Db, ids: number[], now: Date): Promise<number> {
  const { numUpdatedRows } = await db.updateTable('wire_items').set({ state: 'dismissed', dismissed_at: now })
    .where('story_id', 'in', (eb) => eb.selectFrom('wire_items as one').select('one.story_id').where('one.id', 'in', ids)).where('state', '=', 'new').executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function restoreStories(db: Db, ids: number[]) {
  await db.updateTable('wire_items').set({ state: 'new', dismissed_at: null })
    .where('story_id', 'in', (eb) => eb.selectFrom('wire_items as one').select('one.story_id').where('one.id', 'in', ids)).where('state', '=', 'dismissed').execute()
}

/** Removes what came before a moment, and dismissed stories sooner; never what stands behind an article, in any of its versions. */
export async function clearItems(db: Db, { before, dismissedBefore }: { before: Date; dismissedBefore: Date }): Promise<number> {
  const { rows } = await sql<{ id: number }>`delete from wire_items old
    where (received_at < ${before} or (state = 'dismissed' and dismissed_at < ${dismissedBefore} and received_at < ${dismissedBefore}))
      and not exists (select from wire_items taken where taken.chain_id = old.chain_id and taken.article_id is not null)
    returning id`.execute(db)
  return rows.length
}

/** Where it lies aside already, from now on it counts as laid there now. */
export async function layAttachment(db: Db, { hash, laid_at }: Insertable<Schema['wire_attachments']>) {
  await sql`insert into wire_attachments (hash, laid_at) values (${hash}, ${laid_at}) on conflict (hash) do update set laid_at = greatest(wire_attachments.laid_at, excluded.laid_at)`.execute(db)
}

/** Unless it was laid aside again. */
export async function deleteAttachment(db: Db, { hash, before }: { hash: string; before: Date }): Promise<boolean> {
  return (await db.deleteFrom('wire_attachments').where('hash', '=', hash).where('laid_at', '<', before).executeTakeFirst()).numDeletedRows > 0n
}

/** The stories of which something is there, but nothing stands for it: the leader was cleared, and a later text is not old yet. */
export async function leaderlessStories(db: Db): Promise<number[]> {
  const { rows } = await sql<{ story_id: number }>`select distinct story_id from wire_items one where is_latest and not leads
    and not exists (select from wire_items other where other.story_id = one.story_id and other.leads)`.execute(db)
  return rows.map(({ story_id }) => story_id)
}
