// A database is brought up to date by its owner, who also grants what the role that works needs.
import { runMigrations } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '../log.ts'
import { Unable } from '../unable.ts'
import { connect } from './db.ts'
import { standing, type Standing } from './grants.ts'
import { migrate, unseenMigrations } from './migrate.ts'
import type { Database } from './open.ts'

type Roles = Pick<Database, 'pool' | 'url' | 'ownerUrl'>

/** For what the role that works may not do. Keeps no connection afterwards. */
export async function asOwner<T>({ pool, url, ownerUrl }: Roles, work: (owner: Pool) => Promise<T>): Promise<T> {
  if (ownerUrl === url) return work(pool)
  const { db, pool: owner } = connect({ connectionString: ownerUrl, application_name: 'litfass owner', max: 2 })
  try {
    return await work(owner)
  } finally {
    await db.destroy()
  }
}

/** Returns the names of the migrations that ran. Where only the working role is known, it is enough that none is left to run. */
export async function bringUpToDate(database: Roles, log: Pick<Log, 'warn'>): Promise<string[]> {
  const before = await standingOf(database.pool)
  const knowsOwner = database.ownerUrl !== database.url || before.owns !== false
  const ran = knowsOwner ? await asOwner(database, (owner) => migrate(owner, before.role)).catch(plainly) : []
  if ((await unseenMigrations(database.pool)).length > 0) {
    throw new Unable(knowsOwner ? 'DATABASE_URL and DATABASE_OWNER_URL name two databases' : 'this version has to bring the database up to date first, which only its owner can: give DATABASE_OWNER_URL, or run `litfass migrate` with it')
  }
  if (!knowsOwner) await runMigrations({ pgPool: database.pool }).catch(plainly)
  const { owns, changesLedger } = await standingOf(database.pool)
  if (owns || changesLedger) log.warn('the paper works as a role that owns its tables, so its ledger is guarded by triggers alone: see DATABASE_OWNER_URL in docs/operations.md')
  return ran
}

async function standingOf(pool: Pool): Promise<Standing> {
  const { rows: [row] } = await pool.query<Standing>(standing)
  if (!row) throw new Error('the database does not say who asks')
  return row
}

/** 28 and 3D: a wrong user, password or database; 42501: not allowed. */
function plainly(error: unknown): never {
  const { code = '', message } = error as { code?: string; message: string }
  if (/^(28|3D)/.test(code)) throw new Unable(`the database of DATABASE_OWNER_URL cannot be used: ${message}`)
  if (code === '42501') throw new Unable(`the database can only be brought up to date by its owner (${message}); see DATABASE_OWNER_URL in docs/operations.md`)
  throw error
}
