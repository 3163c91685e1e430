import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/database.ts'
import { house } from '../../test/house.ts'
import { balances } from './reads/ledger.ts'
import { book, isNew, move, takeBack } from './ledger.ts'

const fee = { kind: 'bank_fee', source: 7, booked_on: '2026-03-01', postings: move({ from: 'bank', to: 'bank_fees', amount: 350, currency: 'EUR' }) } as const

test('the same happens to the same document once', house(async ({ db, now }) => {
  const first = await book(db, [fee, fee], now)
  assert.ok(isNew(first, fee))
  assert.equal((await book(db, [fee], now)).size, 0)
  assert.deepEqual(await balances(db), [{ account: 'bank', currency: 'EUR', balance: -350 }, { account: 'bank_fees', currency: 'EUR', balance: 350 }])
}))

test('a mistake is corrected by an entry of opposite postings, once', house(async ({ db, now }) => {
  await book(db, [fee], now)
  const { id } = await db.selectFrom('ledger_entries').select('id').executeTakeFirstOrThrow()
  for (const added of [1, 0]) assert.equal((await takeBack(db, { entry_id: id, due_id: null, booked_on: '2026-03-02' }, now)).size, added)
  assert.deepEqual((await balances(db)).map(({ balance }) => balance), [0, 0])
}))

test('an entry that is not balanced is refused, by the program and by the database', async () => {
  const { db, owner, drop } = await freshDatabase()
  try {
    const now = new Date('2026-03-01T12:00:00Z')
    await assert.rejects(book(db, [{ ...fee, postings: [...fee.postings, { account: 'cash', currency: 'CHF', amount: 1 }] }], now), /not balanced/)
    const insert = (postings: string) => sql.raw(`with e as (insert into ledger_entries (kind, source, booked_on, recorded_at) values ('bank_fee', 'line:8', '2026-03-01', now()) returning id)
      insert into ledger_postings select e.id, position, account, 'EUR', amount from e, (values ${postings}) p (position, account, amount)`).execute(db)
    await assert.rejects(insert(`(0, 'bank', 5), (1, 'cash', -4)`), /not balanced/)
    await assert.rejects(db.insertInto('ledger_entries').values({ kind: 'bank_fee', source: 'line:9', booked_on: '2026-03-01', recorded_at: now }).execute(), /not balanced/)
    await insert(`(0, 'bank', 5), (1, 'cash', -5)`)
    const { id } = await db.selectFrom('ledger_entries').select('id').executeTakeFirstOrThrow()
    await assert.rejects(db.insertInto('ledger_postings').values([{ entry_id: id, position: 2, account: 'bank', currency: 'EUR', amount: 1 }, { entry_id: id, position: 3, account: 'cash', currency: 'EUR', amount: -1 }]).execute(), /come with their entry/)
    for (const deed of [`update ledger_entries set booked_on = '2026-01-01'`, 'delete from ledger_postings', 'truncate ledger_entries, ledger_postings']) {
      await assert.rejects(sql.raw(deed).execute(db), /permission denied/, deed)
      await assert.rejects(owner.query(deed), /only grows/, deed)
    }
    assert.deepEqual((await balances(db)).map(({ balance }) => balance), [5, -5])
  } finally {
    await drop()
  }
})
