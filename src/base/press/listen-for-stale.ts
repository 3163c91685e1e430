// The press's own connection to the database: it hears there what has become stale, and knows by it whether the
// database is there at all. Every five seconds it sends itself a notification and waits for it, since a connection whose
// other end has vanished looks alive for hours.
//
//   const wire = listenForStale({ connection: { connectionString }, press, log })
//   await wire.ready; … await wire.close()
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Client, type ClientConfig } from 'pg'
import { staleChannel } from './stale.ts'
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
  log: Log
  proveEveryMs?: number
  /** How long the database may take to answer before it counts as away. */
  patienceMs?: number
}
interface Line { client: Client; prove(): Promise<void>; broken: Promise<Error> }

const pausesMs = [50, 100, 250, 500, 1_000]

export function listenForStale({ connection, press, log, proveEveryMs = 5_000, patienceMs = 2_000 }: Settings): Wire {
  const closing = new AbortController()
  const { promise: ready, resolve: isReady } = Promise.withResolvers<void>()
  let line: Line | undefined
  const running = keepListening()

  async function keepListening() {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      try {
        line = await openLine({ connection, hear: press.notice, patienceMs })
        failures = 0
        press.back()
        isReady()
        log.info({}, 'the press hears the database')
        await proveUntilBroken(line)
      } catch (error) {
        if (failures === 0 && !closing.signal.aborted) log.warn({ err: error }, 'the press has lost the database; it goes on with what it has')
      }
      press.lost()
      drop()
      await wait(pausesMs[Math.min(failures, pausesMs.length - 1)], undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  async function proveUntilBroken({ broken, prove }: Line) {
    const over = new AbortController()
    broken.then(() => over.abort(), () => {})
    closing.signal.addEventListener('abort', () => over.abort())
    while (!over.signal.aborted) {
      await wait(proveEveryMs, undefined, { signal: over.signal }).catch(() => {})
      if (!over.signal.aborted) await prove()
    }
    if (!closing.signal.aborted) throw await broken
  }

  function drop() {
    if (line) hangUp(line.client)
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

interface Opening { connection: ClientConfig; hear(payload: string): void; patienceMs: number }

async function openLine({ connection, hear, patienceMs }: Opening): Promise<Line> {
  const client = new Client({ connectionTimeoutMillis: patienceMs, keepAlive: true, ...connection })
  const own = `proof_${randomUUID().replaceAll('-', '')}`
  const { promise: broken, resolve: broke } = Promise.withResolvers<Error>()
  let settle: (error?: Error) => void = () => {}
  const breaks = (error: Error) => { settle(error); broke(error) }
  client.on('error', breaks)
  client.on('end', () => breaks(new Error('the connection was closed')))
  client.on('notification', ({ channel, payload = '' }) => (channel === own ? settle() : hear(payload)))

  let proving: Promise<void> | undefined
  /** Those who ask at the same time share one round trip. */
  function prove() {
    proving ??= roundTrip().finally(() => { proving = undefined })
    return proving
  }
  async function roundTrip() {
    const overdue = setTimeout(() => breaks(new Error('the database does not answer')), patienceMs)
    try {
      await new Promise<void>((resolve, reject) => {
        settle = (error) => (error ? reject(error) : resolve())
        // On a dead connection a query need not ever settle; then `overdue` ends the wait.
        client.query("select pg_notify($1, '')", [own]).catch(breaks)
      })
    } finally {
      clearTimeout(overdue)
    }
  }

  try {
    await client.connect()
    await client.query(`listen ${staleChannel}; listen ${own}`)
    await prove()
    return { client, prove, broken }
  } catch (error) {
    hangUp(client)
    throw error
  }
}

/** Says good-bye, but does not wait for a database that no longer answers. */
function hangUp(client: Client) {
  void client.end().catch(() => {})
  setTimeout(() => client.connection.stream.destroy(), 500).unref()
}
