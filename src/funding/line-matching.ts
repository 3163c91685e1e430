// Finds where lines of a statement belong, the surest signs first. What only seems so is proposed; the rest stays in suspense.
import type { Reads } from '../base/db/db.ts'
import { byBatch, byDebit } from './line-matching-debits.ts'
import { referencesIn, uuidsIn } from './line-reference.ts'
import { payoutsAwaited, pledgesByReference, pledgesOfAccounts, pledgesOfNames, refundsOwedBy, type NamedPledge } from './reads/line-matching.ts'
import { paidTwice } from './reads/transfers.ts'
import { addDays } from './rhythm.ts'
import type { Line, Place } from './statement-line.ts'

export const suspense: Place = { state: 'suspense', kind: '' }

/** Says where lines belong, by their number; of those it knows nothing about it says nothing. */
export type Matcher = (db: Reads, lines: readonly Line[]) => Promise<Map<number, Place>>
const matchers: readonly Matcher[] = [byReference, byDebit, byBatch, byPayout, byRefund, byFee, byAccount, byName]

/** The place of each line, by its number. */
export async function placesOf(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const places = new Map<number, Place>()
  let left = lines
  for (const match of matchers) {
    if (left.length === 0) break
    for (const [id, place] of await match(db, left)) places.set(id, place)
    left = left.filter(({ id }) => !places.has(id))
  }
  return places
}

/** What somebody paid in: no debit of ours, nothing that comes back. */
function isGiven({ amount, is_return, is_fee }: Line): boolean {
  return amount > 0 && !is_return && !is_fee
}

/** The creditor reference of a pledge, in its field or anywhere in the text. Two pledges named are none. */
async function byReference(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const named = lines.filter(isGiven).map((line) => ({ line, references: [...new Set([line.reference, ...referencesIn(`${line.text}\n${line.end_to_end_id}`)])].filter(Boolean) }))
  const pledges = new Map((await pledgesByReference(db, named.flatMap(({ references }) => references))).map((pledge) => [pledge.reference, pledge]))
  const meant = named.flatMap(({ line, references }) => {
    const field = pledges.get(line.reference)
    const [pledge, another] = field ? [field] : references.flatMap((reference) => pledges.get(reference) ?? [])
    return pledge && !another && pledge.currency === line.currency ? [{ line, pledge }] : []
  })
  const twice = await paidTwice(db, meant.map(({ line, pledge }) => ({ id: line.id, pledge_id: pledge.id, amount: line.amount, on: line.booked_on })))
  return new Map(meant.map(({ line, pledge }) => [line.id, placeOf(pledge, { isTwice: twice.has(line.id) })]))
}

/** What comes for a pledge that was cancelled or withdrawn, or besides a debit, may have to go back: a human looks at it. */
function placeOf({ id, ended_why }: NamedPledge, { isTwice }: { isTwice: boolean }): Place {
  const isOver = ended_why !== null && ended_why !== 'done'
  return { state: isOver || isTwice ? 'proposed' : 'booked', kind: 'transfer', pledge_id: id }
}

/** Days by which a bank's booking may lie beside the day that a provider named. */
const payoutDays = 7

/** A provider's payout: by its own number in the text, or by its name, the amount and about the day, if there is only one such. */
async function byPayout(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const places = new Map<number, Place>()
  let awaited = await payoutsAwaited(db)
  for (const line of awaited.length > 0 ? lines : []) {
    const words = `${line.name}\n${line.text}\n${line.end_to_end_id}`.toLowerCase()
    const fitting = awaited.filter(({ amount, currency }) => amount === line.amount && currency === line.currency)
    const near = fitting.filter(({ provider, arrives_on }) => words.includes(provider) && addDays(arrives_on, -payoutDays) <= line.booked_on && line.booked_on <= addDays(arrives_on, payoutDays))
    const found = fitting.find(({ foreign_id }) => words.includes(foreign_id.toLowerCase())) ?? (near.length === 1 ? near[0] : undefined)
    if (!found) continue
    awaited = awaited.filter((payout) => payout !== found)
    places.set(line.id, { state: 'booked', kind: 'payout', payout_id: found.id })
  }
  return places
}

/** A refund that was transferred: by our reference, and its amount to the cent. */
async function byRefund(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const places = new Map<number, Place>()
  const named = lines.filter(({ amount }) => amount < 0).map((line) => ({ line, references: uuidsIn(`${line.text}\n${line.end_to_end_id}`) })).filter(({ references }) => references.length > 0)
  if (named.length === 0) return places
  const owed = new Map((await refundsOwedBy(db, named.flatMap(({ references }) => references))).map((refund) => [refund.reference, refund]))
  for (const { line, references } of named) {
    const refund = references.map((reference) => owed.get(reference)).find((one) => one && one.amount === -line.amount && one.currency === line.currency)
    if (!refund) continue
    owed.delete(refund.reference)
    places.set(line.id, { state: 'booked', kind: 'refund', refund_id: refund.id })
  }
  return places
}

async function byFee(_db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  return new Map(lines.filter(({ is_fee }) => is_fee).map(({ id }) => [id, { state: 'booked', kind: 'fee' }]))
}

/** From an account that has paid for a pledge before: proposed. */
async function byAccount(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const given = lines.filter(isGiven).flatMap((line) => (line.iban_fingerprint ? [{ line, fingerprint: line.iban_fingerprint }] : []))
  const known = new Map((await pledgesOfAccounts(db, given.map(({ fingerprint }) => fingerprint))).map((one) => [one.iban_fingerprint?.toString('hex'), one]))
  const places = new Map<number, Place>()
  for (const { line, fingerprint } of given) {
    const found = known.get(fingerprint.toString('hex'))
    if (found && found.pledge_id !== null && found.currency === line.currency) places.set(line.id, { state: 'proposed', kind: 'transfer', pledge_id: found.pledge_id })
  }
  return places
}

/** Of somebody with the name of a supporter, who is to give just this amount: proposed, if there is one pledge like that. */
async function byName(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const given = lines.filter((line) => isGiven(line) && line.name !== '')
  const pledges = Map.groupBy(await pledgesOfNames(db, given.map(({ name }) => name.toLowerCase())), ({ name, amount, currency }) => `${name} ${amount} ${currency}`)
  const places = new Map<number, Place>()
  for (const { id, name, amount, currency } of given) {
    const [pledge, another] = pledges.get(`${name.toLowerCase()} ${amount} ${currency}`) ?? []
    if (pledge && !another) places.set(id, { state: 'proposed', kind: 'transfer', pledge_id: pledge.id })
  }
  return places
}
