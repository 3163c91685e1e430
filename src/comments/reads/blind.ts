import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What decides whether a decision is drawn. */
export function drawing(db: Reads, decision_id: number) {
  return db.selectFrom('decisions').innerJoin('discussion_settings', (join) => join.onTrue())
    .select(['decisions.kind', 'decisions.made_by', 'decisions.body', 'decisions.decided_at', 'discussion_settings.blind_percent']).where('decisions.id', '=', decision_id).executeTakeFirst()
}

/** Whose decision a check repeats, and whether it has been answered. */
export function blindCheckOf(db: Reads, decision_id: number) {
  return db.selectFrom('blind_checks').innerJoin('decisions', 'decisions.id', 'blind_checks.decision_id')
    .select(['decisions.staff_id', 'blind_checks.checked_at']).where('decision_id', '=', decision_id).executeTakeFirst()
}

export type BlindCheck = NonNullable<Awaited<ReturnType<typeof nextBlindCheck>>>

/** The oldest check that somebody may answer: the text as it was, and what it answered, but not what was decided. */
export function nextBlindCheck(db: Reads, staff_id: number) {
  return waitingFor(db, staff_id)
    .innerJoin('comments', 'comments.id', 'decisions.comment_id').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('comments as parents', 'parents.id', 'comments.parent_id')
    .select(['blind_checks.decision_id', 'decisions.body', 'parents.body as parent_body', 'comments.submitted_at', 'articles.id as article_id', 'articles.slug', 'articles.headline', 'articles.language', 'sections.slug as section_slug'])
    .orderBy('drawn_at').orderBy('blind_checks.decision_id').limit(1).executeTakeFirst()
}

export async function countBlindChecks(db: Reads, staff_id: number): Promise<number> {
  const { n } = await waitingFor(db, staff_id).select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow()
  return n
}

function waitingFor(db: Reads, staff_id: number) {
  return db.selectFrom('blind_checks').innerJoin('decisions', 'decisions.id', 'blind_checks.decision_id')
    .where('checked_at', 'is', null).where('decisions.staff_id', '<>', staff_id).where('decisions.body', 'is not', null)
}
