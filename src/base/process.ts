// A process that runs until it is told to stop: the paper's pages, its background work, or both.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Task } from './commands/command.ts'
import type { Opening } from './db/embedded.ts'
import { openDatabase, type Database } from './db/open.ts'
import { bringUpToDate } from './db/up-to-date.ts'
import { checkFiles, openFiles } from './files/files.ts'
import type { JobName } from '../job-names.ts'
import { startTicking, type Tick } from './jobs/ticking.ts'
import type { Handlers, Schedule } from './jobs/worker.ts'
import { flushed } from './log.ts'
import { openSecrets } from './secrets/open-secrets.ts'
import type { Safe } from './safe/safe.ts'

/** The pages: listening from the start, serving once they have a database. */
export interface Web {
  /** Where it listens. */
  address: string
  serve(database: Database, safe: Safe): Promise<void>
  close(): Promise<void>
}
export interface Process {
  opening: Opening
  web?: (task: Task) => Promise<Web>
  /** What is said or done before the pages open, at an address. */
  beforeOpening?: (database: Database, task: Task, address: string) => Promise<void>
  /** What an empty paper is filled with. */
  fill?: (database: Database, task: Task, safe: Safe) => Promise<void>
  jobs?: Partial<Handlers>
  /** Which of them the clock begins. */
  schedules?: readonly Schedule[]
  /** What happens to the second, where there is background work. */
  ticks?: readonly Tick[]
  /** What background work begins with, each time. */
  firstJobs?: JobName[]
}

/** The whole stop takes less than ten seconds; what still runs then is cut off. */
const stopWithin = 9_500

/** Settles when the process has been told to stop, and has. */
export async function runProcess(task: Task, process: Process) {
  const { log } = task
  const closers: (() => Promise<void>)[] = []
  const told = signalled()
  const running = start(task, process, closers)
  try {
    const signal = await Promise.race([told, running.then(() => told)])
    log.info({ signal }, 'stopping')
  } finally {
    // What fails now fails because everything is being closed.
    running.catch(() => {})
    bearWithWhatIsCutOff(log)
    const deadline = sleep(stopWithin, undefined, { ref: false })
    for (const close of closers.reverse()) await Promise.race([close().catch((error: unknown) => log.error({ err: error }, 'stopping')), deadline])
    await flushed(log)
  }
}

async function start(task: Task, { opening, web: openWeb, beforeOpening, fill, jobs, schedules = [], ticks = [], firstJobs = [] }: Process, closers: (() => Promise<void>)[]) {
  const { config, log } = task
  const watching = await watched(task, closers)
  const files = checkFiles(config, log)
  // It may be refused while nobody is waiting yet.
  files.catch(() => {})
  const parts = [openDatabase(config, opening, log), openWeb?.(task)] as const
  // A stop that comes before they are open waits until they can be closed.
  for (const part of parts) closers.push(async () => (await part?.catch(() => undefined))?.close())
  const [opened, listening] = await Promise.allSettled(parts)
  // A second start fails in both; that the folder is in use says more than that the port is.
  if (opened.status === 'rejected') throw opened.reason
  if (listening.status === 'rejected') throw listening.reason
  await files

  const [database, web] = [opened.value, listening.value]
  watching?.before((await import('./metrics/watch-database.ts')).watchDatabase(database))
  const ran = await bringUpToDate(database, log)
  if (ran.length > 0) log.info({ migrations: ran }, 'the database is up to date')
  const secrets = await openSecrets(config, database.db, log)
  await secrets.told(database.db)
  await fill?.(database, task, secrets.safe)
  // While a failure may still end the start: an open paper outlives its database.
  if (firstJobs.length > 0) await addFirst(firstJobs, database)
  if (web) await beforeOpening?.(database, task, web.address)
  await web?.serve(database, secrets.safe)
  if (watching) log.info({ url: watching.address }, 'metrics are to be had')
  if (web) log.info({ url: config.url }, `the paper is open at ${web.address}`)
  if (jobs) {
    const [{ startWorker }, { openMailer }] = await Promise.all([import('./jobs/worker.ts'), import('./mail/mailer.ts')])
    if (!config.mail.server) log.info({ outbox: config.mail.outbox }, 'no mail server is set (SMTP_URL): mails land in the outbox')
    closers.push(startWorker(jobs, database, { log, schedules, files: openFiles(config, log), safe: secrets.safe, mailer: openMailer(config.mail), site: config, payments: config.payments }).stop)
    closers.push(startTicking(ticks, { db: database.db, log }).stop)
  }
}

async function addFirst(names: JobName[], { db }: Database) {
  const { enqueue } = await import('./jobs/enqueue.ts')
  for (const name of names) await enqueue(db, name, {})
}

/** Traces and metrics, where they are set; before anything that they are to see. */
async function watched({ config: { traces, metrics }, log }: Task, closers: (() => Promise<void>)[]) {
  if (traces) closers.push((await import('./traces/traces.ts')).startTraces(traces, log).close)
  if (!metrics) return undefined
  const opened = await (await import('./metrics/metrics.ts')).openMetrics(metrics, log)
  closers.push(opened.close)
  return opened
}

/** A job that outlasts its grace finds its database closed, and so does the queue that would note it; it is done again later. */
function bearWithWhatIsCutOff(log: Task['log']) {
  process.on('unhandledRejection', (error) => log.debug({ err: error }, 'cut off by the stop'))
}

function signalled(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    // SIGHUP: the terminal was closed.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, resolve)
  })
}
