import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export type Decidable = NonNullable<Awaited<ReturnType<typeof decidable>>>

/** A comment as a decision about it needs it, with since when it has waited for one. */
export function decidable(db: Reads, id: number) {
  return db.selectFrom('comments')
    .select(['id', 'article_id', 'reader_id', 'body', 'state', 'removed_reason', 'removed_by', 'deleted_at', 'looked_at', 'locked_at', 'picked_at',
      sql<Date | null>`case when state = 'pending' then coalesce(
          (select max(decided_at) from decisions where comment_id = comments.id and kind = 'hide' and undone_at is null and comments.waits_for = 'hidden'), submitted_at)
        else (select min(reported_at) from reports where comment_id = comments.id and ended_at is null) end`.as('waited_since')])
    .where('id', '=', id).executeTakeFirst()
}

export type Decision = Awaited<ReturnType<typeof decisionsAbout>>[number]

/** The decisions on comments in the order they were made in, with who made them. Rides decisions_comment_idx. */
export function decisionsAbout(db: Reads, ...comment_ids: number[]) {
  return decisions(db).where('decisions.comment_id', '=', sql<number>`any(${comment_ids}::bigint[])`).orderBy('decisions.decided_at').orderBy('decisions.id').execute()
}

/** The newest decisions that concern a reader. Rides decisions_reader_idx. */
export function decisionsOnReader(db: Reads, { reader_id, limit }: { reader_id: number; limit: number }) {
  return decisions(db).where('decisions.reader_id', '=', reader_id).orderBy('decisions.decided_at', 'desc').orderBy('decisions.id', 'desc').limit(limit).execute()
}

export function decisionById(db: Reads, id: number) {
  return decisions(db).where('decisions.id', '=', id).executeTakeFirst()
}

function decisions(db: Reads) {
  return db.selectFrom('decisions').leftJoin('readers', 'readers.id', 'decisions.staff_id')
    .select(['decisions.id', 'decisions.kind', 'decisions.comment_id', 'decisions.article_id', 'decisions.reader_id', 'decisions.body', 'decisions.made_by', 'decisions.staff_id', 'decisions.rule_id', 'decisions.clause', 'decisions.reason',
      'decisions.state_before', 'decisions.until', 'decisions.decided_at', 'decisions.undone_at', 'readers.name as staff_name'])
}

export function hasObjection(db: Reads, decision_id: number) {
  return db.selectFrom('objections').select('id').where('decision_id', '=', decision_id).executeTakeFirst()
}

export function standingOf(db: Reads, reader_id: number) {
  return db.selectFrom('standings').selectAll().where('reader_id', '=', reader_id).executeTakeFirst()
}
