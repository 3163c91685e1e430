import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { atomically, attempt } from './db.ts'
import { record } from './journal.ts'
import { atOneMoment } from './one-moment.ts'
import { continueNumbers, insertRows, numbersGiven, refusalOf, rowsOf } from './rows.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

const deed = { by: 'test', now: new Date('2026-03-01T12:00:00Z'), what: 'written', subject: 'test:1' }

test('a look at one moment sees nothing of what is written meanwhile, and cannot write itself', async () => {
  const { db } = house
  await record(db, deed)
  await atOneMoment(db, async (tx) => {
    const count = async () => (await Array.fromAsync(rowsOf(tx, tx.selectFrom('journal').select('id')))).length
    assert.equal(await count(), 1)
    await record(db, deed)
    assert.equal(await count(), 1)
  })
  await assert.rejects(atOneMoment(db, (tx) => record(tx, deed)), /read-only transaction/)
})

test('rows come whole and in their order, however many there are', async () => {
  await atomically(house.db, async (tx) => {
    await insertRows(tx, 'redirects', Array.from({ length: 1_234 }, (_, n) => ({ address: `/${n}`, leads_to: '/', since: '2026-03-01T12:00:00.123456Z' })))
    const rows = await Array.fromAsync(rowsOf(tx, tx.selectFrom('redirects').select(['address', sql<string>`since::text`.as('since')]).where('leads_to', '=', '/').orderBy(sql`length(address), address collate "C"`)))
    assert.deepEqual(rows.map(({ address }) => address), Array.from({ length: 1_234 }, (_, n) => `/${n}`))
    assert.match(rows[7]!.since, /\.123456/)
  })
})

test('numbers go on behind the highest that was ever given, also where its row is gone', async () => {
  await atomically(house.db, async (tx) => {
    assert.equal(await numbersGiven(tx, 'readers'), 0)
    await insertRows(tx, 'readers', [{ id: 7, name: 'Ada', created_at: '2026-03-01T12:00:00Z' }])
    assert.equal(await numbersGiven(tx, 'readers'), 7)
    await continueNumbers(tx, 'readers', 40)
    await tx.deleteFrom('readers').execute()
    assert.equal(await numbersGiven(tx, 'readers'), 40)
  })
})

test('a row that is refused is told without what stands in it, and the transaction goes on', async () => {
  await atomically(house.db, async (tx) => {
    const reader = { id: 9, name: 'Ada', created_at: '2026-03-01T12:00:00Z' }
    await insertRows(tx, 'readers', [reader])
    const refused = async (row: object) => refusalOf(await attempt(tx, () => insertRows(tx, 'readers', [row])).then(() => undefined, (error: unknown) => error))
    assert.equal(await refused(reader), 'Key (id)=(9) already exists.')
    assert.equal(await refused({ ...reader, id: 10, name: '' }), 'new row for relation "readers" violates check constraint "readers_name_check"')
    assert.match(await refused({ ...reader, id: 10, created_at: 'soon' }) ?? '', /^invalid input syntax for type timestamp with time zone: "soon"/)
    assert.equal((await tx.selectFrom('readers').select('id').execute()).length, 1)
  })
})
