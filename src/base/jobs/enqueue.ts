import { sql } from 'kysely'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Db } from '../db/db.ts'
import { isQuiet } from './quiet.ts'
import { thisTrace } from '../traces/spans.ts'

/** Somebody waits for it before a screen: the least number goes first. */
const priorities: Partial<Record<JobName, number>> = { 'send-mail': -10 }
/** Work that fills a processor: jobs of one queue are done one after the other, and others pass by. */
const queues: Partial<Record<JobName, string>> = { 'picture-renditions': 'heavy', 'catch-up': 'heavy' }

/** Adds a job in the caller's transaction: it runs once that commits, and never if it rolls back. */
export async function enqueue<N extends JobName>(db: Db, name: N, payload: JobPayloads[N]) {
  await addJob(db, { name, payload, at: null })
}

/** The same for later. */
export async function enqueueAt<N extends JobName>(db: Db, at: Date, { name, payload }: { name: N; payload: JobPayloads[N] }) {
  await addJob(db, { name, payload, at })
}

/** The same for some seconds from now, by the database's clock. */
export async function enqueueIn<N extends JobName>(db: Db, seconds: number, { name, payload }: { name: N; payload: JobPayloads[N] }) {
  const { rows } = await sql<{ at: Date }>`select now() + make_interval(secs => ${seconds}) as at`.execute(db)
  await addJob(db, { name, payload, at: rows[0]?.at ?? null })
}

/** The same once: while one of this key waits for its time, that time stays, and what was told last counts. */
export async function enqueueOnce<N extends JobName>(db: Db, at: Date, { name, payload, key }: { name: N; payload: JobPayloads[N]; key: string }) {
  await addJob(db, { name, payload, at, key })
}

/** The same job for many, in one statement. */
export async function enqueueAll<N extends JobName>(db: Db, name: N, payloads: readonly JobPayloads[N][]) {
  if (payloads.length === 0 || isQuiet(db)) return
  const traceparent = thisTrace()
  const told = JSON.stringify(traceparent ? payloads.map((payload) => ({ ...payload, traceparent })) : payloads)
  await sql`select count(*) from graphile_worker.add_jobs(array(
    select row(${name}, one, ${queues[name] ?? null}, null, null, null, ${priorities[name] ?? 0}, null)::graphile_worker.job_spec from json_array_elements(${told}::json) one))`.execute(db)
}

async function addJob(db: Db, { name, payload, at, key = null }: { name: JobName; payload: object; at: Date | null; key?: string | null }) {
  if (isQuiet(db)) return
  const traceparent = thisTrace()
  const told = JSON.stringify(traceparent ? { ...payload, traceparent } : payload)
  await sql`select graphile_worker.add_job(${name}, payload => ${told}::json, queue_name => ${queues[name] ?? null}, run_at => ${at}::timestamptz, job_key => ${key}, job_key_mode => ${key === null ? 'replace' : 'preserve_run_at'}, priority => ${priorities[name] ?? 0})`.execute(db)
}
