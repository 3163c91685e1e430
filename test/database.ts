// Databases for tests. The runner starts one PostgreSQL and gives its address in TEST_DATABASE_URL, for the role that the
// paper works as, which owns nothing, and in TEST_DATABASE_OWNER_URL. What tests do, they do as the first of them.
// Tests that roll back and clash with none share one migrated database; files of `house` tests and tests that commit
// take a fresh one each.
import { randomBytes } from 'node:crypto'
import { Pool } from 'pg'
import { connect, type Db } from '../src/base/db/db.ts'
import { paperRole } from '../src/base/db/embedded-files.ts'
import { migrate } from '../src/base/db/migrate.ts'

const { TEST_DATABASE_URL: server, TEST_DATABASE_OWNER_URL: ownersServer } = process.env
const template = 'house'
/** Any number: held while the template is made, so that test files that start together make it once. */
const templateLock = 4711

export interface FreshDatabase {
  url: string
  ownerUrl: string
  db: Db
  pool: Pool
  /** Whose everything is, for what only a test does. */
  owner: Pool
  /** Ends all connections and takes no new ones, as a server that is away, until told otherwise. */
  refuse(refused: boolean): Promise<void>
  drop(): Promise<void>
}

/** A migrated, empty database of its own; dropped at the end by the caller. */
export async function freshDatabase(): Promise<FreshDatabase> {
  await migratedTemplate()
  const name = `t_${randomBytes(6).toString('hex')}`
  await asAdmin((admin) => admin.query(`create database ${name} template ${template}`))
  const [url, ownerUrl] = [databaseUrl(name), ownersUrl(name)]
  const { db, pool } = connect({ connectionString: url })
  const { pool: owner } = connect({ connectionString: ownerUrl, max: 2 })
  const drop = async () => {
    await Promise.all([db.destroy(), owner.end()])
    await asAdmin((admin) => admin.query(`drop database ${name} with (force)`))
  }
  const refuse = (refused: boolean) => asAdmin(async (admin) => {
    await admin.query(`alter database ${name} allow_connections ${!refused}`)
    if (refused) await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  })
  return { url, ownerUrl, db, pool, owner, refuse, drop }
}

/** The addresses of the shared database that tests work on and roll back from. */
export async function sharedDatabase(): Promise<{ url: string; ownerUrl: string }> {
  await migratedTemplate()
  const name = `${template}_shared`
  await asAdmin(async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await admin.query(`create database ${name} template ${template}`)
  })
  return { url: databaseUrl(name), ownerUrl: ownersUrl(name) }
}

async function migratedTemplate() {
  await asAdmin(async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount !== 0) return
    await admin.query(`create database ${template}_making`)
    const { pool: making } = connect({ connectionString: ownersUrl(`${template}_making`) })
    await migrate(making, paperRole)
    // Tests count rows anew within their own transaction, which no owner can look into.
    await making.query(`grant maintain on all tables in schema public to ${paperRole}`)
    await making.end()
    await admin.query(`alter database ${template}_making rename to ${template}`)
  })
}

async function asAdmin(work: (admin: Pool) => Promise<unknown>) {
  // Its one connection has the lock: it must not be closed because it is idle while a busy machine makes the template.
  const admin = new Pool({ connectionString: ownersUrl('postgres'), max: 1, idleTimeoutMillis: 0 })
  try {
    await admin.query('select pg_advisory_lock($1)', [templateLock])
    await work(admin)
  } finally {
    await admin.end()
  }
}

function databaseUrl(name: string): string {
  return addressOn(server, name)
}

function ownersUrl(name: string): string {
  return addressOn(ownersServer, name)
}

function addressOn(address: string | undefined, name: string): string {
  if (!address) throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`, or `npm test -- FILE` for one')
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}
