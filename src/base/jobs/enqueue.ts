import { sql } from 'kysely'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'
import { thisTrace } from '../traces/spans.ts'

/** Adds a job in the caller's transaction: it runs once that commits, and never if it rolls back. */
export async function enqueue<N extends JobName>(db: Db, name: N, payload: JobPayloads[N]) {
  const traceparent = thisTrace()
  const told = traceparent ? { ...payload, traceparent } : payload
  await sql`select graphile_worker.add_job(${name}, payload => ${JSON.stringify(told)}::json)`.execute(db)
}
