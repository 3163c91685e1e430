// A payout is what a provider has transferred to the bank account: charges less fees, refunds and disputes. It is taken down
// with its parts, and counts once the bank shows it.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf, noonOf, secondsBefore } from '../base/time.ts'
import type { Asking } from './asking.ts'
import { book, move } from './ledger.ts'
import { providerOf, providersOf, type Payout, type PayoutPart, type ProviderName } from './provider.ts'
import { freshSources } from './reads/line-booking.ts'
import { lastPayoutOn, payoutById, providerPaymentIds } from './reads/providers.ts'
import { insertPayout, insertPayoutParts, updatePayoutLine } from './writes/providers.ts'

/** Looked at again and again: what they list may be of a day some time before. */
const lookBackSeconds = 35 * 86_400

/** Asks all providers what was refunded and disputed, and what they have paid out. */
export async function askAccounts(db: Db, { payments, now }: Asking): Promise<void> {
  for (const name of providersOf(payments)) {
    const provider = await providerOf(payments, name)
    if (!provider) continue
    // From before the last that is known, so that days or months on which nothing could be asked leave no gap.
    const last = await lastPayoutOn(db, name)
    const [recently, known] = [secondsBefore(now, lookBackSeconds), last === null ? null : secondsBefore(noonOf(last), lookBackSeconds)]
    const since = known !== null && known < recently ? known : recently
    const takenBack: string[] = []
    for await (const id of provider.takenBackSince(since)) takenBack.push(id)
    await askAgain(db, name, takenBack)
    for await (const payout of provider.payoutsSince(since)) await takeDown(db, { provider: name, payout: completed(payout) }, now)
  }
}

async function askAgain(db: Db, name: ProviderName, foreign_ids: readonly string[]) {
  for (const payment_id of new Set((await providerPaymentIds(db, name, foreign_ids)).values())) await enqueue(db, 'provider-payment', { payment_id })
}

/** What their list does not explain is a part as well, so that parts and amount agree. */
function completed(payout: Payout): Payout {
  const rest = payout.amount - sum(payout.parts, ({ amount, fee }) => amount - fee)
  return rest === 0 ? payout : { ...payout, parts: [...payout.parts, { kind: 'other', payment: null, amount: rest, fee: 0 }] }
}

/** Takes a payout down once. What in it is no payment of ours, or a fee for none in particular, is booked: otherwise the account there would not come out even. */
export function takeDown(db: Db, { provider, payout: { foreign_id, amount, currency, arrives_at, parts } }: { provider: ProviderName; payout: Payout }, now: Date): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    const arrives_on = dayOf(arrives_at, (await paper(tx)).time_zone)
    const ids = await providerPaymentIds(tx, provider, parts.flatMap(({ payment }) => (payment === null ? [] : [payment])))
    const own = parts.map((part, position) => ({ ...part, position, provider_payment_id: part.payment === null ? null : ids.get(part.payment) ?? null }))
    const fees = sum(parts, ({ fee }) => fee)
    const charges = sum(parts, (part) => (isTakenBack(part) ? 0 : part.amount))
    const payout_id = await insertPayout(tx, { provider, foreign_id, amount, currency, charges, fees, refunds: charges - fees - amount, arrives_on })
    if (payout_id === undefined) return undefined
    await insertPayoutParts(tx, own.map(({ kind, amount: moved, fee, position, provider_payment_id }) => ({ payout_id, position, kind, provider_payment_id, amount: moved, fee })))
    const strange = own.filter(({ provider_payment_id }) => provider_payment_id === null)
    const fee = sum(strange, (part) => part.fee)
    const other = sum(strange, (part) => part.amount)
    await book(tx, [
      ...(fee === 0 ? [] : [{ kind: 'payout_fee' as const, source: payout_id, booked_on: arrives_on, postings: move({ from: provider, to: 'provider_fees', amount: fee, currency }) }]),
      ...(other === 0 ? [] : [{ kind: 'payout_other' as const, source: payout_id, booked_on: arrives_on, postings: move({ from: 'other', to: provider, amount: other, currency }) }]),
    ], now)
    return payout_id
  })
}

/** The bank shows it: called by whoever matches its line. */
export async function payoutArrived(tx: Db, { payout_id, line_id, booked_on }: { payout_id: number; line_id: number; booked_on: string }, now: Date): Promise<void> {
  const { provider, amount, currency } = (await payoutById(tx, payout_id)) ?? missing(payout_id)
  await updatePayoutLine(tx, payout_id, line_id)
  // Where it was booked on another line before, by mistake, and taken back, this is another entry.
  const source = (await freshSources(tx, { kind: 'payout_received', document: 'payout', ids: [payout_id] })).get(payout_id) ?? payout_id
  await book(tx, [{ kind: 'payout_received', source, line_id, booked_on, postings: move({ from: provider, to: 'bank', amount, currency }) }], now)
}

function isTakenBack({ kind }: PayoutPart): boolean {
  return kind === 'refund' || kind === 'dispute'
}

function sum<P>(parts: readonly P[], of: (part: P) => number): number {
  return parts.reduce((all, part) => all + of(part), 0)
}

function missing(id: number): never {
  throw new Error(`there is no payout ${id}`)
}
