// Migrations are plain SQL, forward only, and never change once they have landed.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import type { Pool, PoolClient } from 'pg'
import { runMigrations } from 'graphile-worker'

/** Any number; all processes that migrate one database must agree on it. */
const migrationLock = 1855_07_01

const folder = new URL('../../../db/migrations/', import.meta.url)

/** Brings the database up to date, one process at a time, each migration in a transaction of its own. Returns the names of those that ran. */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    try {
      return await catchUp(client, pool)
    } finally {
      await client.query('select pg_advisory_unlock($1)', [migrationLock])
    }
  } finally {
    client.release()
  }
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
