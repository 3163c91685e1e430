// Opens the database the configuration names: an outside server, or the embedded one, which is kept alive.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import { Unable } from '../unable.ts'
import { connect, type Db } from './db.ts'
import { openEmbedded, type Embedded, type Opening } from './embedded.ts'

export interface Database {
  /** For connections beside the pool, such as one that listens. */
  url: string
  /** For what the role that works may not do; the same where no other is known. See `asOwner`. */
  ownerUrl: string
  db: Db
  pool: Pool
  /** No other program can have been at work in it before this one. */
  fresh: boolean
  close(): Promise<void>
}

/** The oldest PostgreSQL that Litfass is tested with. */
const oldest = 15

export async function openDatabase({ databaseUrl, databaseOwnerUrl, data }: Pick<Config, 'databaseUrl' | 'databaseOwnerUrl' | 'data'>, opening: Opening, log: Log): Promise<Database> {
  if (databaseUrl) return { ...await outside(databaseUrl, opening, log), ownerUrl: databaseOwnerUrl || databaseUrl }
  const first = await openEmbedded(data, opening)
  const keeper = keepAlive(first, () => openEmbedded(data, { ...opening, again: true }), log)
  const { db, pool, end } = connectAs(opening.name, first.url, log)
  const close = async () => {
    await end()
    await keeper.close()
  }
  return { url: first.url, ownerUrl: first.ownerUrl, db, pool, fresh: first.fresh, close }
}

function connectAs(name: string, url: string, log: Log) {
  let ending = false
  const { db, pool } = connect({ connectionString: url, application_name: `litfass ${name}` }, (error) => {
    if (!ending) log.warn({ error: error.message }, 'a connection to the database broke')
  })
  const end = () => {
    ending = true
    return db.destroy()
  }
  return { db, pool, end }
}

/** Opens the embedded database again, with growing pauses, whenever it is lost. */
function keepAlive(first: Embedded, reopen: () => Promise<Embedded>, log: Log) {
  const stop = Promise.withResolvers<void>()
  let stopping = false
  const kept = (async () => {
    for (let held: Embedded | null = first; held; ) {
      await Promise.race([held.lost, stop.promise])
      if (stopping) return held.close()
      log.error('the database was lost; it is opened again')
      held = await opened()
    }
  })()
  async function opened() {
    for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
      try {
        return await reopen()
      } catch (error) {
        log.error({ error: message(error) }, 'the database cannot be opened yet')
        await Promise.race([sleep(pause), stop.promise])
      }
    }
    return null
  }
  const close = () => {
    stopping = true
    stop.resolve()
    return kept
  }
  return { close }
}

async function outside(url: string, { name, kind }: Opening, log: Log): Promise<Omit<Database, 'ownerUrl'>> {
  const { db, pool, end } = connectAs(name, url, log)
  for (let pause = 100; ; pause = Math.min(pause * 2, 5_000)) {
    const refused = await refusal(pool)
    if (refused === null) return { url, db, pool, fresh: false, close: end }
    if (refused.lasting || kind === 'errand') {
      await end()
      throw new Unable(`the database of DATABASE_URL cannot be used: ${refused.why}`)
    }
    log.warn({ error: refused.why }, 'the database is away; trying again')
    await sleep(pause)
  }
}

async function refusal(pool: Pool): Promise<{ why: string; lasting: boolean } | null> {
  try {
    const { rows: [row] } = await pool.query<{ version: number }>(`select current_setting('server_version_num')::integer / 10000 as version`)
    return row && row.version < oldest ? { why: `it is PostgreSQL ${row.version}; ${oldest} or newer is needed`, lasting: true } : null
  } catch (error) {
    // Codes of PostgreSQL itself: a wrong password or name stays wrong, a server that starts or stops (57) does not.
    const { code = '' } = error as { code?: string }
    return { why: message(error), lasting: /^(28|3D)/.test(code) }
  }
}

/** Several addresses that all refuse make an error with an empty message. */
function message(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string }
  return message || code || String(error)
}
