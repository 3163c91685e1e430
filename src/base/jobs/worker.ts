// Runs background jobs, in this process, from the queue in the database.
import { Logger, parseCronItems, run, type Runner, type WorkerEvents } from 'graphile-worker'
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Database } from '../db/open.ts'
import type { Files } from '../files/files.ts'
import type { PaymentConfig, WireConfig } from '../config.ts'
import type { Log } from '../log.ts'
import type { Mailer } from '../mail/mailer.ts'
import type { Safe } from '../safe/safe.ts'
import { counted, timed, type Ending } from '../metrics/counts.ts'
import { keepPresence, type Patience } from './presence.ts'
import { spanned } from '../traces/spans.ts'

export interface JobContext extends Pick<Database, 'db'> {
  files: Files
  safe: Safe
  mailer: Mailer
  /** Where readers find the paper: links in mails begin with it. */
  site: { url: string; /** Where wires come in. */ wires?: WireConfig }
  payments: PaymentConfig
  now: Date
  log: Log
}
export type Handlers = { [N in JobName]: (payload: JobPayloads[N], context: JobContext) => Promise<void> }

/** How long running jobs may take to finish when the program stops; what is cut off runs again later. */
const grace = 5_000
const pauseAfterFailure = 1_000
/** Without a delay, even one of no time, the library does not wait for its word on a job to arrive: a lost database would end the program. */
const saying = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }
/** Enough that one mail server which does not answer keeps nothing else waiting; heavy work is one at a time, see enqueue.ts. */
const concurrency = 3

/** A job that is begun by the clock, once in all processes together. */
export interface Schedule {
  name: JobName
  /** Minute, hour, day of the month, month and weekday as in a crontab, in UTC. */
  at: string
}
interface Around extends Omit<JobContext, 'db' | 'now'> { schedules?: readonly Schedule[]; patience?: Patience }

export interface Worker { stop(): Promise<void> }

/** Begins to work, and begins again whenever the database takes the work from under it. */
export function startWorker(handlers: Partial<Handlers>, database: Database, around: Around): Worker {
  const stop = Promise.withResolvers<'stop'>()
  const presence = keepPresence({ url: database.url, log: around.log }, around.patience)
  let stopping = false
  async function persist() {
    let ended: Holders = database.fresh ? 'all' : []
    while (!stopping) {
      try {
        await unlock(database, ended)
        ended = []
        const runner = await runWith(handlers, { database, around, begun: (pool) => { ended = [pool]; presence.show(pool) } })
        if ((await Promise.race([runner.promise, stop.promise])) === 'stop') await stopped(runner)
      } catch (error) {
        around.log.error({ err: error }, 'background work was interrupted')
      }
      await Promise.race([sleep(pauseAfterFailure, undefined, { ref: false }), stop.promise])
    }
    await presence.stop()
  }
  const working = persist()
  return {
    stop() {
      stopping = true
      stop.resolve('stop')
      return working
    },
  }
}

/** Whose jobs nobody works on any more: those of pools that have ended, by their names, or all. */
type Holders = 'all' | readonly string[]

/** A job whose worker lost the database before it could say how the job ended stays locked for hours otherwise; for those of killed ones see presence.ts. */
async function unlock({ pool }: Database, holders: Holders) {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs
     where locked_by is not null and ($1::text[] is null or locked_by = any($1))`, [holders === 'all' ? null : holders])
}

/** `begun` is told the name under which the library locks the jobs it takes. */
interface Run { database: Database; around: Around; begun(pool: string): void }

function runWith(handlers: Partial<Handlers>, { database: { db, pool }, around: { schedules = [], patience: _, ...around }, begun }: Run): Promise<Runner> {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => begun(workerPool.id))
  const task = (job: string, handle: (payload: never, context: JobContext) => Promise<void>) => (payload: unknown) =>
    watched(job, payload, () => handle(payload as never, { ...around, db, now: new Date() }))
  return run({
    pgPool: pool, concurrency, noHandleSignals: true, pollInterval: 5_000, logger: quietLogger(around.log), events, preset: { worker: saying },
    parsedCronItems: parseCronItems(schedules.map(({ name, at }) => ({ task: name, match: at, identifier: name }))),
    taskList: Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, task(name, handle)])),
  })
}

function watched(job: string, payload: unknown, work: () => Promise<void>): Promise<void> {
  const { traceparent } = payload as { traceparent?: string }
  const outcome = (ending: Ending<void>) => ('error' in ending ? 'failed' : 'done')
  return spanned({ name: `job ${job}`, attributes: { 'litfass.job': job }, kind: 'job', cause: traceparent }, () =>
    counted('litfass_jobs_total', { job }, { work: () => timed('litfass_job_seconds', { job }, work), outcome }))
}

async function stopped(runner: Runner) {
  const stopped = runner.stop().catch(() => {})
  const late = await Promise.race([stopped, sleep(grace, 'late', { ref: false })])
  if (late) await runner.kill().catch(() => {})
}

/** The library tells of each step it takes; what matters to an operator are jobs that failed. */
function quietLogger(log: Log) {
  return new Logger((scope) => (level, text) => {
    const about = { job: scope.taskIdentifier, job_id: scope.jobId }
    if (level === 'error') log.error(about, text)
    else if (level === 'warning') log.warn(about, text)
    else log.debug(about, text)
  })
}
