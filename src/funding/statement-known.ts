// The same movement is told of by several statements: a notification (054) at once, the day's statement (053) at night, a month's
// statement later. It is known again by its entry: account, day, amount and the bank's reference, then by what is said of it.
import type { Safe } from '../base/safe/safe.ts'
import type { Movement } from './camt.ts'
import type { PriorLine } from './reads/statements.ts'
import type { Line } from './statement-line.ts'
import type { Survey } from './statement-survey.ts'

/** Of the entry of each movement; all of an entry are among them. */
export function fingerprintsOf(movements: readonly Movement[], { iban, safe }: { iban: string; safe: Safe }): Buffer[] {
  const totals = new Map<number, number>()
  for (const { entry, amount } of movements) totals.set(entry, (totals.get(entry) ?? 0) + amount)
  const made = new Map<number, Buffer>()
  return movements.map(({ entry, currency, booked_on, bank_reference }) => {
    const known = made.get(entry) ?? safe.fingerprint(JSON.stringify([iban, currency, booked_on, totals.get(entry), bank_reference]))
    made.set(entry, known)
    return known
  })
}

interface Known { statement: Survey; fingerprints: readonly Buffer[]; /** Entries of other statements that are spoken for; this function adds to them. */ taken: Set<string> }

/**
 * Says of lines which others they are the same as. Where a statement had one sum and now its payments are told, these take the
 * sum's place, and its money lies in suspense for them: the sum is among the lines returned as `detailed`.
 */
export function knownAgain(lines: readonly Line[], priors: readonly PriorLine[], { statement, fingerprints, taken }: Known): { detailed: number[] } {
  const before = Map.groupBy(priors, ({ fingerprint }) => fingerprint.toString('hex'))
  const detailed: number[] = []
  if (priors.length === 0) return { detailed }
  for (const own of Map.groupBy(lines.map((line, n) => ({ line, fingerprint: fingerprints[n]?.toString('hex') ?? '' })), ({ line }) => line.entry).values()) {
    const entry = own.map(({ line }) => line)
    const candidates = [...Map.groupBy(before.get(own[0]?.fingerprint ?? '') ?? [], entryName)].filter(([name, prior]) => !taken.has(name) && isSame(prior, entry, statement))
    const [name, prior] = candidates.find(([, one]) => saysTheSame(one, entry)) ?? candidates[0] ?? []
    if (name === undefined || !prior) continue
    taken.add(name)
    detailed.push(...identify(entry, prior))
  }
  return { detailed }
}

function entryName({ statement_id, entry }: PriorLine): string {
  return `${statement_id}:${entry}`
}

function identify(entry: readonly Line[], prior: readonly PriorLine[]): number[] {
  const [sum] = prior
  const isDetail = prior.length === 1 && entry.length > 1 && (sum?.state === 'suspense' || sum?.state === 'proposed')
  for (const [n, line] of entry.entries()) {
    line.same_as = (prior.length === entry.length ? prior[n]?.id : sum?.id) ?? null
    line.isSuspended = isDetail
  }
  return isDetail && sum ? [sum.id] : []
}

type Said = Pick<Line, 'end_to_end_id' | 'reference' | 'iban_fingerprint'>

function saysTheSame(prior: readonly Said[], entry: readonly Said[]): boolean {
  return prior.length === entry.length && prior.every((one, n) => contents(one) === contents(entry[n]))
}
function contents(said: Said | undefined): string {
  return [said?.end_to_end_id, said?.reference, said?.iban_fingerprint?.toString('hex')].join(' ')
}
function saysNothing([only, another]: readonly Said[]): boolean {
  return !another && contents(only).trim() === ''
}

function isSame(prior: readonly PriorLine[], entry: readonly Line[], { head, from_on, to_on }: Survey): boolean {
  const [first] = prior
  if (!first) return false
  const message = (format: string) => format.slice(0, 8)
  if (message(first.format) !== message(head.format)) return saysTheSame(prior, entry) || saysNothing(prior) || saysNothing(entry) || prior.length !== entry.length
  if (!saysTheSame(prior, entry)) return false
  // A notification sent again: known by the bank's own reference alone, for two people may give the same on the same day.
  if (message(head.format) === 'camt.054') return first.bank_reference !== ''
  return areOfTheSameDays(first, { ...head, from_on, to_on }, entry[0]?.booked_on ?? '')
}

type Days = Pick<PriorLine, 'from_on' | 'to_on' | 'opening' | 'closing'>

/** Two statements tell of the same days twice where one holds the other, such as a month's and a day's; not where one follows the other. */
function areOfTheSameDays(a: Days, b: Days, day: string): boolean {
  if (a.from_on === null || a.to_on === null || b.from_on === null || b.to_on === null) return false
  const holds = (one: Days) => (one.from_on ?? '') <= day && day <= (one.to_on ?? '')
  if (!holds(a) || !holds(b)) return false
  if (a.from_on === b.from_on && a.to_on === b.to_on) return a.opening === b.opening && a.closing === b.closing
  const isNested = (a.from_on <= b.from_on && b.to_on <= a.to_on) || (b.from_on <= a.from_on && a.to_on <= b.to_on)
  return isNested || (a.closing !== b.opening && b.closing !== a.opening)
}
