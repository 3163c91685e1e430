// What must happen at its time, within a second or two: the queue of jobs looks only every five seconds, and may be busy. Every
// process that works looks several times a second whether something is due, by the database's clock; whoever sees to it claims it there.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import { cell } from '../metrics/counts.ts'

/** Does what is due, and answers how much that was. Looking alone must cost next to nothing. */
export interface Tick { name: string; run: (db: Db, told: { broke: (error: unknown) => void }) => Promise<number> }

const pauseMs = 500
/** While the database is away it is asked less often. */
const pauseWhenBrokenMs = 1_000

export function startTicking(ticks: readonly Tick[], { db, log }: { db: Db; log: Log }): { stop(): Promise<void> } {
  const stopping = new AbortController()
  async function tick(one: Tick) {
    while (!stopping.signal.aborted) {
      const pause = await once(one, { db, log }).then(() => pauseMs, (error: unknown) => {
        log.debug({ err: error, tick: one.name }, 'what is due could not be looked for')
        return pauseWhenBrokenMs
      })
      await sleep(pause, undefined, { ref: false, signal: stopping.signal }).catch(() => {})
    }
  }
  const ticking = Promise.all(ticks.map(tick))
  return {
    async stop() {
      stopping.abort()
      await ticking
    },
  }
}

async function once({ name, run }: Tick, { db, log }: { db: Db; log: Log }) {
  function broke(error: unknown) {
    cell('litfass_jobs_total', { job: name, outcome: 'failed' }).count += 1
    log.error({ err: error, tick: name }, 'what was due could not be done')
  }
  cell('litfass_jobs_total', { job: name, outcome: 'done' }).count += await run(db, { broke })
}
