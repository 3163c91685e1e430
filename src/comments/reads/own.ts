import { sql } from 'kysely'
import { headlineToReaders } from '../../articles/reads/named.ts'
import type { Reads } from '../../base/db/db.ts'

export type OwnComment = NonNullable<Awaited<ReturnType<typeof ownComment>>>

/** A reader's own comment, with its words in whatever state it is. */
export function ownComment(db: Reads, { id, article_id, reader_id }: { id: number; article_id: number; reader_id: number }) {
  return db.selectFrom('comments').innerJoin('discussion_settings', (join) => join.onTrue())
    .select(['comments.id', 'thread_id', 'parent_id', 'state', 'body', 'submitted_at', 'edited_at', 'waits_for', 'edit_minutes', 'longest'])
    .where('comments.id', '=', id).where('article_id', '=', article_id).where('reader_id', '=', reader_id).executeTakeFirst()
}

const listLength = 30

/** What a reader has said, the newest first, each with what was last decided about it. Rides comments_of_reader_idx. */
export async function ownComments(db: Reads, { reader_id, before }: { reader_id: number; before: number | null }) {
  const { rows } = await sql<OwnListed>`
    select c.id, c.article_id, c.state, c.waits_for, c.removed_by, c.removed_reason, c.recommended, c.submitted_at, c.edited_at, c.picked_at,
      case when c.removed_by = 'author' then '' else c.body end as body, ${headlineToReaders} as headline, articles.language, articles.slug, s.slug as section_slug, edit_minutes, decided.id as decision_id, decided.kind, decided.clause, asked.comment_id is not null as is_asked, asked.answer is null and asked.done_at is null as is_open_question
    from (select * from comments where reader_id = ${reader_id} ${before === null ? sql`` : sql`and (submitted_at, id) < (select submitted_at, id from comments where id = ${before} and reader_id = ${reader_id})`}
      order by submitted_at desc, id desc limit ${listLength + 1}) c
    join articles on articles.id = c.article_id join sections s on s.id = articles.section_id cross join discussion_settings
    left join lateral (select id, kind, clause from decisions where comment_id = c.id and undone_at is null and kind in ('reject', 'remove', 'hide') order by decided_at desc, id desc limit 1) decided on c.state <> 'shown'
    left join comment_routes asked on asked.comment_id = c.id and asked.route = 'question'
    order by c.submitted_at desc, c.id desc`.execute(db)
  return { items: rows.slice(0, listLength), next: rows.length > listLength ? rows[listLength - 1]?.id ?? null : null }
}
export interface OwnListed {
  id: number; article_id: number; state: 'pending' | 'shown' | 'removed'; waits_for: string | null; removed_by: 'author' | 'person' | 'rule' | null; removed_reason: string | null
  recommended: number; submitted_at: Date; edited_at: Date | null; picked_at: Date | null; body: string
  headline: string | null; language: string; slug: string; section_slug: string; edit_minutes: number
  /** The decision by which it is not shown, if there was one. */
  decision_id: number | null; kind: string | null; clause: string | null
  /** The editors have asked about it; and wait for an answer. */
  is_asked: boolean; is_open_question: boolean
}
