import { sql } from 'kysely'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'

/** Adds a job in the caller's transaction: it runs once that commits, and never if it rolls back. A key makes it unique among those that wait. */
export async function enqueue<N extends JobName>(db: Db, name: N, { payload, key = null }: { payload: JobPayloads[N]; key?: string | null }) {
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(payload)}::json, job_key => ${key})`.execute(db)
}
