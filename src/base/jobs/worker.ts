// Runs background jobs, in this process, from the queue in the database.
import { Logger, run } from 'graphile-worker'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobName, JobPayloads } from '../../job-names.ts'
import type { Database } from '../db/open.ts'
import type { Files } from '../files/files.ts'
import type { Log } from '../log.ts'

export interface JobContext extends Pick<Database, 'db'> { files: Files; now: Date; log: Log }
export type Handlers = { [N in JobName]: (payload: JobPayloads[N], context: JobContext) => Promise<void> }

/** How long running jobs may take to finish when the program stops; what is cut off runs again later. */
const grace = 5_000

export interface Worker { stop(): Promise<void> }

export async function startWorker(handlers: Partial<Handlers>, { db, pool, fresh }: Database, { files, log }: { files: Files; log: Log }): Promise<Worker> {
  // A job whose worker was killed stays locked for hours; when nobody else can be working on it, it is free.
  if (fresh) await pool.query('select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker._private_jobs where locked_by is not null')
  const runner = await run({
    pgPool: pool, concurrency: 1, noHandleSignals: true, pollInterval: 5_000, logger: quietLogger(log),
    taskList: Object.fromEntries(Object.entries(handlers).map(([name, handle]) => [name, (payload: unknown) => handle(payload as never, { db, files, log, now: new Date() })])),
  })
  runner.promise.catch((error: unknown) => log.error({ error: String(error) }, 'the worker broke'))
  const stop = async () => {
    const stopped = runner.stop().then(() => 'stopped', () => 'stopped')
    if ((await Promise.race([stopped, sleep(grace, 'late', { ref: false })])) === 'late') await runner.kill().catch(() => {})
  }
  return { stop }
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
