import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export function pledgesByReference(db: Reads, references: readonly string[]) {
  return db.selectFrom('pledges').select(['id', 'reference', 'currency', 'ended_why']).where('reference', '=', sql<string>`any(${references}::text[])`).execute()
}
export type NamedPledge = Awaited<ReturnType<typeof pledgesByReference>>[number]
