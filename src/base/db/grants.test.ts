import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { Pool } from 'pg'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { paperRole } from './embedded-files.ts'
import { migrate } from './migrate.ts'
import { bringUpToDate } from './up-to-date.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

const denied = { code: '42501' }
const warnings: string[] = []
const log = { warn: (...said: unknown[]) => { warnings.push(String(said.at(-1))) } }

test('the paper works as a role that has no power and owns nothing', async () => {
  const { rows: [role] } = await fresh.pool.query(`select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls as powerful,
    exists (select from pg_class where relowner = pg_roles.oid) or exists (select from pg_auth_members where member = pg_roles.oid) as owns from pg_roles where rolname = current_user`)
  assert.deepEqual(role, { powerful: false, owns: false })
  for (const deed of ['create table mine ()', 'alter table journal add column extra text', 'drop table journal', 'truncate journal', 'alter table journal disable trigger all', 'delete from migrations',
    'set role litfass', 'create role other', `copy journal to program 'cat'`]) await assert.rejects(fresh.pool.query(deed), denied, deed)
})

test('a new table is granted without anybody thinking of it; to books the paper may only add', async () => {
  const { owner, pool } = fresh
  await owner.query(`create table shelves (id bigint generated always as identity primary key, name text); create table ledger_trials (id bigint generated always as identity primary key, cents int);
    grant all on ledger_trials to ${paperRole}; grant update (cents) on ledger_trials to ${paperRole}`)
  await assert.rejects(pool.query('select from shelves'), denied)
  await migrate(owner, paperRole)
  await pool.query(`insert into shelves (name) values ('a'); update shelves set name = 'b'; delete from shelves; select setval('shelves_id_seq', 7)`)
  await pool.query('insert into ledger_trials (cents) values (500)')
  assert.deepEqual((await pool.query('select cents from ledger_trials')).rows, [{ cents: 500 }])
  for (const deed of ['update ledger_trials set cents = 0', 'delete from ledger_trials', 'truncate ledger_trials', 'create trigger mine before insert on ledger_trials execute function suppress_redundant_updates_trigger()',
    'insert into ledger_trials (id, cents) overriding system value values (1, 2) on conflict (id) do update set cents = 2']) await assert.rejects(pool.query(deed), denied, deed)
})

test('once all is granted nothing is granted again, since that would write the catalogue anew at each start', async () => {
  await migrate(fresh.owner, paperRole)
  const state = async () => (await fresh.owner.query('select xmin::text, oid::text from pg_class union all select xmin::text, oid::text from pg_policy order by 2')).rows
  const before = await state()
  await migrate(fresh.owner, paperRole)
  assert.deepEqual(await state(), before)
})

test('the owner brings the database up to date, and nobody is warned', async () => {
  assert.deepEqual(await bringUpToDate(fresh, log), [])
  assert.deepEqual(warnings, [])
})

test('a paper that works as the owner is warned in one line', async () => {
  assert.deepEqual(await bringUpToDate({ pool: fresh.owner, url: fresh.ownerUrl, ownerUrl: fresh.ownerUrl }, log), [])
  assert.equal(warnings.length, 1)
  assert.match(warnings.pop() ?? '', /guarded by triggers alone: see DATABASE_OWNER_URL/)
})

test('so is one whose role may change the books by another way', async () => {
  await fresh.owner.query('grant delete on ledger_trials to public')
  await bringUpToDate(fresh, log)
  assert.equal(warnings.length, 1)
  await fresh.owner.query('revoke delete on ledger_trials from public')
})

test('a process that knows the working role alone opens what is up to date, and says what is missing where it is not', async () => {
  const alone = { pool: fresh.pool, url: fresh.url, ownerUrl: fresh.url }
  assert.deepEqual(await bringUpToDate(alone, log), [])
  const { rows: [last] } = await fresh.owner.query<{ name: string; hash: string }>('delete from migrations where name = (select max(name) from migrations) returning name, hash')
  await assert.rejects(bringUpToDate(alone, log), /only its owner can: give DATABASE_OWNER_URL/)
  await fresh.owner.query('insert into migrations (name, hash) values ($1, $2)', [last?.name, last?.hash])
})

test('an address of the owner that leads elsewhere or nowhere is told in one line', async () => {
  const other = new URL(fresh.ownerUrl)
  other.password = 'wrong'
  await assert.rejects(bringUpToDate({ ...fresh, ownerUrl: other.href }, log), /^Error: the database of DATABASE_OWNER_URL cannot be used: password authentication failed/)
  const empty = `t_${randomBytes(6).toString('hex')}`
  await fresh.owner.query(`create database ${empty}`)
  const [url, ownerUrl] = [new URL(fresh.url), fresh.ownerUrl]
  url.pathname = `/${empty}`
  const pool = new Pool({ connectionString: url.href })
  await assert.rejects(bringUpToDate({ pool, url: url.href, ownerUrl }, log), /name two databases/)
  await pool.end()
  await fresh.owner.query(`drop database ${empty}`)
})
