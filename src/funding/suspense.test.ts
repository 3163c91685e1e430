import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { importMade, makeBankAccount, makePledge, makeSentDebit, makeStatement, otherIban, safe } from '../../test/statement-makers.ts'
import type { Db } from '../base/db/db.ts'
import { checkLedger } from './ledger-check.ts'
import { takeDown } from './payout.ts'
import { balances } from './reads/ledger.ts'
import { refundDue } from './refund.ts'
import { matchAgain, placeLine, refuseProposal, takeLineBack } from './suspense.ts'

const act = { by: 'staff:1', now: new Date('2026-03-04T12:00:00Z') }

async function balanceOf(db: Db, account: string): Promise<number> {
  return (await balances(db)).find((one) => one.account === account)?.balance ?? 0
}
/** The numbers of the lines of a statement that is imported with these movements. */
async function linesOf(db: Db, entries: Parameters<typeof makeStatement>[0]['entries']) {
  await makeBankAccount(db)
  const before = await balanceOf(db, 'bank')
  const [one] = await importMade(db, makeStatement({ opening: before, entries }))
  return (await db.selectFrom('statement_lines').select('id').where('statement_id', '=', one?.id ?? 0).orderBy('position').execute()).map(({ id }) => id)
}
function line(db: Db, id: number) {
  return db.selectFrom('statement_lines').select(['state', 'kind', 'pledge_id']).where('id', '=', id).executeTakeFirstOrThrow()
}
function dues(db: Db, pledge_id: number) {
  return db.selectFrom('dues').select(['due_on', 'amount', 'state']).where('pledge_id', '=', pledge_id).orderBy('id').execute()
}
async function assertClean(db: Db) {
  assert.deepEqual((await checkLedger(db)).filter(({ check }) => check !== 'files' && check !== 'statement_gaps'), [])
}

test('who keeps the books says where a line belongs, once: the second is told', house(async ({ db }) => {
  const { pledge_id } = await makePledge(db)
  const [id = 0] = await linesOf(db, [{ amount: 500, name: 'Grete Grün', text: 'for the paper' }])
  const place = { state: 'booked', kind: 'transfer', pledge_id } as const
  assert.deepEqual([await placeLine(db, { line_id: id, place }, act), await placeLine(db, { line_id: id, place }, act), await refuseProposal(db, id, act)], ['done', 'overtaken', 'overtaken'])
  assert.deepEqual(await line(db, id), { state: 'booked', kind: 'transfer', pledge_id })
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'suspense'), await balanceOf(db, 'pledges')], [500, 0, -500])
  assert.equal(await placeLine(db, { line_id: 99_999_999, place }, act), undefined)
  assert.equal((await db.selectFrom('journal').select('actor').where('subject', '=', `line:${id}`).execute()).length, 1)
  await assertClean(db)
}))

test('what was booked wrongly is taken back and booked again, as often as it takes', house(async ({ db }) => {
  const [wrong, right] = [await makePledge(db), await makePledge(db)]
  const [id = 0] = await linesOf(db, [{ amount: 500, reference: wrong.reference }])
  assert.equal(await takeLineBack(db, id, act), 'done')
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'suspense'), await balanceOf(db, 'pledges')], [500, -500, 0])
  assert.equal((await dues(db, wrong.pledge_id))[0]?.state, 'open')
  await assertClean(db)
  for (const { pledge_id } of [right, wrong, right]) {
    assert.equal(await placeLine(db, { line_id: id, place: { state: 'booked', kind: 'transfer', pledge_id } }, act), 'done')
    await assertClean(db)
    assert.equal(await takeLineBack(db, id, act), 'done')
    await assertClean(db)
  }
  assert.equal(await placeLine(db, { line_id: id, place: { state: 'booked', kind: 'other' } }, act), 'done')
  assert.deepEqual([await balanceOf(db, 'bank'), await balanceOf(db, 'suspense'), await balanceOf(db, 'other')], [500, 0, -500])
}))

test('a part, and what was over, go back where they were; a gift that was done is not', house(async ({ db }) => {
  const [less, more, gift] = [await makePledge(db), await makePledge(db, { way: 'hand' }), await makePledge(db, { rhythm: 'once', amount: 2_000 })]
  const ids = await linesOf(db, [{ amount: 200, reference: less.reference }, { amount: 700, reference: more.reference }, { amount: 2_000, reference: gift.reference }])
  await assertClean(db)
  for (const id of ids) assert.equal(await takeLineBack(db, id, act), 'done')
  assert.deepEqual((await dues(db, less.pledge_id)).map(({ amount, state }) => [amount, state]), [[500, 'open'], [200, 'dropped']])
  assert.deepEqual((await dues(db, more.pledge_id)).map(({ amount, state }) => [amount, state]), [[500, 'open'], [200, 'dropped']])
  assert.equal((await db.selectFrom('pledges').select('state').where('id', '=', gift.pledge_id).executeTakeFirstOrThrow()).state, 'active')
  await assertClean(db)
}))

test('what has been given back since is not taken back, and neither is what debits brought', house(async ({ db }) => {
  const { reference, due_id } = await makePledge(db)
  const debit = await makeSentDebit(db)
  const [transfer = 0, settled = 0] = await linesOf(db, [{ amount: 500, reference }, { amount: 500, end_to_end_id: debit.end_to_end_id }])
  await refundDue(db, { due_id, why: 'withdrawn' }, act)
  assert.deepEqual([await takeLineBack(db, transfer, act), await takeLineBack(db, settled, act)], ['unfit', 'unfit'])
}))

test('fees, cash, payouts, refunds and returns are booked by hand where nothing names them', house(async ({ db, now }) => {
  await makeBankAccount(db)
  const payout_id = await takeDown(db, { provider: 'stripe', payout: { foreign_id: 'po_9', amount: 4_000, currency: 'EUR', arrives_at: now, parts: [{ kind: 'other', payment: null, amount: 4_000, fee: 0 }] } }, now) ?? 0
  const paid = await makePledge(db)
  const debit = await makeSentDebit(db, { amount: 900 })
  await linesOf(db, [{ amount: 900, end_to_end_id: debit.end_to_end_id }])
  const [, fee = 0, cash = 0, payout = 0, refund = 0, back = 0] = await linesOf(db, [{ amount: 500, reference: paid.reference }, { amount: -250, name: 'Bank' }, { amount: 3_000 }, { amount: 4_000, name: 'TPE' }, { amount: -500, name: 'Giver' }, { amount: -900, name: 'Debtor' }])
  const { refund_id } = await refundDue(db, { due_id: paid.due_id, why: 'withdrawn' }, act)
  const booked = { state: 'booked' } as const
  const told = [
    [fee, { ...booked, kind: 'fee' }], [cash, { ...booked, kind: 'cash' }], [payout, { ...booked, kind: 'payout', payout_id }],
    [refund, { ...booked, kind: 'refund', refund_id: refund_id ?? 0 }], [back, { ...booked, kind: 'return', debit_id: debit.id, fee: 0 }],
  ] as const
  for (const [line_id, place] of told) assert.equal(await placeLine(db, { line_id, place }, act), 'done')
  assert.deepEqual([await balanceOf(db, 'suspense'), await balanceOf(db, 'bank_fees'), await balanceOf(db, 'cash'), await balanceOf(db, 'stripe'), await balanceOf(db, 'refunds_owed')], [0, 250, -3_000, 0, 0])
  for (const line_id of [payout, refund]) assert.equal(await takeLineBack(db, line_id, act), 'done')
  await assertClean(db)
  for (const [line_id, place] of told.slice(2, 4)) assert.equal(await placeLine(db, { line_id, place }, act), 'done')
  await assertClean(db)
  // The wrong amount, and what is there no more.
  const [other = 0] = await linesOf(db, [{ amount: 4_001 }])
  for (const place of [told[2][1], told[3][1], told[4][1]]) assert.equal(await placeLine(db, { line_id: other, place }, act), 'unfit')
}))

test('a proposal that was refused does not come again; what is sure is booked when it is looked again', house(async ({ db, now }) => {
  const known = await makePledge(db)
  await linesOf(db, [{ amount: 500, reference: known.reference, iban: otherIban }])
  const [guess = 0, payout = 0, later = 0] = await linesOf(db, [{ amount: 510, iban: otherIban }, { amount: 4_000, name: 'STRIPE' }, { amount: 900, name: 'Lilo Linde' }])
  assert.equal((await line(db, guess)).state, 'proposed')
  assert.equal(await refuseProposal(db, guess, act), 'done')
  await makePledge(db, { supporter: { name: 'Lilo Linde', mail_address: 'lilo@mail.test', language: 'de' }, amount: 900 })
  await takeDown(db, { provider: 'stripe', payout: { foreign_id: 'po_7', amount: 4_000, currency: 'EUR', arrives_at: now, parts: [{ kind: 'other', payment: null, amount: 4_000, fee: 0 }] } }, now)
  assert.equal(await matchAgain(db, { ...act, safe }), 1)
  assert.deepEqual([(await line(db, guess)).state, (await line(db, payout)).kind, (await line(db, later)).state], ['suspense', 'payout', 'proposed'])
  await assertClean(db)
}))
