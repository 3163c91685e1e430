// Random histories of a bank account: what moves is told by day's statements, by notifications before or after, in any order,
// again and again, in files of several, some of which break off; and the ledger always says what the bank does.
import assert from 'node:assert/strict'
import type { Db } from '../src/base/db/db.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { balances } from '../src/funding/reads/ledger.ts'
import { importStatement } from '../src/funding/statement.ts'
import { StatementRefused } from '../src/funding/statement-refused.ts'
import { matchAgain, placeLine, takeLineBack } from '../src/funding/suspense.ts'
import { addDays } from '../src/funding/rhythm.ts'
import { camt, camtFormats, type CamtFormat, type MadeEntry, type MadeStatement } from './camt-makers.ts'
import { noon } from './makers.ts'
import { seeded } from './random.ts'
import { makeBankAccount, makePledge, makeSentDebit, otherIban, ownIban, safe } from './statement-makers.ts'

const act = { by: 'staff:1', now: noon }

/** Lives through one history, in the caller's transaction; what is killed before its end is rolled back. */
export async function liveHistory(db: Db, seed: number) {
  let kills = 0
  await liveStatements(db, seed, async (work) => {
    const name = `kill_${++kills}`
    if (!('savepoint' in db) || typeof db.savepoint !== 'function') throw new Error('this is no transaction')
    const before = await db.savepoint(name).execute()
    await work(before)
    await before.rollbackToSavepoint(name).execute()
  })
}

async function liveStatements(db: Db, seed: number, die: (work: (tx: Db) => Promise<unknown>) => Promise<void>) {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  await makeBankAccount(db)
  const days = await makeDays(db, below)
  const files = shuffled(days.flatMap(filesOf(below)), below)
  for (const file of [...files, ...files.slice(0, below(files.length + 1))]) {
    const bytes = Buffer.from(camt(file))
    const take = (tx: Db, sent: Buffer) => importStatement(tx, { name: 'f.xml', bytes: sent }, { safe, ...act })
    if (below(4) === 0) await assert.rejects(take(db, bytes.subarray(0, below(bytes.toString().trimEnd().length))), StatementRefused)
    if (below(4) === 0) await die((tx) => take(tx, bytes))
    await take(db, bytes)
    if (below(3) === 0) await decideSomething(db, below)
    await assertTrue(db, { seed, isAll: false })
  }
  const last = days.at(-1)
  const held = (await balances(db)).find(({ account }) => account === 'bank')?.balance ?? 0
  assert.equal(held, (last?.opening ?? 0) + (last?.entries ?? []).reduce((sum, { amount }) => sum + amount, 0), `seed ${seed}: the ledger and the bank`)
  await assertTrue(db, { seed, isAll: true })
}

interface Day { day: string; opening: number; entries: MadeEntry[] }

async function makeDays(db: Db, below: (n: number) => number): Promise<Day[]> {
  const pledges = await Promise.all([0, 1, 2].map((n) => makePledge(db, { amount: 500 * (n + 1), ...(n === 2 ? { rhythm: 'once' } : {}) })))
  const debits = [await makeSentDebit(db), await makeSentDebit(db)]
  const all: Day[] = []
  let opening = below(3) * 10_000
  let number = 0
  for (let n = 0; n < 2 + below(4); n++) {
    const entries = Array.from({ length: 1 + below(5) }, (): MadeEntry => {
      const bank_reference = below(3) === 0 ? '' : `B${++number}`
      const pledge = pledges[below(3)]
      switch (below(7)) {
        case 0: return { amount: -(100 + below(900)), isBare: true, bank_code: ['PMNT', 'MDOP', 'CHRG'], bank_reference: `B${++number}` }
        case 1: return { amount: 100 + below(3_000), name: `Somebody ${below(3)}`, iban: otherIban, end_to_end_id: `X${++number}`, bank_reference }
        case 2: return { amount: 1_500, bank_reference: `B${++number}`, payments: [{ amount: 500, reference: pledge?.reference ?? '' }, { amount: 1_000, name: 'Y', end_to_end_id: `Y${number}` }] }
        case 3: return debits.length > 0 ? { amount: 500, end_to_end_id: debits[0]?.end_to_end_id ?? '', bank_reference } : { amount: 5, bank_reference: `B${++number}` }
        case 4: return { amount: -800, end_to_end_id: debits.shift()?.end_to_end_id ?? `Z${++number}`, reason_code: 'AM04', charges: 300, bank_reference }
        default: return { amount: [500, 1_000, 1_500, 700][below(4)] ?? 500, text: `danke ${pledge?.reference ?? ''}`, end_to_end_id: `T${++number}`, bank_reference }
      }
    })
    all.push({ day: addDays('2026-03-02', n), opening, entries })
    opening += entries.reduce((sum, { amount }) => sum + amount, 0)
  }
  return all
}

/** The day's statement, of one version or two; notifications of some of its movements; the sum of a batch alone, now and then. */
function filesOf(below: (n: number) => number) {
  return ({ day, opening, entries }: Day, n: number): MadeStatement[] => {
    const of = (kind: '053' | '054') => camtFormats.filter((format) => format.includes(kind))[below(3)] ?? 'camt.053.001.08'
    const told = (format: CamtFormat, some: MadeEntry[], over: Partial<MadeStatement> = {}): MadeStatement => ({ format, statement_id: `${format.slice(5, 8)}-${n}-${below(1_000_000)}`, iban: ownIban, from_on: day, entries: some, ...over })
    const summed = entries.map((entry) => (entry.payments && below(2) === 0 ? { amount: entry.amount, isBare: true, bank_reference: entry.bank_reference ?? '' } : entry))
    const some = entries.filter((entry) => entry.bank_reference && below(2) === 0)
    return [told(of('053'), summed, { opening }), ...(some.length > 0 ? [told(of('054'), some)] : []), ...(some.length > 1 && below(3) === 0 ? [told(of('054'), some.slice(1))] : [])]
  }
}

async function decideSomething(db: Db, below: (n: number) => number) {
  const open = await db.selectFrom('statement_lines').select(['id', 'amount']).where('state', 'in', ['suspense', 'proposed']).orderBy('id').execute()
  const one = open[below(open.length)]
  const pledge = await db.selectFrom('pledges').select('id').where('way', '=', 'transfer').orderBy('id').limit(1).executeTakeFirst()
  if (one && pledge && one.amount > 0 && below(2) === 0) await placeLine(db, { line_id: one.id, place: { state: 'booked', kind: 'transfer', pledge_id: pledge.id } }, act)
  else if (one) await placeLine(db, { line_id: one.id, place: { state: 'booked', kind: 'other' } }, act)
  const booked = await db.selectFrom('statement_lines').select('id').where('state', '=', 'booked').where('kind', 'in', ['transfer', 'other', 'fee']).orderBy('id').execute()
  const wrong = booked[below(booked.length)]
  if (wrong && below(2) === 0) await takeLineBack(db, wrong.id, act)
  if (below(3) === 0) await matchAgain(db, { safe, ...act })
}

/** Files are made with a total that says nothing; a debit may come back before it was told to have come, and days may be missing until all are there. */
async function assertTrue(db: Db, { seed, isAll }: { seed: number; isAll: boolean }) {
  const passed = ['files', ...(isAll ? [] : ['statement_gaps'])]
  const early = await db.selectFrom('debits').select('due_id').where('state', '=', 'returned').where('settled_on', 'is', null).execute()
  const found = (await checkLedger(db)).map(({ check, faults }) => ({ check, faults: faults.filter(({ about }) => !early.some(({ due_id }) => about === `due:${due_id}`)) }))
  assert.deepEqual(found.filter(({ check, faults }) => !passed.includes(check) && faults.length > 0), [], `seed ${seed}`)
}

function shuffled<T>(all: T[], below: (n: number) => number): T[] {
  const left = [...all]
  return all.map(() => left.splice(below(left.length), 1)).flat()
}
