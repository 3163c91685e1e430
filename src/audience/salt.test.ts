import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { rolledBack } from '../../test/rolled-back.ts'
import { createSalts } from './salt.ts'

test('two processes share one salt a day, and the next day another, which the first to come brings', () => rolledBack(async (db) => {
  const [one, other] = [createSalts(), createSalts()]
  await one.share(db, '2026-03-01')
  const own = other.of('2026-03-01')
  await other.share(db, '2026-03-01')
  assert.deepEqual(other.of('2026-03-01'), one.of('2026-03-01'))
  assert.notDeepEqual(other.of('2026-03-01'), own)
  const former = one.of('2026-03-01')
  await other.share(db, '2026-03-02')
  await one.share(db, '2026-03-02')
  assert.deepEqual(one.of('2026-03-02'), other.of('2026-03-02'))
  assert.notDeepEqual(one.of('2026-03-02'), former)
  assert.equal((await db.selectFrom('day_salts').selectAll().execute()).length, 1)
}))

test('a former salt is let go of with the first question of a new day, and does not come back', () => {
  const salts = createSalts()
  const former = salts.of('2026-03-01')
  assert.deepEqual(salts.of('2026-03-01'), former)
  salts.of('2026-03-02')
  assert.notDeepEqual(salts.of('2026-03-01'), former)
})

test('whoever still knows the salt of the day puts it back where it was lost', () => rolledBack(async (db) => {
  const [one, other] = [createSalts(), createSalts()]
  await one.share(db, '2026-03-01')
  await other.share(db, '2026-03-01')
  const salt = one.of('2026-03-01')
  await sql`truncate day_salts`.execute(db)
  await other.share(db, '2026-03-01')
  await one.share(db, '2026-03-01')
  assert.deepEqual([one.of('2026-03-01'), other.of('2026-03-01')], [salt, salt])
}))
