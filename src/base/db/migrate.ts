// Migrations are plain SQL, forward only, and never change once they have landed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Pool, PoolClient } from 'pg'
import { runMigrations } from 'graphile-worker'
import { grantTo } from './grants.ts'

/** Any number; all processes that migrate one database must agree on it. */
const migrationLock = 1855_07_01

const folder = new URL('../../../db/migrations/', import.meta.url)

/**
 * Brings the database up to date, as its owner, one process at a time, each migration in a transaction of its own, and lets
 * `role` work with all that is there then. Returns the names of the migrations that ran.
 */
export async function migrate(pool: Pool, role: string): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    try {
      const ran = await catchUp(client, pool)
      await grantTo(role, client)
      return ran
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock])
    }
  } finally {
    client.release()
  }
}

/** The names of migrations that have not run yet, as far as this connection sees. */
export async function unseenMigrations(pool: Pool): Promise<string[]> {
  const { rows: [table] } = await pool.query<{ readable: boolean | null }>(`select has_table_privilege(to_regclass('public.migrations'), 'SELECT') as readable`)
  const { rows } = table?.readable ? await pool.query<{ name: string }>('select name from migrations') : { rows: [] }
  const landed = new Set(rows.map(({ name }) => name))
  return migrations().map(({ name }) => name).filter((name) => !landed.has(name))
}

async function catchUp(client: PoolClient, pool: Pool): Promise<string[]> {
  await client.query('create table if not exists migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())')
  const { rows } = await client.query<{ name: string; hash: string }>('select name, hash from migrations')
  const landed = new Map(rows.map((row) => [row.name, row.hash]))
  const ran: string[] = []
  for (const migration of migrations()) {
    const { name, hash } = migration
    const before = landed.get(name)
    if (before === undefined) {
      await runOne(client, migration)
      ran.push(name)
    } else if (before !== hash) {
      throw new Error(`migration ${name} has changed since this database ran it`)
    }
  }
  // The jobs' own schema every time: a kill may have come between the last of ours and it, and it grows with its package.
  await runMigrations({ pgPool: pool })
  return ran
}

interface Migration { name: string; sql: string; hash: string }

function migrations(): Migration[] {
  return readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => {
    const sql = readFileSync(new URL(name, folder), 'utf8')
    return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

async function runOne(client: PoolClient, { name, sql, hash }: Migration) {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}
