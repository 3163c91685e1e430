// Everything a moderator wants to know of a comment, of all comments on a page at once.
import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'
import { decisionsAbout, type Decision } from './decisions.ts'

export type CommentContext = Awaited<ReturnType<typeof contexts>>[number]

/** In the order of the numbers. */
export async function contexts(db: Reads, ids: number[], now: Date) {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('comments')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id').leftJoin('standings', 'standings.reader_id', 'comments.reader_id')
    .leftJoin('claims', (join) => join.onRef('claims.comment_id', '=', 'comments.id').on('claims.claimed_until', '>', now))
    .leftJoin('readers as holders', 'holders.id', 'claims.staff_id')
    .select(['comments.id', 'comments.article_id', 'comments.reader_id', 'comments.parent_id', 'comments.body', 'comments.state', 'comments.submitted_at', 'comments.edited_at', 'comments.deleted_at', 'comments.removed_reason', 'comments.removed_by',
      'comments.waits_for', 'comments.locked_at', 'comments.picked_at', 'comments.spoke_as', 'comments.looked_at', 'articles.slug', 'articles.headline', 'articles.language', 'articles.sensitive', 'sections.slug as section_slug', 'sections.name as section_name',
      'readers.name', 'readers.created_at', sql<boolean>`readers.mail_address is not null`.as('is_reachable'), 'standings.approved', 'standings.rejected', 'standings.reports_right', 'standings.reports_wrong', 'standings.set_as', 'standings.suspended_until', 'standings.banned_at',
      'claims.staff_id as held_by', 'claims.claimed_until', 'holders.name as held_by_name',
      sql<number>`(select count(*)::int from (select from comments mine where mine.reader_id = comments.reader_id and mine.state = 'shown' limit 100) few)`.as('shown_before'),
      sql<number>`(select count(*)::int from comments answers where answers.parent_id = comments.id and answers.visible)`.as('answers')])
    .select((eb) => [
      jsonObjectFrom(eb.selectFrom('comments as parents').leftJoin('readers as answered', 'answered.id', 'parents.reader_id').select(['parents.id', 'parents.body', 'parents.state', 'answered.name']).whereRef('parents.id', '=', 'comments.parent_id')).as('parent'),
      jsonArrayFrom(eb.selectFrom('reports').leftJoin('readers as reporters', 'reporters.id', 'reports.reader_id').leftJoin('standings as theirs', 'theirs.reader_id', 'reports.reader_id')
        .select(['reports.id', 'reports.kind', 'reports.clause', 'reports.explanation', 'reports.contact_name', 'reports.outcome', 'reporters.name', 'theirs.reports_right', 'theirs.reports_wrong', sql<number>`extract(epoch from reports.reported_at)::float`.as('reported')])
        .whereRef('reports.comment_id', '=', 'comments.id').orderBy('reports.reported_at').limit(30)).as('reports'),
      jsonArrayFrom(eb.selectFrom('rule_matches').innerJoin('moderation_rules', 'moderation_rules.id', 'rule_matches.rule_id')
        .select(['rule_matches.rule_id', 'rule_matches.places', 'moderation_rules.kind', 'moderation_rules.clause', 'moderation_rules.note']).whereRef('rule_matches.comment_id', '=', 'comments.id').orderBy('rule_matches.rule_id')).as('matches'),
      jsonArrayFrom(eb.selectFrom('staff_notes').innerJoin('readers as writers', 'writers.id', 'staff_notes.staff_id')
        .select(['staff_notes.id', 'staff_notes.text', 'staff_notes.reader_id', 'writers.name', sql<number>`extract(epoch from staff_notes.noted_at)::float`.as('noted')])
        .where((on) => on.or([on('staff_notes.comment_id', '=', on.ref('comments.id')), on('staff_notes.reader_id', '=', on.ref('comments.reader_id'))])).orderBy('staff_notes.noted_at').limit(20)).as('notes'),
      jsonArrayFrom(eb.selectFrom('comment_revisions').select(['comment_revisions.body', sql<number>`extract(epoch from comment_revisions.replaced_at)::float`.as('replaced')]).whereRef('comment_id', '=', 'comments.id').orderBy('replaced_at')).as('revisions'),
      jsonArrayFrom(eb.selectFrom('comment_routes').select(['route', 'outcome', 'question', 'answer']).whereRef('comment_id', '=', 'comments.id').orderBy('route')).as('routes'),
    ])
    .where('comments.id', '=', sql<number>`any(${ids}::bigint[])`).execute()
  const decisions = Map.groupBy(await decisionsAbout(db, ...ids), ({ comment_id }) => comment_id)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const [row, about = []] = [byId.get(id), decisions.get(id)]
    return row ? { ...row, decisions: about, latest: latestOf(about) } : []
  })
}

/** The number by which a form says which decisions its sender has seen. */
function latestOf(decisions: Decision[]): number {
  return decisions.findLast(({ undone_at }) => undone_at === null)?.id ?? 0
}
