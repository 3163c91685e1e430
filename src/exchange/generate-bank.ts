// What the bank shows of a generated past: debits in a sum for each file, what comes back of them and why, transfers as people fill
// them in, payouts, fees, and what has nothing to do with supporters. It is imported like any statement.
import type { Db } from '../base/db/db.ts'
import { noonOf, secondsAfter } from '../base/time.ts'
import { bankingDayFrom, bankingDaysAfter } from '../funding/banking-day.ts'
import { spacedReference } from '../funding/reference.ts'
import { refundDue } from '../funding/refund.ts'
import { addDays } from '../funding/rhythm.ts'
import { importStatement } from '../funding/statement.ts'
import { placeLine } from '../funding/suspense.ts'
import { payOut } from './generate-charges.ts'
import { pick, whole, type Chance } from './generate-chance.ts'
import { byHand, type Life } from './generate-life.ts'
import { iban } from './generate-people.ts'
import { bankStatement, type BankLine } from './generate-statement.ts'
import { cashInHand, debitsSent, duesToGiveBack, linesInSuspense, openDues, refundsToTransfer } from './reads/generated.ts'

interface Week { from: string; until: string; /** Staff have not looked at it yet: there is something to see. */ leaves: boolean }

/** A week's statement comes on the Monday after it, and staff put in their places what finds none by itself. */
export async function bankTells(tx: Db, life: Life, week: Week) {
  const lines = [...await collected(tx, life, week), ...comingBack(life, week), ...await transferred(tx, life, week), ...await paidOut(tx, life, week), ...await paidBack(tx, life, week), ...await otherThings(tx, life, week)]
    .sort((a, b) => (a.booked_on < b.booked_on ? -1 : a.booked_on > b.booked_on ? 1 : 0))
  const number = `${week.until.slice(0, 4)}-${String(++life.statements).padStart(4, '0')}`
  const text = bankStatement({ number, iban: life.account.iban, currency: life.currency, opening: life.balance, from_on: week.from, to_on: week.until, lines })
  life.balance += lines.reduce((sum, { amount }) => sum + amount, 0)
  const now = secondsAfter(noonOf(addDays(week.until, 1)), -5 * 3_600)
  await importStatement(tx, { name: `${number}.xml`, bytes: Buffer.from(text) }, { safe: life.safe, ...byHand(life, 'one', now) })
  if (!week.leaves) await putInPlace(tx, life, secondsAfter(now, 3_600))
}

function nextReference(life: Life): string {
  return `B${String(++life.lines).padStart(9, '0')}`
}

/** What was sent for a day of the week comes in one sum for each batch of a file. */
async function collected(tx: Db, life: Life, { until, leaves }: Week): Promise<BankLine[]> {
  const lines: BankLine[] = []
  for (const { id, collect_on } of life.sent.filter((one) => one.collect_on <= until)) {
    const debits = await debitsSent(tx, id)
    for (const [payment_id, own] of Map.groupBy(debits, ({ message_id, sequence_type }) => `${message_id}-${sequence_type}`)) {
      const message_id = own[0]?.message_id ?? ''
      lines.push({ amount: own.reduce((sum, { amount }) => sum + amount, 0), booked_on: collect_on, bank_reference: nextReference(life), text: 'SEPA-Sammellastschrift', batch: { message_id, payment_id, count: own.length } })
    }
    for (const [n, debit] of debits.entries()) scheduleReturn(life, debit, { isSure: leaves && n === 2 })
  }
  life.sent = life.sent.filter((one) => one.collect_on > until)
  return lines
}

const reasons = [...Array<string>(46).fill('AM04'), ...Array<string>(18).fill('MS03'), ...Array<string>(4).fill('MS02'), ...Array<string>(12).fill('MD06'), ...Array<string>(9).fill('AC04'), ...Array<string>(4).fill('AC01'), ...Array<string>(3).fill('AC06'), 'MD01', 'MD01', 'MD07', 'MD07']
const returnFee = 300

/** One of eighty comes back: most within days, what its owner asks back within eight weeks. */
function scheduleReturn(life: Life, { amount, end_to_end_id, mandate_reference, holder, collect_on }: Awaited<ReturnType<typeof debitsSent>>[number], { isSure }: { isSure: boolean }) {
  const { chance } = life
  if (chance() > 0.0125 && !isSure) return
  const reason_code = pick(chance, reasons)
  const on = reason_code === 'MD06' ? bankingDayFrom(addDays(collect_on, whole(chance, 3, 50))) : bankingDaysAfter(collect_on, whole(chance, 2, 5))
  life.returns.push({ on, line: { amount: -(amount + returnFee), booked_on: on, bank_reference: nextReference(life), end_to_end_id, mandate_reference, name: holder, reason_code, text: 'Rückbelastung zuzüglich Entgelt' } })
}

function comingBack(life: Life, { until }: Week): BankLine[] {
  const due = life.returns.filter(({ on }) => on <= until)
  life.returns = life.returns.filter(({ on }) => on > until)
  return due.map(({ line }) => line)
}

async function transferred(tx: Db, life: Life, { from, until }: Week): Promise<BankLine[]> {
  const lines: BankLine[] = []
  for (const { id, pledge_id, due_on, amount, reference } of await openDues(tx, { way: 'transfer', until })) {
    const held = life.held.get(pledge_id)
    if (!held || life.forgotten.has(id)) continue
    const drawn = life.chance()
    if (drawn < 0.015) life.forgotten.add(id)
    const paid_on = bankingDayFrom(addDays(due_on < from ? from : due_on, whole(life.chance, 0, 3)))
    if (drawn < 0.1 || paid_on > until) continue
    const bank_reference = nextReference(life)
    life.meant.set(bank_reference, { pledge_id })
    lines.push({ amount, booked_on: paid_on, bank_reference, name: held.giver.holder, iban: held.giver.iban, ...written(life.chance, { writes: held.giver.writes, reference }) })
    if (held.rhythm === 'once') life.held.delete(pledge_id)
  }
  return lines
}

function written(chance: Chance, { writes, reference }: { writes: 'field' | 'text' | 'nothing'; reference: string }): Pick<BankLine, 'text' | 'reference'> {
  if (writes === 'field') return { reference }
  if (writes === 'nothing') return { text: pick(chance, ['Spende', 'Für die Zeitung', 'Weiter so!', 'Danke', 'Förderbeitrag', 'Support']) }
  return { text: pick(chance, [`Förderung ${spacedReference(reference)}`, reference, `Beitrag ${reference} danke`]) }
}

async function paidOut(tx: Db, life: Life, { from, until }: Week): Promise<BankLine[]> {
  const on = bankingDayFrom(addDays(from, 2))
  if (on > until) return []
  return (await payOut(tx, life, { until: addDays(from, -1), on })).map(({ provider, foreign_id, amount }) => (
    { amount, booked_on: on, bank_reference: nextReference(life), name: provider === 'stripe' ? 'Stripe Payments' : 'Mollie', text: `Auszahlung ${foreign_id}` }))
}

async function paidBack(tx: Db, life: Life, { from }: Week): Promise<BankLine[]> {
  return (await refundsToTransfer(tx)).map(({ reference, amount, name }) => ({ amount: -amount, booked_on: bankingDayFrom(from), bank_reference: nextReference(life), name, iban: iban(life.chance), text: `Rückzahlung ${reference}` }))
}

/** Fees at the month's end, cash that was brought to the bank, and now and then somebody with another matter. */
async function otherThings(tx: Db, life: Life, { from, until, leaves }: Week): Promise<BankLine[]> {
  const { chance } = life
  const lines: BankLine[] = []
  const [first, last] = [bankingDayFrom(from), bankingDayFrom(addDays(until, -3))]
  if (from.slice(0, 7) !== addDays(until, 1).slice(0, 7)) lines.push({ amount: -(490 + Math.min(30_000, Math.floor(life.held.size / 3))), booked_on: last, bank_reference: nextReference(life), isFee: true, text: 'Entgelt für Kontoführung' })
  const cash = await cashInHand(tx)
  if (cash > 15_000) {
    lines.push({ amount: cash, booked_on: last, bank_reference: nextReference(life), text: 'Bareinzahlung' })
    life.meant.set(lines.at(-1)?.bank_reference ?? '', 'cash')
  }
  for (let n = leaves ? 2 : chance() < 0.3 ? 1 : 0; n > 0; n--) {
    lines.push({ amount: whole(chance, 40, 900) * 100, booked_on: first, bank_reference: nextReference(life), name: pick(chance, ['Gärtnerei am Wallring', 'Kulturamt Wallstedt', 'Bäckerei Thalbach', 'Sparverein Harsum']), iban: iban(chance), text: pick(chance, ['Rechnung Anzeige', 'Anzeige Wochenende', 'Erstattung', 'Raummiete']) })
    life.meant.set(lines.at(-1)?.bank_reference ?? '', 'other')
  }
  return lines
}

/** Whoever keeps the books knows, or finds out, what was meant. */
async function putInPlace(tx: Db, life: Life, now: Date) {
  for (const { id, bank_reference } of await linesInSuspense(tx)) {
    const meant = life.meant.get(bank_reference)
    if (meant === undefined) continue
    await placeLine(tx, { line_id: id, place: meant === 'other' || meant === 'cash' ? { state: 'booked', kind: meant } : { state: 'booked', kind: 'transfer', pledge_id: meant.pledge_id } }, byHand(life, 'one', now))
  }
  life.meant.clear()
  // What was withdrawn from while it was on its way goes back once it has come.
  for (const { due_id } of await duesToGiveBack(tx)) await refundDue(tx, { due_id, why: 'withdrawn' }, byHand(life, 'one', now))
}
