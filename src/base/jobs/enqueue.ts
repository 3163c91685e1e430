import { sql } from 'kysely'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'
import { thisTrace } from '../traces/spans.ts'

/** Adds a job in the caller's transaction: it runs once that commits, and never if it rolls back. */
export async function enqueue<N extends JobName>(db: Db, name: N, payload: JobPayloads[N]) {
  await sql`select graphile_worker.add_job(${name}, payload => ${told(payload)}::json)`.execute(db)
}

/** The same for later. */
export async function enqueueAt<N extends JobName>(db: Db, at: Date, { name, payload }: { name: N; payload: JobPayloads[N] }) {
  await sql`select graphile_worker.add_job(${name}, payload => ${told(payload)}::json, run_at => ${at}::timestamptz)`.execute(db)
}

function told(payload: object): string {
  const traceparent = thisTrace()
  return JSON.stringify(traceparent ? { ...payload, traceparent } : payload)
}
