// What a decision is told with: to whom it concerns, and to those who asked for it.
import { sql } from 'kysely'
import { headlineToReaders } from '../../articles/reads/named.ts'
import type { Reads } from '../../base/db/db.ts'

export type DecisionFacts = NonNullable<Awaited<ReturnType<typeof decisionFacts>>>

/** A decision with the comment and article it is about and the reader it concerns. */
export function decisionFacts(db: Reads, id: number) {
  return db.selectFrom('decisions')
    .leftJoin('comments', 'comments.id', 'decisions.comment_id')
    .leftJoin('articles', (join) => join.on('articles.id', '=', sql<number>`coalesce(decisions.article_id, comments.article_id)`))
    .leftJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'decisions.reader_id')
    .select(['decisions.id', 'decisions.kind', 'decisions.comment_id', 'decisions.reader_id', 'decisions.body', 'decisions.made_by', 'decisions.staff_id',
      'decisions.clause', 'decisions.reason', 'decisions.until', 'decisions.decided_at', 'decisions.undone_at',
      'comments.submitted_at', 'comments.state as comment_state',
      'articles.id as article_id', 'articles.slug', headlineToReaders.as('headline'), 'articles.language as article_language', 'sections.slug as section_slug',
      'readers.name', 'readers.mail_address', 'readers.language',
      sql<boolean>`exists (select from reports where decision_id = decisions.id and kind = 'notice')`.as('by_notice'),
      sql<boolean>`exists (select from reports where decision_id = decisions.id and kind = 'report')`.as('by_report'),
      // Made because an objection of its author was right: the outcome of that tells it.
      sql<boolean>`exists (select from objections join decisions as objected on objected.id = objections.decision_id
        where objected.reader_id = decisions.reader_id and objections.by_whom = 'author' and objections.outcome = 'overturned' and objections.decided_at = decisions.decided_at)`.as('by_objection'),
      sql<boolean>`exists (select from rule_matches where rule_matches.comment_id = decisions.comment_id)`.as('found_by_rule')])
    .where('decisions.id', '=', id).executeTakeFirst()
}

/** Who reported what a decision is about, with where to tell them. Rides reports_decision_idx. */
export function reportersOf(db: Reads, decision_id: number) {
  return reporters(db).where('reports.decision_id', '=', decision_id).where('reports.outcome', 'is not', null).orderBy('reports.id').execute()
}
export type Reporter = Awaited<ReturnType<typeof reportersOf>>[number]

export function reportersByIds(db: Reads, ids: number[]): Promise<Reporter[]> {
  return reporters(db).where('reports.id', 'in', ids).orderBy('reports.id').execute()
}

function reporters(db: Reads) {
  return db.selectFrom('reports').leftJoin('readers', 'readers.id', 'reports.reader_id')
    .select(['reports.id', 'reports.kind', 'reports.clause', 'reports.outcome', 'reports.reported_at',
      sql<string | null>`coalesce(reports.contact_mail, readers.mail_address)`.as('mail_address'),
      sql<string | null>`coalesce(reports.language, readers.language)`.as('language')])
}

/** The bodies that settle disputes out of court, and whom a threat to life is told to, as the paper names them. */
export function duties(db: Reads) {
  return db.selectFrom('discussion_settings').select(['settlement_bodies', 'police_address']).executeTakeFirstOrThrow()
}

/** A comment that everyone can read, as far as a report needs it. */
export function reportable(db: Reads, id: number) {
  return db.selectFrom('comments').innerJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['comments.id', 'comments.article_id', 'comments.reader_id', 'comments.body', 'comments.submitted_at', 'readers.name'])
    .where('comments.id', '=', id).where('comments.state', '=', 'shown').executeTakeFirst()
}

export type Receipt = NonNullable<Awaited<ReturnType<typeof receiptOf>>>

/** A report by either of its links' hashes, with its comment's address. */
export function receiptOf(db: Reads, token_hash: Buffer) {
  return db.selectFrom('reports')
    .innerJoin('comments', 'comments.id', 'reports.comment_id').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['reports.id', 'reports.kind', 'reports.clause', 'reports.explanation', 'reports.language', 'reports.reported_at', 'reports.outcome', 'reports.ended_at', 'reports.decision_id',
      'reports.comment_id', 'comments.state as comment_state', 'articles.id as article_id', 'articles.slug', headlineToReaders.as('headline'), 'articles.language as article_language', 'sections.slug as section_slug'])
    .where((eb) => eb.or([eb('reports.receipt_hash', '=', token_hash), eb('reports.outcome_hash', '=', token_hash)])).executeTakeFirst()
}

export type ObjectionFacts = NonNullable<Awaited<ReturnType<typeof objectionOf>>>

/** What the author of the comment has objected to a decision, or who made a report to its outcome, and what came of it. */
export function objectionOf(db: Reads, party: { decision_id: number } | { report_id: number }) {
  return db.selectFrom('objections').select(['id', 'text', 'objected_at', 'decided_at', 'outcome', 'answer', 'by_same_person'])
    .where((eb) => ('report_id' in party ? eb('report_id', '=', party.report_id) : eb.and([eb('decision_id', '=', party.decision_id), eb('by_whom', '=', 'author')]))).executeTakeFirst()
}

/** The decisions that concern a reader, the newest first. Rides decisions_reader_idx. */
export function decisionsOn(db: Reads, reader_id: number, limit: number) {
  return db.selectFrom('decisions').leftJoin('comments', 'comments.id', 'decisions.comment_id').leftJoin('articles', (join) => join.on('articles.id', '=', sql<number>`coalesce(decisions.article_id, comments.article_id)`))
    .leftJoin('objections', (join) => join.onRef('objections.decision_id', '=', 'decisions.id').on('objections.by_whom', '=', 'author'))
    .select(['decisions.id', 'decisions.kind', 'decisions.until', 'decisions.decided_at', 'decisions.undone_at', headlineToReaders.as('headline'), 'objections.outcome', 'objections.objected_at'])
    .where('decisions.reader_id', '=', reader_id).where('decisions.kind', 'not in', ['approve', 'keep'])
    .orderBy('decisions.decided_at', 'desc').orderBy('decisions.id', 'desc').limit(limit).execute()
}
