import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { test } from 'node:test'
import { mailsTo } from '../../test/case-makers.ts'
import { makeCreditor, makeDebtor, planAndTell, safe } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { importMade, makeStatement } from '../../test/statement-makers.ts'
import type { Db } from '../base/db/db.ts'
import { approveCollection, proposeCollection } from './collection.ts'
import { debitsReturned, debitsSettled } from './debit.ts'
import { tellDebitDropped } from './debit-dropped-letter.ts'
import { checkLedger } from './ledger-check.ts'
import { planDebits } from './planning.ts'
import { balances } from './reads/ledger.ts'
import { linesPaidTwice } from './reads/transfers.ts'
import { giveBackLine, placeLine } from './suspense.ts'

const now = new Date('2026-03-01T12:00:00Z')
const later = new Date('2026-03-18T12:00:00Z')
const site = { url: 'http://paper.test' }
const act = { by: 'staff:1', now: later }

/** Somebody whose first debit came back for want of funds, and whose second one is planned, and told; `send`: it is in a file. */
async function returned(db: House['db'], { send = false, agreed_as = 'gift', mail_address = 'debtor@mail.test' }: { send?: boolean; agreed_as?: 'gift' | 'order'; mail_address?: string } = {}) {
  await makeCreditor(db, { four_eyes: false })
  const one = await makeDebtor(db, { now, mail_address })
  await db.updateTable('pledges').set({ agreed_as }).where('id', '=', one.pledge_id).execute()
  await planAndTell(db, now)
  const debit_id = await collect(db, '2026-03-05', now)
  await importMade(db, makeStatement({ statement_id: `first-${one.due_id}`, from_on: '2026-03-05', opening: 0, entries: [{ amount: 500, end_to_end_id: await nameOf(db, debit_id) }, { amount: -500, end_to_end_id: await nameOf(db, debit_id), reason_code: 'AM04' }] }))
  await planAndTell(db, later)
  await db.deleteFrom('mails').execute()
  return { ...one, debit_id, second_id: send ? await collect(db, '2026-03-23', later) : 0 }
}

async function collect(db: Db, collect_on: string, at: Date): Promise<number> {
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, by: 'test', now: at, safe }
  const made = await proposeCollection(db, { collect_on }, hand)
  if ('refused' in made) throw new Error(made.refused)
  await approveCollection(db, made.id, hand)
  return (await db.selectFrom('debits').select('id').where('state', '=', 'sent').orderBy('id', 'desc').executeTakeFirstOrThrow()).id
}
async function nameOf(db: Db, id: number): Promise<string> {
  return (await db.selectFrom('debits').select('end_to_end_id').where('id', '=', id).executeTakeFirstOrThrow()).end_to_end_id
}
/** A transfer by the pledge's reference on a statement of its own. */
async function transferred(db: Db, { reference, amount = 500, on = '2026-03-19' }: { reference: string; amount?: number; on?: string }) {
  const opening = (await balances(db)).find(({ account }) => account === 'bank')?.balance ?? 0
  await importMade(db, makeStatement({ from_on: on, opening, entries: [{ amount, text: reference, name: 'Debtor' }] }))
  return db.selectFrom('statement_lines').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}
const duesOf = async (db: Db, pledge_id: number) => (await db.selectFrom('dues').select(['state', 'amount', 'unasked']).where('pledge_id', '=', pledge_id).where('due_on', '<=', '2026-03-31').orderBy('id').execute()).map(({ state, amount, unasked }) => `${state} ${amount}${unasked ? ' unasked' : ''}`)
const debitsOf = async (db: Db, due_id: number) => (await db.selectFrom('debits').select('state').where('due_id', '=', due_id).orderBy('id').execute()).map(({ state }) => state)
async function toldDropped(db: Db): Promise<number[]> {
  const { rows } = await sql<{ payload: { debit_id: number } }>`select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'tell-debit-dropped'`.execute(db)
  return rows.map(({ payload }) => payload.debit_id)
}
async function assertClean(db: Db) {
  assert.deepEqual((await checkLedger(db)).filter(({ check }) => check !== 'statement_gaps'), [])
}

test('a transfer after a return pays what came back, and the second debit that was announced does not come', house(async ({ db }) => {
  const one = await returned(db)
  assert.deepEqual([await duesOf(db, one.pledge_id), await debitsOf(db, one.due_id)], [['returned 500'], ['returned', 'planned']])
  await transferred(db, one)
  assert.deepEqual([await duesOf(db, one.pledge_id), await debitsOf(db, one.due_id)], [['paid 500'], ['returned', 'dropped']])
  const told = await toldDropped(db)
  assert.equal(told.length, 1)
  for (const debit_id of told) await tellDebitDropped(db, debit_id, { site, now: later })
  const [mail] = await mailsTo(db, 'debtor@mail.test')
  assert.match(mail?.text ?? '', /Ihre Überweisung ist angekommen.*Die angekündigte Abbuchung von 5\s€ entfällt/s)
  assert.deepEqual(await proposeCollection(db, { collect_on: '2026-03-23' }, { id: (await makeAccount(db)).id, ...act }), { refused: 'nothing' })
  await assertClean(db)
}))

test('one in a proposal that nobody has approved is dropped out of it; whose notice had not gone out hears of neither', house(async ({ db }) => {
  const one = await returned(db)
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, by: 'test', now: later, safe }
  const proposed = await proposeCollection(db, { collect_on: '2026-03-23' }, hand)
  assert.ok('id' in proposed)
  await transferred(db, one)
  assert.deepEqual(await approveCollection(db, proposed.id, hand), { refused: 'nothing' })
  const two = await makeDebtor(db, { now: later, due_on: '2026-03-18' })
  await planDebits(db, { site, now: later })
  const before = (await toldDropped(db)).length
  const waiting = () => db.selectFrom('mails').select('id').where('then_job', '=', 'notice-handed-over').execute()
  assert.equal((await waiting()).length, 1)
  await transferred(db, two)
  assert.deepEqual([await duesOf(db, two.pledge_id), await debitsOf(db, two.due_id), (await toldDropped(db)).length, await waiting()], [['paid 500'], ['dropped'], before, []])
  await assertClean(db)
}))

test('a debit that is not due yet goes as it was announced, and so does one of a gift that less is transferred of', house(async ({ db }) => {
  await makeCreditor(db)
  const [ahead, less] = [await makeDebtor(db, { now, due_on: '2026-03-05' }), await makeDebtor(db, { now, due_on: '2026-03-01' })]
  await planAndTell(db, now)
  await transferred(db, { reference: ahead.reference, on: '2026-03-03' })
  await transferred(db, { reference: less.reference, amount: 200, on: '2026-03-03' })
  assert.deepEqual([await duesOf(db, ahead.pledge_id), await duesOf(db, less.pledge_id)], [['open 500', 'paid 500 unasked'], ['open 500', 'paid 200 unasked']])
  assert.deepEqual([...await debitsOf(db, ahead.due_id), ...await debitsOf(db, less.due_id)], ['planned', 'planned'])
  await assertClean(db)
}))

test('of what was ordered a part is paid, and the rest is announced anew', house(async ({ db }) => {
  const one = await returned(db, { agreed_as: 'order' })
  await transferred(db, { reference: one.reference, amount: 200 })
  assert.deepEqual([await duesOf(db, one.pledge_id), await debitsOf(db, one.due_id)], [['returned 300', 'paid 200 unasked'], ['returned', 'dropped']])
  await planAndTell(db, later)
  assert.deepEqual((await db.selectFrom('debits').select('amount').where('state', '=', 'planned').execute()), [{ amount: 300 }])
  await assertClean(db)
}))

test('what a debit in a file brings as well is shown as paid twice: it is given besides, or given back', house(async ({ db }) => {
  const one = await returned(db, { send: true })
  const line = await transferred(db, { reference: one.reference, on: '2026-03-20' })
  assert.deepEqual([line.state, line.pledge_id, await debitsOf(db, one.due_id), await duesOf(db, one.pledge_id)], ['proposed', one.pledge_id, ['returned', 'sent'], ['in_flight 500']])
  assert.ok((await linesPaidTwice(db, [line])).has(line.id))
  await debitsSettled(db, [{ debit_id: one.second_id, on: '2026-03-23' }], { now: later })
  const again = await transferred(db, { reference: one.reference, on: '2026-03-25' })
  assert.equal(again.state, 'proposed')
  assert.equal(await giveBackLine(db, line.id, act), 'done')
  assert.equal(await giveBackLine(db, line.id, act), 'overtaken')
  assert.equal(await placeLine(db, { line_id: again.id, place: { state: 'booked', kind: 'transfer', pledge_id: one.pledge_id } }, act), 'done')
  const owed = await db.selectFrom('refunds').select(['amount', 'state']).execute()
  const held = new Map((await balances(db)).map(({ account, balance }) => [account, balance]))
  assert.deepEqual([owed, held.get('bank'), held.get('pledges'), held.get('refunds_owed'), held.get('suspense') ?? 0], [[{ amount: 500, state: 'owed' }], 1_500, -1_000, -500, 0])
  await assertClean(db)
}))

test('what was shown as paid twice is booked by itself where the debit comes back', house(async ({ db }) => {
  const one = await returned(db, { send: true })
  const line = await transferred(db, { reference: one.reference, on: '2026-03-20' })
  await debitsReturned(db, [{ debit_id: one.second_id, on: '2026-03-24', reason_code: 'AM04' }], act)
  await importMade(db, makeStatement({ from_on: '2026-03-25', opening: 500, entries: [{ amount: -100, isBare: true, bank_code: ['PMNT', 'MDOP', 'CHRG'] }] }))
  assert.equal((await db.selectFrom('statement_lines').select('state').where('id', '=', line.id).executeTakeFirstOrThrow()).state, 'booked')
  assert.deepEqual(await duesOf(db, one.pledge_id), ['paid 500'])
}))

test('a return and the transfer that follows it on the same statement are booked in this order', house(async ({ db }) => {
  await makeCreditor(db, { four_eyes: false })
  const one = await makeDebtor(db, { now })
  await planAndTell(db, now)
  const debit_id = await collect(db, '2026-03-05', now)
  await debitsSettled(db, [{ debit_id, on: '2026-03-05' }], { now })
  await importMade(db, makeStatement({ from_on: '2026-03-06', opening: 500, entries: [{ amount: 500, reference: one.reference, booked_on: '2026-03-09' }, { amount: -500, end_to_end_id: await nameOf(db, debit_id), reason_code: 'AM04' }] }))
  assert.deepEqual([await duesOf(db, one.pledge_id), (await planDebits(db, { site, now: later })).planned], [['paid 500'], 0])
  await assertClean(db)
}))
