// What a decision is told with: to whom it concerns, and to those who asked for it.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export type DecisionFacts = NonNullable<Awaited<ReturnType<typeof decisionFacts>>>

/** A decision with the comment and article it is about and the reader it concerns. */
export function decisionFacts(db: Reads, id: number) {
  return db.selectFrom('decisions')
    .leftJoin('comments', 'comments.id', 'decisions.comment_id')
    .leftJoin('articles', 'articles.id', 'comments.article_id')
    .leftJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'decisions.reader_id')
    .select(['decisions.id', 'decisions.kind', 'decisions.comment_id', 'decisions.reader_id', 'decisions.body', 'decisions.made_by', 'decisions.staff_id',
      'decisions.clause', 'decisions.reason', 'decisions.until', 'decisions.decided_at', 'decisions.undone_at',
      'comments.submitted_at', 'comments.state as comment_state',
      'articles.id as article_id', 'articles.slug', 'articles.headline', 'articles.language as article_language', 'sections.slug as section_slug',
      'readers.name', 'readers.mail_address', 'readers.language',
      sql<boolean>`exists (select from reports where decision_id = decisions.id and kind = 'notice')`.as('by_notice'),
      sql<boolean>`exists (select from reports where decision_id = decisions.id and kind = 'report')`.as('by_report'),
      sql<boolean>`exists (select from rule_matches where rule_matches.comment_id = decisions.comment_id)`.as('found_by_rule')])
    .where('decisions.id', '=', id).executeTakeFirst()
}

/** Who reported what a decision is about, with where to tell them. Rides reports_decision_idx. */
export function reportersOf(db: Reads, decision_id: number) {
  return db.selectFrom('reports').leftJoin('readers', 'readers.id', 'reports.reader_id')
    .select(['reports.id', 'reports.kind', 'reports.clause', 'reports.outcome', 'reports.reported_at',
      sql<string | null>`coalesce(reports.contact_mail, readers.mail_address)`.as('mail_address'),
      sql<string | null>`coalesce(reports.language, readers.language)`.as('language')])
    .where('reports.decision_id', '=', decision_id).where('reports.outcome', 'is not', null).orderBy('reports.id').execute()
}

/** The bodies that settle disputes out of court, and whom a threat to life is told to, as the paper names them. */
export function duties(db: Reads) {
  return db.selectFrom('discussion_settings').select(['settlement_bodies', 'police_address']).executeTakeFirstOrThrow()
}
