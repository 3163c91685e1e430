// Who works shows that they live by a lock on a connection of their own, under the name that the jobs they take are locked by.
// A lock goes with its process, however that ends. Whoever lives gives back the jobs of those whose lock is gone: those of a
// killed process are done again within a minute. Who is slow, or stands still, keeps their connection and with it their jobs.
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../log.ts'

/** Any number, the same in all processes: the first half of each lock's name. */
const lockClass = 4_712

export interface Patience {
  /** Milliseconds from one look for the jobs of the dead to the next. */
  lookEveryMs: number
  /** For so long somebody's lock must have been gone: a connection that broke is back before. */
  goneForMs: number
}
const patient: Patience = { lookEveryMs: 10_000, goneForMs: 25_000 }

export interface Presence {
  /** Works under this name from now on. */
  show(worker: string): void
  stop(): Promise<void>
}

export function keepPresence({ url, log }: { url: string; log: Log }, patience: Patience = patient): Presence {
  const stopping = new AbortController()
  let worker = ''
  let changed = Promise.withResolvers<void>()
  const kept = keep()

  async function keep() {
    while (!stopping.signal.aborted) {
      await onOneConnection().catch((error: unknown) => log.debug({ err: error }, 'the connection that shows who works broke'))
      await pause(Math.min(1_000, patience.lookEveryMs))
    }
  }

  async function onOneConnection() {
    const client = new Client({ connectionString: url, application_name: 'litfass presence', connectionTimeoutMillis: 5_000, query_timeout: 10_000, keepAlive: true })
    const broken = Promise.withResolvers<void>()
    client.on('error', () => broken.resolve())
    client.on('end', () => broken.resolve())
    try {
      await client.connect()
      // A machine that is gone says nothing: the server asks it, and takes the lock away.
      await client.query('set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3')
      // Whoever could not look cannot say for how long somebody has been gone.
      const gone = new Map<string, number>()
      for (let shown = ''; !stopping.signal.aborted;) {
        const now = worker
        if (now !== shown) await client.query('select pg_advisory_unlock_all(), pg_advisory_lock_shared($1, hashtext($2))', [lockClass, now])
        shown = now
        await giveBack(client, gone)
        if (worker !== shown) continue
        await Promise.race([pause(patience.lookEveryMs), changed.promise, broken.promise])
      }
    } finally {
      await client.end().catch(() => {})
    }
  }

  async function giveBack(client: Client, gone: Map<string, number>) {
    const { rows } = await client.query<{ worker: string }>(dead, [lockClass])
    const now = performance.now()
    for (const name of gone.keys()) if (!rows.some((row) => row.worker === name)) gone.delete(name)
    for (const row of rows) if (!gone.has(row.worker)) gone.set(row.worker, now)
    const long = [...gone].filter(([, since]) => now - since >= patience.goneForMs).map(([name]) => name)
    if (long.length === 0) return
    await client.query('select graphile_worker.force_unlock_workers($1)', [long])
    log.warn({ workers: long.length }, 'jobs of a process that is gone were given back')
  }

  function pause(ms: number) {
    return sleep(ms, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
  }

  return {
    show(name) {
      worker = name
      changed.resolve()
      changed = Promise.withResolvers()
    },
    stop() {
      stopping.abort()
      // A database that is away is not waited for.
      return Promise.race([kept, sleep(1_000, undefined, { ref: false })])
    },
  }
}

/** By whom something is locked of whom no lock shows that they live. The second half of a lock's name stands in pg_locks as an unsigned number. */
const dead = `
  select locked_by as worker from (select locked_by from graphile_worker._private_jobs union select locked_by from graphile_worker._private_job_queues) held
  where locked_by is not null and not exists (select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
    and classid = $1::int::oid and objid = (hashtext(locked_by)::bigint & 4294967295)::oid and objsubid = 2 and granted)`
