// What is planned, and who does what for it. Days ride article_plans_day_idx, people assignments_staff_idx.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export function planOf(db: Reads, article_id: number) {
  return db.selectFrom('article_plans').select(['planned_on', 'brief', 'length']).where('article_id', '=', article_id).executeTakeFirst()
}

function assignments(db: Reads) {
  return db.selectFrom('assignments').leftJoin('readers', 'readers.id', 'assignments.staff_id')
    .select((eb) => ['assignments.id', 'assignments.article_id', 'assignments.task', 'assignments.staff_id', 'assignments.due_on', 'assignments.note', 'assignments.done_at',
      eb.fn.coalesce('readers.name', 'assignments.name').as('name')])
}
export type Assignment = Awaited<ReturnType<typeof assignmentsOf>>[number]

/** What is to be done for an article, and what has been. */
export function assignmentsOf(db: Reads, article_id: number) {
  return assignments(db).where('assignments.article_id', '=', article_id).orderBy('assignments.id').execute()
}
export function assignmentById(db: Reads, id: number) {
  return assignments(db).where('assignments.id', '=', id).executeTakeFirst()
}

/** What somebody still has to do, what is due first before the rest. */
export function openAssignments(db: Reads, staff_id: number, limit: number) {
  return assignments(db).innerJoin('articles', 'articles.id', 'assignments.article_id').leftJoin('article_plans', 'article_plans.article_id', 'articles.id')
    .select(['articles.headline', 'articles.language', 'article_plans.planned_on'])
    .where('assignments.staff_id', '=', staff_id).where('assignments.done_at', 'is', null)
    .orderBy(sql`coalesce(assignments.due_on, article_plans.planned_on)`, (by) => by.asc().nullsLast()).orderBy('assignments.id').limit(limit).execute()
}

interface Sought { section?: string | undefined; staff_id?: number | undefined }
export type Piece = Awaited<ReturnType<typeof plannedFor>>[number]

/** The pieces that are to stand in the paper on some days, both included. */
export function plannedFor(db: Reads, { from, to, ...sought }: Sought & { from: string; to: string }) {
  return pieces(db, sought).where('article_plans.planned_on', '>=', from).where('article_plans.planned_on', '<=', to)
    .orderBy('article_plans.planned_on').orderBy('articles.id').execute()
}

/** Those without a day, the last ones first; of what is public none is still to be planned. */
export function plannedForNoDay(db: Reads, sought: Sought, limit: number) {
  return pieces(db, sought).where('article_plans.planned_on', 'is', null).where('articles.state', '=', 'draft').orderBy('articles.id', 'desc').limit(limit).execute()
}

function pieces(db: Reads, { section, staff_id }: Sought) {
  return db.selectFrom('article_plans').innerJoin('articles', 'articles.id', 'article_plans.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select((eb) => ['articles.id', 'articles.headline', 'articles.kicker', 'articles.language', 'articles.state', 'articles.stage', 'articles.published_at', 'sections.name as section_name',
      'article_plans.planned_on', 'article_plans.brief', 'article_plans.length',
      jsonArrayFrom(eb.selectFrom('bylines').innerJoin('authors', 'authors.id', 'bylines.author_id').select('authors.name').whereRef('bylines.article_id', '=', 'articles.id').orderBy('bylines.position')).as('authors'),
      jsonArrayFrom(eb.selectFrom('assignments').leftJoin('readers', 'readers.id', 'assignments.staff_id')
        .select((one) => ['assignments.task', one.fn.coalesce('readers.name', 'assignments.name').as('name'), sql<boolean>`done_at is not null`.as('is_done')])
        .whereRef('assignments.article_id', '=', 'articles.id').orderBy('assignments.id')).as('assigned')])
    .$if(section !== undefined, (q) => q.where('sections.slug', '=', section ?? ''))
    .$if(staff_id !== undefined, (q) => q.where((eb) => eb.exists(eb.selectFrom('assignments').select('assignments.id').whereRef('assignments.article_id', '=', 'articles.id').where('assignments.staff_id', '=', staff_id ?? 0))))
}
