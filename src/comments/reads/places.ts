// Where comments stand and in which state they are: what must be known to add one, or to decide about it.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Place } from '../placing.ts'

const placeColumns = ['comments.id', 'comments.parent_id', 'comments.thread_id', 'comments.article_id', 'comments.path', 'comments.visible', 'comments.children'] as const

export function placesOf(db: Reads, ids: number[]): Promise<Place[]> {
  return db.selectFrom('comments').select(placeColumns).where('id', '=', sql<number>`any(${ids}::bigint[])`).execute()
}

/** The comments that stand at these places. Rides comments_place_idx. */
export function placesAt(db: Reads, spots: { thread_id: number; path: Buffer }[]): Promise<Place[]> {
  const wanted = sql<{ thread_id: number; path: Buffer }>`unnest(${spots.map((s) => s.thread_id)}::bigint[], ${spots.map((s) => s.path)}::bytea[])`
  return db.selectFrom('comments')
    .innerJoin(wanted.as<'wanted'>(sql`wanted(thread_id, path)`), (join) => join
      .onRef('comments.thread_id', '=', 'wanted.thread_id').on(sql`sha256(comments.path)`, '=', sql`sha256(wanted.path)`))
    .select(placeColumns).execute()
}

export function statesOf(db: Reads, ids: number[]) {
  return db.selectFrom('comments').select(['id', 'article_id', 'state', 'removed_reason', 'removed_by', 'shown_at']).where('id', '=', sql<number>`any(${ids}::bigint[])`).execute()
}
