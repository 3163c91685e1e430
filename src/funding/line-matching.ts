// Finds where lines of a statement belong, the surest signs first. What only seems so is proposed; the rest stays in suspense.
import type { Reads } from '../base/db/db.ts'
import { referencesIn } from './line-reference.ts'
import { pledgesByReference, type NamedPledge } from './reads/line-matching.ts'
import type { Line, Place } from './statement-line.ts'

export const suspense: Place = { state: 'suspense', kind: '' }

type Matcher = (db: Reads, lines: readonly Line[]) => Promise<Map<number, Place>>
const matchers: readonly Matcher[] = [byReference, byFee]

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

/** The creditor reference of a pledge, in its field or anywhere in the text. Two pledges named are none. */
async function byReference(db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  const named = lines.filter(({ amount, is_return }) => amount > 0 && !is_return).map((line) => ({ line, references: [...new Set([line.reference, ...referencesIn(`${line.text}\n${line.end_to_end_id}`)])].filter(Boolean) }))
  const pledges = new Map((await pledgesByReference(db, named.flatMap(({ references }) => references))).map((pledge) => [pledge.reference, pledge]))
  const places = new Map<number, Place>()
  for (const { line, references } of named) {
    const field = pledges.get(line.reference)
    const found = field ? [field] : references.flatMap((reference) => pledges.get(reference) ?? [])
    const [pledge, another] = found
    if (pledge && !another && pledge.currency === line.currency) places.set(line.id, placeOf(pledge))
  }
  return places
}

/** What comes for a pledge that was cancelled or withdrawn may have to go back: a human looks at it. */
function placeOf({ id, ended_why }: NamedPledge): Place {
  const isOver = ended_why !== null && ended_why !== 'done'
  return { state: isOver ? 'proposed' : 'booked', kind: 'transfer', pledge_id: id }
}

async function byFee(_db: Reads, lines: readonly Line[]): Promise<Map<number, Place>> {
  return new Map(lines.filter(({ is_fee }) => is_fee).map(({ id }) => [id, { state: 'booked', kind: 'fee' }]))
}
