// What the database has to say for metrics: whether it answers, how busy the pool is, which jobs wait.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '../db/open.ts'
import { watch } from './counts.ts'
import type { Look } from './metrics.ts'

const patienceMs = 2_000

interface Jobs { waiting: number; oldest: number; given_up: number }

// A job that has failed for good keeps the time at which it would have been tried again.
const asks = `
  select count(*) filter (where is_due)::integer as waiting,
    coalesce(extract(epoch from max(now() - run_at) filter (where is_due)), 0)::float8 as oldest,
    count(*) filter (where attempts >= max_attempts)::integer as given_up
  from (select *, attempts < max_attempts and run_at <= now() as is_due from graphile_worker.jobs where locked_at is null) free`

export function watchDatabase({ pool }: Pick<Database, 'pool'>): Look {
  let jobs: Jobs | undefined
  let asking: Promise<Jobs | undefined> | undefined
  watch('litfass_database_up', () => (jobs ? 1 : 0))
  watch('litfass_database_connections', () => pool.totalCount - pool.idleCount, { state: 'used' })
  watch('litfass_database_connections', () => pool.idleCount, { state: 'idle' })
  watch('litfass_database_connections_max', () => pool.options.max)
  watch('litfass_database_waiting', () => pool.waitingCount)
  watch('litfass_jobs_waiting', () => jobs?.waiting ?? NaN)
  watch('litfass_jobs_oldest_seconds', () => jobs?.oldest ?? NaN)
  watch('litfass_jobs_given_up', () => jobs?.given_up ?? NaN)

  return async () => {
    // A query that hangs is not joined by another at each scrape.
    asking ??= pool.query<Jobs>(asks).then(({ rows: [row] }) => row, () => undefined).finally(() => { asking = undefined })
    jobs = await Promise.race([asking, sleep(patienceMs, undefined, { ref: false })])
  }
}
