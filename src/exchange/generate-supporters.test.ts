import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import type { Db } from '../base/db/db.ts'
import { safeOf } from '../base/safe/safe.ts'
import { checkLedger } from '../funding/ledger-check.ts'
import { generateSupporters, HasSupporters } from './generate-supporters.ts'

const [one, other] = [await freshDatabase(), await freshDatabase()]
after(async () => {
  for (const { drop } of [one, other]) await drop()
})
const now = new Date('2026-03-04T12:00:00Z')
const generate = ({ db }: FreshDatabase, seed = 7) => generateSupporters(db, { count: 60, weeks: 14, seed, now, safe: safeOf([Buffer.alloc(32, 7)]), site: { url: 'http://paper.test' } })

await generate(one)

test('what generated supporters have given stands in a ledger that is clean, with debits, transfers and cards', async () => {
  assert.deepEqual(await checkLedger(one.db), [])
  const kinds = (await rows<{ kind: string }>(one.db, sql`select distinct kind from ledger_entries order by kind`)).map(({ kind }) => kind)
  for (const kind of ['account_opened', 'bank_fee', 'charge_fee', 'charge_paid', 'debit_sent', 'debit_settled', 'payout_received', 'transfer_received']) assert.ok(kinds.includes(kind), `${kind} among ${kinds.join(', ')}`)
  assert.equal((await rows(one.db, sql`select from supporters where erased_at is null and mail_address !~ '(example\.(org|com|net)|\.example)$' and mail_address <> ''`)).length, 0)
})

test('nobody is told of what is past: there is no mail and no job, and no mail address of anybody', async () => {
  assert.equal((await rows(one.db, sql`select from mails`)).length, 0)
  assert.equal((await rows(one.db, sql`select from graphile_worker.jobs where task_identifier <> 'catch-up'`)).length, 0)
})

test('every step of a pledge is dated in the past, one after the other, and the last statement is of last week', async () => {
  assert.deepEqual(await rows(one.db, sql`select id from pledge_changes where happened_at > ${now}`), [])
  assert.deepEqual(await rows(one.db, sql`select id from pledges p where (select kind from pledge_changes where pledge_id = p.id order by id limit 1) is distinct from 'given'`), [])
  assert.deepEqual(await rows(one.db, sql`select pledge_id from (select pledge_id, happened_at, lag(happened_at) over (partition by pledge_id order by id) as before from pledge_changes) c where happened_at < before`), [])
  const [last] = await rows<{ to_on: string }>(one.db, sql`select max(to_on)::text as to_on from statements`)
  assert.equal(last!.to_on, '2026-03-01')
})

test('the same seed makes the same people, who do the same', async () => {
  await generate(other)
  assert.deepEqual(await contents(other.db), await contents(one.db))
})

test('a paper with supporters is left as it is', async () => {
  const before = await contents(other.db)
  await assert.rejects(generate(other, 9), HasSupporters)
  assert.deepEqual(await contents(other.db), before)
})

/** All but what is drawn anew each time: references and keys. */
async function contents(db: Db) {
  return rows(db, sql`select s.name, s.mail_address, p.amount, p.rhythm, p.way, p.state, p.created_at, c.kind, c.happened_at, d.due_on, d.state as due_state, d.amount as due_amount
    from supporters s join pledges p on p.supporter_id = s.id join pledge_changes c on c.pledge_id = p.id left join dues d on d.pledge_id = p.id order by s.id, p.id, c.id, d.id`)
}
async function rows<R>(db: Db, query: ReturnType<typeof sql>): Promise<R[]> {
  return (await sql<R>`${query}`.execute(db)).rows
}
