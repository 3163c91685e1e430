import { sql } from 'kysely'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'

/** Adds a job in the caller's transaction: it runs once that commits, and never if it rolls back. */
export async function enqueue<N extends JobName>(db: Db, name: N, payload: JobPayloads[N]) {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json)`.execute(db)
}
