// What must be so in a world of promised money, seen from outside: by what people agreed to, by what the bank and the providers
// have taken from them, and by what the paper says of it.
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import { translator } from '../src/base/i18n/i18n.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { balances } from '../src/funding/reads/ledger.ts'
import { addDays } from '../src/funding/rhythm.ts'
import type { BankDebit } from './outside-bank.ts'
import { today, type World } from './money-world.ts'

const t = translator('de')
/** With these nobody may be debited under the same mandate again. */
const deadly = ['AC01', 'AC04', 'AC06', 'MD01', 'MD06', 'MD07', 'SL01']

/** A debit that has just come to the bank: its debtor agreed to it, to this amount, from this account, and was told in time. */
export async function isAllowed(world: World, { end_to_end_id, mandate, iban, amount, collect_on }: BankDebit) {
  const { db, promises, mails } = world
  const due = await db.selectFrom('debits').innerJoin('dues', 'dues.id', 'due_id').innerJoin('mandates', 'mandates.id', 'mandate_id').select(['pledge_id', 'due_id', 'due_on', 'mandates.notice_days', 'mandates.reference', 'debits.id']).where('end_to_end_id', '=', end_to_end_id).executeTakeFirstOrThrow()
  const one = promises.find(({ pledge_id }) => pledge_id === due.pledge_id)
  const who = `seed ${world.seed}, ${today(world)}, ${end_to_end_id} of pledge ${due.pledge_id}`
  assert.ok(one, who)
  assert.equal(one.way, 'debit', `${who}: it goes another way`)
  assert.equal(iban, one.iban, `${who}: from another account`)
  assert.equal(mandate, due.reference, who)
  assert.equal(one.state === 'over', false, `${who}: it is over`)
  assert.ok(one.ends_on === null || due.due_on <= one.ends_on, `${who}: it was cancelled for ${one.ends_on}`)
  const { state } = await db.selectFrom('pledges').select('state').where('id', '=', one.pledge_id).executeTakeFirstOrThrow()
  assert.ok(state === 'active' || (one.rhythm === 'once' && state === 'ended'), `${who}: it is ${state}`)
  const before = world.bank.debits.filter((debit) => debit.mandate === mandate && debit.end_to_end_id !== end_to_end_id)
  assert.ok(!before.some(({ reason, state: became }) => deadly.includes(reason) && became !== 'booked' && isTold(world, reason)), `${who}: its mandate is dead`)
  assert.ok(amount <= Math.max(...one.amounts), `${who}: ${amount} is more than was ever agreed`)
  const isFirst = (await db.selectFrom('debits').select('id').where('due_id', '=', due.due_id).where('id', '<>', due.id).where('file_id', 'is not', null).execute()).length === 0
  const hasParts = (await db.selectFrom('dues').select('id').where('part_of', '=', due.due_id).execute()).length > 0
  if (isFirst && !hasParts) assert.equal(amount, one.amount, `${who}: another amount`)
  const told = mails.filter(({ to, text }) => to === one.mail_address && text.includes(mandate) && text.includes(t.money(amount, 'EUR')))
  assert.ok(told.some(({ on }) => addDays(on, due.notice_days) <= collect_on), `${who}: nobody was told in time`)
  const { rows: [brought] } = await sql<{ sum: number }>`select coalesce(-sum(l.amount), 0)::bigint as sum from ledger_entries e join ledger_postings l on l.entry_id = e.id and l.account in ('gifts', 'pledges') where e.due_id = ${due.due_id}`.execute(db)
  assert.equal(brought?.sum, 0, `${who}: it has come another way`)
  const same = await db.selectFrom('debits').select('end_to_end_id').where('due_id', '=', due.due_id).execute()
  const standing = world.bank.debits.filter((debit) => same.some((other) => other.end_to_end_id === debit.end_to_end_id) && (debit.state === 'waiting' || debit.state === 'booked'))
  // What the paper has not been told yet it cannot know; what is told is never asked for twice.
  assert.equal(standing.length, 1, `${who}: twice for one due`)
}

/** Whether the paper knows by a statement, or an answer, of a debit that ended like that. */
function isTold({ imported, bank }: World, reason: string): boolean {
  return bank.debits.some((debit) => debit.reason === reason && debit.state === 'rejected') || imported.some(({ entries }) => entries.some((entry) => entry.reason_code === reason))
}

/** At every step. */
export async function holds(world: World, { isAll = false } = {}) {
  const { db } = world
  const early = await db.selectFrom('debits').select('due_id').where('state', '=', 'returned').where('settled_on', 'is', null).execute()
  const found = (await checkLedger(db)).filter(({ check }) => isAll || check !== 'statement_gaps')
    .map(({ check, faults }) => ({ check, faults: faults.filter(({ about }) => isAll || !early.some(({ due_id }) => about === `due:${due_id}`)) })).filter(({ faults }) => faults.length > 0)
  assert.deepEqual(found, [], `seed ${world.seed}`)
  await nobodyPaysTwice(world)
  await nothingIsInvented(world)
}

interface Taken { due_id: number; pledge_id: number; due_on: string; amount: number; isAlone: boolean }

/** Whatever was taken without its giver's own hand, and stands: by the bank, by providers. */
async function taken({ db, bank, paper }: World): Promise<Taken[]> {
  const debits = await db.selectFrom('debits').innerJoin('dues', 'dues.id', 'due_id').select(['end_to_end_id', 'due_id', 'pledge_id', 'due_on', 'debits.amount']).execute()
  const payments = await db.selectFrom('provider_payments').innerJoin('dues', 'dues.id', 'due_id').select(['provider_payments.reference', 'due_id', 'pledge_id', 'due_on', 'provider_payments.amount', 'double']).execute()
  const stands = new Set(bank.debits.filter(({ state }) => state === 'booked').map(({ end_to_end_id }) => end_to_end_id))
  const paid = new Map(paper.double.account.state.payments.filter((one) => one.state === 'paid' && left(one) > 0).map((one) => [one.reference, one]))
  return [
    ...debits.filter(({ end_to_end_id }) => stands.has(end_to_end_id)).map((one) => ({ ...one, isAlone: true })),
    ...payments.flatMap((one) => { const there = paid.get(one.reference); return there && !one.double ? [{ ...one, isAlone: there.off_session }] : [] }),
  ]
}

async function nobodyPaysTwice(world: World) {
  const all = await taken(world)
  assert.equal(new Set(all.map(({ due_id }) => due_id)).size, all.length, `seed ${world.seed}: a due was taken twice`)
  for (const some of Map.groupBy(all.filter(({ isAlone }) => isAlone), ({ pledge_id }) => pledge_id).values()) {
    const on = some.map(({ due_on }) => due_on).sort()
    for (const [n, day] of on.entries()) assert.ok(n === 0 || addDays(on[n - 1] ?? '', 27) <= day, `seed ${world.seed}: pledge ${some[0]?.pledge_id} was taken from for ${on}`)
  }
}

/** What came in for each, and what went back to them: in the world, and in the books. */
async function accounts(world: World) {
  const { db, bank, promises, paper } = world
  const { rows: books } = await sql<{ pledge_id: number; came: number; back: number; owed: number }>`select p.id as pledge_id,
      (select coalesce(-sum(l.amount), 0)::bigint from ledger_entries e join dues d on d.id = e.due_id join ledger_postings l on l.entry_id = e.id and l.account in ('gifts', 'pledges') where d.pledge_id = p.id) as came,
      (select coalesce(sum(r.amount), 0)::bigint from refunds r join dues d on d.id = r.due_id where d.pledge_id = p.id and (r.state = 'owed' or (r.why = 'double' and r.state = 'asked'))) as owed, 0 as back
    from pledges p`.execute(db)
  const lines = await db.selectFrom('statement_lines').select(['end_to_end_id', 'pledge_id', 'kind']).where('state', '=', 'booked').where('kind', 'in', ['transfer', 'other']).execute()
  const [placed, lost] = [lines.filter(({ kind }) => kind === 'transfer'), lines.filter(({ kind }) => kind === 'other')]
  const debits = await db.selectFrom('debits').innerJoin('mandates', 'mandates.id', 'mandate_id').innerJoin('dues', 'dues.id', 'due_id').select(['end_to_end_id', 'pledge_id']).execute()
  const references = await db.selectFrom('provider_payments').innerJoin('dues', 'dues.id', 'due_id').select(['provider_payments.reference', 'pledge_id']).execute()
  return promises.map(({ pledge_id, cash }) => {
    const own = new Set(debits.filter((one) => one.pledge_id === pledge_id).map(({ end_to_end_id }) => end_to_end_id))
    const byProvider = references.filter((one) => one.pledge_id === pledge_id).map(({ reference }) => reference)
    const there = paper.double.account.state.payments.filter(({ reference, state }) => state === 'paid' && byProvider.includes(reference))
    const transfers = bank.moves.filter(({ what, entry }) => what === 'transfer' && placed.some((line) => line.end_to_end_id === entry.end_to_end_id && line.pledge_id === pledge_id))
    const book = books.find((one) => one.pledge_id === pledge_id)
    return {
      pledge_id, books: (book?.came ?? 0) + (book?.owed ?? 0),
      gross: cash + sum(bank.debits.filter(({ end_to_end_id, state }) => own.has(end_to_end_id) && (state === 'booked' || state === 'returned')).map(({ amount }) => amount)) + sum(transfers.map(({ entry }) => entry.amount)) + sum(there.map(({ amount }) => amount)),
      back: sum(bank.debits.filter(({ end_to_end_id, state }) => own.has(end_to_end_id) && state === 'returned').map(({ amount }) => amount)) + sum(bank.moves.filter(({ what, of, entry }) => what === 'refund' && of === pledge_id && !lost.some((line) => line.end_to_end_id === entry.end_to_end_id)).map(({ entry }) => -entry.amount)) + sum(there.map((one) => one.amount - left(one))),
    }
  })
}

/** The books may know less than has happened, never more. */
async function nothingIsInvented(world: World) {
  for (const { pledge_id, books, gross } of await accounts(world)) assert.ok(books <= gross, `seed ${world.seed}: pledge ${pledge_id} brought ${gross}, and the books say ${books}`)
}

/** Once all has been told, and all that is open decided: the books say what has happened, of everybody. */
export async function agrees(world: World) {
  const { db, bank, paper, seed } = world
  await holds(world, { isAll: true })
  for (const { pledge_id, books, gross, back } of await accounts(world)) assert.equal(books, gross - back, `seed ${seed}: what pledge ${pledge_id} brought`)
  const held = new Map((await balances(db)).map(({ account, balance }) => [account, balance]))
  assert.equal(held.get('bank') ?? 0, bank.balance(), `seed ${seed}: the bank's account`)
  const onTheirWay = await db.selectFrom('provider_payouts').select(['provider', 'amount']).where('line_id', 'is', null).execute()
  for (const name of ['stripe', 'mollie'] as const) assert.equal(held.get(name) ?? 0, paper.double.account.balance(name, 'EUR') + sum(onTheirWay.filter(({ provider }) => provider === name).map(({ amount }) => amount)), `seed ${seed}: ${name}`)
  assert.deepEqual(await db.selectFrom('provider_payments').select('id').where('state', 'in', ['asked', 'open']).execute(), [], `seed ${seed}: something is still waited for`)
  const waiting = sum(bank.debits.filter(({ state }) => state === 'waiting').map(({ amount }) => amount))
  assert.equal(held.get('in_flight') ?? 0, waiting, `seed ${seed}: what is in flight`)
  await nobodyIsForgotten(world)
}

/** What has long been due of those who give by debit or card, and gave no reason for it not to come, has been asked for. */
async function nobodyIsForgotten(world: World) {
  const { rows } = await sql<{ id: number; way: string; due_on: string }>`select d.id, p.way, d.due_on from dues d join pledges p on p.id = d.pledge_id where p.state = 'active' and d.state = 'open' and d.due_on < ${today(world, -45)}::date and (
      (p.way = 'debit' and not exists (select from debits b where b.due_id = d.id))
      or (p.way = 'provider' and not exists (select from provider_payments y where y.due_id = d.id)))`.execute(world.db)
  assert.deepEqual(rows, [], `seed ${world.seed}: forgotten`)
}

function left({ amount, refunds, disputes }: { amount: number; refunds: { amount: number; state: string }[]; disputes: { amount: number; reversed: number | null }[] }): number {
  return amount - sum(refunds.filter(({ state }) => state === 'done').map((one) => one.amount)) - sum(disputes.filter(({ reversed }) => reversed === null).map((one) => one.amount))
}
function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, one) => all + one, 0)
}
