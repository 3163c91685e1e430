import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { permissions, type Permission } from '../../people/permissions.ts'

export type ObjectionToDecide = NonNullable<Awaited<ReturnType<typeof objectionToDecide>>>

/** An objection with whose decision it is about, and with whom it is to be told. */
export function objectionToDecide(db: Reads, id: number) {
  return db.selectFrom('objections').innerJoin('decisions', 'decisions.id', 'objections.decision_id')
    .leftJoin('readers as authors', 'authors.id', 'decisions.reader_id').leftJoin('readers as deciders', 'deciders.id', 'decisions.staff_id').leftJoin('readers as answerers', 'answerers.id', 'objections.decided_by')
    .leftJoin('reports', 'reports.id', 'objections.report_id').leftJoin('readers as reporters', 'reporters.id', 'reports.reader_id')
    .select(['objections.id', 'objections.decision_id', 'objections.by_whom', 'objections.report_id', 'objections.text', 'objections.objected_at', 'objections.decided_at', 'objections.outcome', 'objections.answer', 'objections.by_same_person',
      'decisions.staff_id', 'decisions.reader_id as author_id', 'deciders.name as staff_name', 'authors.name as author_name', 'answerers.name as answered_by', 'reports.clause as report_clause', 'reports.explanation', 'reports.kind as report_kind', 'reports.reader_id as reporter_id',
      sql<string | null>`case when by_whom = 'author' then authors.mail_address else coalesce(reports.contact_mail, reporters.mail_address) end`.as('mail_address'),
      sql<string | null>`case when by_whom = 'author' then authors.language else coalesce(reports.language, reporters.language) end`.as('language')])
    .where('objections.id', '=', id).executeTakeFirst()
}

/** How many others than `staff_id` have a permission. */
export async function othersWhoMay(db: Reads, { permission, staff_id }: { permission: Permission; staff_id: number }): Promise<number> {
  const { n } = await db.selectFrom('staff_roles').innerJoin('readers', 'readers.id', 'staff_roles.reader_id').select(sql<number>`count(distinct reader_id)`.as('n'))
    .where('role', 'in', permissions[permission]).where('reader_id', '<>', staff_id).where('erased_at', 'is', null).executeTakeFirstOrThrow()
  return n
}

/** Those that wait, the oldest first, or those that were decided, the newest first. */
export function objectionsListed(db: Reads, { open, limit }: { open: boolean; limit: number }) {
  return db.selectFrom('objections').innerJoin('decisions', 'decisions.id', 'objections.decision_id').leftJoin('readers as deciders', 'deciders.id', 'decisions.staff_id')
    .select(['objections.id', 'objections.by_whom', 'objections.text', 'objections.objected_at', 'objections.decided_at', 'objections.outcome', 'objections.by_same_person', 'decisions.kind', 'decisions.staff_id', 'deciders.name as staff_name'])
    .where('objections.decided_at', open ? 'is' : 'is not', null)
    .orderBy(open ? 'objections.objected_at' : 'objections.decided_at', open ? 'asc' : 'desc').orderBy('objections.id').limit(limit).execute()
}
