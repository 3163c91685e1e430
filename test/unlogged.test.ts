import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { rolledBackAsOwner } from './rolled-back.ts'

/** Columns of unlogged tables, and expressions of their indexes, that `analyze` takes samples of. Those samples are logged, and so come into backups. */
async function sampled(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname || '.' || a.attname as name from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
    where c.relpersistence = 'u' and a.attnum > 0 and not a.attisdropped and coalesce(a.attstattarget, -1) <> 0
      and t.typcategory not in ('N', 'B', 'D', 'T')
      and (c.relkind in ('r', 'p') or exists (select from pg_index i where i.indexrelid = c.oid and i.indexprs is not null))
    order by 1`.execute(db)
  return rows.map(({ name }) => name)
}

test('what unlogged tables keep from backups is kept from statistics too', () => rolledBackAsOwner(async (db) => {
  assert.deepEqual(await sampled(db), [])
  await sql`create unlogged table tokens (id bigint, made_at timestamptz, token text, hash bytea)`.execute(db)
  await sql`create index tokens_lower_idx on tokens (lower(token))`.execute(db)
  await sql`alter table tokens alter column hash set statistics 0`.execute(db)
  assert.deepEqual(await sampled(db), ['tokens.token', 'tokens_lower_idx.lower'])
}))
