// The press's own connection to the database: it hears there what has become stale, and knows by it whether the
// database is there at all. Every five seconds it sends itself a notification and waits for it, since a connection whose
// other end has vanished looks alive for hours.
//
//   const wire = listenForStale({ connection: { connectionString }, press, log })
//   await wire.ready; … await wire.close()
import { setTimeout as wait } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { cell, watch } from '../metrics/counts.ts'
import { openLine, type Line } from './line.ts'
import type { Press } from './press.ts'

export interface Wire {
  /** Settled when notices arrive for the first time. */
  ready: Promise<void>
  /** True if the database answers now; asks it. */
  check(): Promise<boolean>
  close(): Promise<void>
}
interface Log { info(what: object, message: string): void; warn(what: object, message: string): void }
interface Settings {
  connection: ClientConfig
  press: Pick<Press, 'notice' | 'lost' | 'back'>
  /** What else is heard on this connection, by channel. */
  others?: ReadonlyMap<string, (payload: string) => void>
  log: Log
  proveEveryMs?: number
  /** How long the database may take to answer before it counts as away. */
  patienceMs?: number
}

const pausesMs = [50, 100, 250, 500, 1_000]

export function listenForStale({ connection, press, others, log, proveEveryMs = 5_000, patienceMs = 2_000 }: Settings): Wire {
  const closing = new AbortController()
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  let line: Line | undefined
  const noted = noting(() => line)
  const running = keepListening()

  async function keepListening() {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      let heard = false
      try {
        line = noted(await openLine({ connection, hear: press.notice, ...(others ? { others } : {}), patienceMs }))
        failures = 0
        heard = true
        press.back()
        isReady()
        log.info({}, 'the press hears the database')
        await proveUntilBroken(line, { proveEveryMs, signal: closing.signal })
      } catch (error) {
        if (failures === 0 && !closing.signal.aborted) log.warn({ err: error }, 'the press has lost the database; it goes on with what it has')
      }
      press.lost()
      if (heard) gaps.count++
      drop()
      await wait(pausesMs[Math.min(failures, pausesMs.length - 1)], undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  function drop() {
    line?.hangUp()
    line = undefined
  }

  async function check() {
    if (!line) return false
    const asked = line
    const failed = await asked.prove().then(() => false, () => true)
    // The loop will notice by itself; until then nobody should trust this line.
    if (failed && line === asked) { press.lost(); drop() }
    return !failed
  }

  async function close() {
    closing.abort()
    await running
  }
  return { ready, check, close }
}

const gaps = cell('litfass_wire_gaps_total')

/** Notes how long each proof took, and when. */
function noting(line: () => Line | undefined) {
  let [tookMs, proved_at] = [NaN, NaN]
  watch('litfass_wire_up', () => (line() ? 1 : 0))
  watch('litfass_wire_round_trip_seconds', () => tookMs / 1_000)
  watch('litfass_wire_proved_seconds', () => (performance.now() - proved_at) / 1_000)
  return (opened: Line): Line => {
    // It has just been proven, in opening.
    proved_at = performance.now()
    async function prove() {
      const began_at = performance.now()
      await opened.prove()
      proved_at = performance.now()
      tookMs = proved_at - began_at
    }
    return { ...opened, prove }
  }
}

async function proveUntilBroken({ broken, prove }: Line, { proveEveryMs, signal }: { proveEveryMs: number; signal: AbortSignal }) {
  const breaking = new AbortController()
  broken.then(() => breaking.abort(), () => {})
  const over = AbortSignal.any([signal, breaking.signal])
  while (!over.aborted) {
    await wait(proveEveryMs, undefined, { signal: over }).catch(() => {})
    if (!over.aborted) await prove()
  }
  if (!signal.aborted) throw await broken
}
