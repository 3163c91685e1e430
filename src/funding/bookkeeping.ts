// What the tax adviser gets: the ledger's entries of a period, in the numbers of their chart; and the closing of a month,
// after which nothing is booked in it any more.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { Reader } from '../people/session.ts'
import { head, line, rowsAtMost, type Batch, type Rates, type Row } from './datev.ts'
import type { Account } from './ledger.ts'
import { accountNumbers, bookedEntries, bookedSpan, bookkeepingSettings, movements, openSince, type BookedEntry, type Movement } from './reads/bookkeeping.ts'
import { addDays, addMonths } from './rhythm.ts'
import { windows1252 } from './windows-1252.ts'
import { closeBooks, insertClosedMonth, updateAccountNumber, updateBookkeepingSettings } from './writes/bookkeeping.ts'

/** Debits on their way are no money yet: they stand against each other and are not handed over. */
type HandedOver = Exclude<Account, 'in_flight' | 'announced'>
export function isHandedOver(account: Account): account is HandedOver {
  return account !== 'in_flight' && account !== 'announced'
}
const atOnce = 5_000

export type HandOverRefusal = 'no_numbers' | 'year' | 'no_rates'

/** The files of a period within one business year, each a batch of its own that DATEV takes; `told` says in words what an entry is. There is one at least. */
export async function* batchFiles(db: Reads, batch: Batch, { told, most = rowsAtMost }: { told: (kind: string) => string; most?: number }): AsyncGenerator<Buffer> {
  const numbers = await accountNumbers(db)
  const begun = (part: number) => [windows1252(head(part === 1 ? batch : { ...batch, label: `${batch.label.slice(0, 24)} (${part})` }))]
  let [part, rows, pieces] = [1, 0, begun(1)]
  for await (const row of summed(rowsOf(db, batch, { numbers, told }))) {
    if (rows === most) {
      yield Buffer.concat(pieces);
      [part, rows, pieces] = [part + 1, 0, begun(part + 1)]
    }
    pieces.push(windows1252(line(row, batch)))
    rows++
  }
  yield Buffer.concat(pieces)
}

/** The settings of a file for a period, or why there can be none. */
export async function batchFor(db: Reads, { from, to, currency, label, rates = new Map() }: Pick<Batch, 'from' | 'to' | 'currency' | 'label'> & Partial<Pick<Batch, 'rates'>>, now: Date): Promise<Batch | HandOverRefusal> {
  const { consultant, client, year_begins, account_digits } = await bookkeepingSettings(db)
  if (consultant === null || client === null) return 'no_numbers'
  const year_begins_on = yearBeginsOn(from, year_begins)
  if (to >= addMonths(year_begins_on, 12)) return 'year'
  if (foreignIn(await movements(db, { from, to }), currency).some((other) => !rates.has(other))) return 'no_rates'
  const open = await openSince(db)
  return { consultant, client, year_begins_on, from, to, account_digits, currency, rates, label, made_at: now, closed: open !== undefined && to < open }
}

/** In which other currencies something that is handed over moved. */
export function foreignIn(moved: readonly Movement[], own: string): string[] {
  return [...new Set(moved.filter(({ account, currency, debit, credit }) => currency !== own && isHandedOver(account) && (debit > 0 || credit > 0)).map(({ currency }) => currency))].sort()
}

/** `CHF 0,9345 USD 1,0831`, as it is typed. */
export function ratesIn(text: string): Rates {
  return new Map([...text.matchAll(/\b([A-Z]{3})\b[\s:=]*(\d{1,6}(?:[.,]\d{1,6})?)/g)].flatMap(([, currency = '', rate = '']) => (Number(rate.replace(',', '.')) > 0 ? [[currency, Number(rate.replace(',', '.'))]] : [])))
}

export function yearBeginsOn(day: string, month: number): string {
  const begins = `${day.slice(0, 4)}-${String(month).padStart(2, '0')}-01`
  return begins <= day ? begins : addMonths(begins, -12)
}

interface Told { numbers: Map<Account, string>; told: (kind: string) => string }

async function* rowsOf(db: Reads, { from, to }: Batch, { numbers, told }: Told): AsyncGenerator<Row> {
  for (let after: { booked_on: string; id: number } | null = null; ;) {
    const entries: BookedEntry[] = await bookedEntries(db, { from, to, after, limit: atOnce })
    for (const entry of entries) {
      const document = entry.line_id === null ? entry.source : `line:${entry.line_id}`
      for (const currency of new Set(entry.postings.map((posting) => posting.currency))) for (const { amount, debited, credited } of paired(entry, currency)) {
        yield { amount, currency, account: numbers.get(debited) ?? fail(debited), against: numbers.get(credited) ?? fail(credited), booked_on: entry.booked_on, document, text: told(entry.kind) }
      }
    }
    const last = entries.at(-1)
    if (!last || entries.length < atOnce) return
    after = { booked_on: last.booked_on, id: last.id }
  }
}

/** An entry as pairs of an account debited and one credited. */
export function paired({ postings }: Pick<BookedEntry, 'postings'>, currency: string): { amount: number; debited: Account; credited: Account }[] {
  const own = postings.filter((posting) => posting.currency === currency && isHandedOver(posting.account)).map((posting) => ({ ...posting }))
  const pairs: { amount: number; debited: Account; credited: Account }[] = []
  const [debits, credits] = [own.filter(({ amount }) => amount > 0), own.filter(({ amount }) => amount < 0)]
  for (let [debit, credit] = [debits.shift(), credits.shift()]; debit && credit;) {
    const amount = Math.min(debit.amount, -credit.amount)
    pairs.push({ amount, debited: debit.account, credited: credit.account })
    debit.amount -= amount
    credit.amount += amount
    if (debit.amount === 0) debit = debits.shift()
    if (credit.amount === 0) credit = credits.shift()
  }
  return pairs
}

/** The debits that one line of a statement brought are one line here, as at the bank. */
async function* summed(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  let sum: Row | undefined
  for await (const row of rows) {
    const isSame = sum && sum.document === row.document && sum.document.startsWith('line:') && sum.currency === row.currency && sum.account === row.account && sum.against === row.against && sum.booked_on === row.booked_on && sum.text === row.text
    if (sum && isSame) sum = { ...sum, amount: sum.amount + row.amount }
    else {
      if (sum) yield sum
      sum = row
    }
  }
  if (sum) yield sum
}

/** The month that may be closed next, YYYY-MM-01: the first open one, once it is over; undefined where there is none. */
export async function nextToClose(db: Reads, today: string): Promise<string | undefined> {
  const month = (await openSince(db)) ?? (await bookedSpan(db))?.first
  const first = month && `${month.slice(0, 8)}01`
  return first && addMonths(first, 1) <= today ? first : undefined
}

/** Closes the month that is next. False where that is another one: somebody else was first. */
export function closeMonth(db: Db, month: string, { by, today, now }: { by: Reader; today: string; now: Date }): Promise<boolean> {
  return atomically(db, async (tx) => {
    await closeBooks(tx)
    if ((await nextToClose(tx, today)) !== month || !(await insertClosedMonth(tx, { month, closed_by: by.id, closed_at: now }))) return false
    await record(tx, { by: `staff:${by.id}`, what: 'month closed', subject: `month:${month.slice(0, 7)}`, now })
    return true
  })
}

/** The last day of a month, YYYY-MM-DD. */
export function lastDayOf(month: string): string {
  return addDays(addMonths(`${month.slice(0, 8)}01`, 1), -1)
}

function fail(account: string): never {
  throw new Error(`${account} has no number in the chart`)
}

export interface NumbersTyped { consultant: number | null; client: number | null; year_begins: number; account_digits: number; numbers: Map<Account, string> }

/** Under which numbers the tax adviser knows paper and accounts. */
export function setNumbers(db: Db, { numbers, ...settings }: NumbersTyped, { by, now }: { by: Reader; now: Date }) {
  return atomically(db, async (tx) => {
    await updateBookkeepingSettings(tx, settings)
    for (const [account, number] of numbers) if (isHandedOver(account)) await updateAccountNumber(tx, { account, number })
    await record(tx, { by: `staff:${by.id}`, what: 'bookkeeping numbers changed', subject: 'paper', now })
  })
}
