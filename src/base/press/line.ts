// One connection that listens for what is stale, and can prove that it does.
import { randomUUID } from 'node:crypto'
import { Client, type ClientConfig } from 'pg'
import { staleChannel } from './stale.ts'

export interface Line {
  /** Settles when a notification has made the round; rejects when the line is broken, or found to be by this. */
  prove(): Promise<void>
  /** Settles when the line breaks, with why. */
  broken: Promise<Error>
  hangUp(): void
}
/** `others`: what else is heard on this connection, by channel. */
interface Opening { connection: ClientConfig; hear(payload: string): void; others?: ReadonlyMap<string, (payload: string) => void>; patienceMs: number }

export async function openLine({ connection, hear, others = new Map(), patienceMs }: Opening): Promise<Line> {
  const client = new Client({ connectionTimeoutMillis: patienceMs, keepAlive: true, ...connection })
  const own = `proof_${randomUUID().replaceAll('-', '')}`
  const { promise: broken, resolve: broke } = Promise.withResolvers<Error>()
  let settle: (error?: Error) => void = () => {}
  const breaks = (error: Error) => { settle(error); broke(error) }
  client.on('error', breaks)
  client.on('end', () => breaks(new Error('the connection was closed')))
  client.on('notification', ({ channel, payload = '' }) => (channel === own ? settle() : channel === staleChannel ? hear(payload) : others.get(channel)?.(payload)))

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
    await client.query([staleChannel, own, ...others.keys()].map((channel) => `listen ${channel}`).join('; '))
    await prove()
    return { prove, broken, hangUp: () => hangUp(client) }
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
