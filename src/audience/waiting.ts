// What lies on this machine's disk and is in no figure yet. While the database is away it grows, and is lost to nobody.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { segmentsIn } from '../base/segments/segment.ts'

export interface Waiting {
  /** How many hits, about: a hit is as long as others are. */
  hits: number
  bytes: number
  /** What hits may take on the disk. */
  mostBytes: number
  /** When all was taken in for the last time. */
  since: Date
}

const hitBytes = 150
/** The end of a segment is no hit. */
const endBytes = 8
/** Some wait always, for some seconds. */
const lateAfterMs = 10 * 60_000

let known: Waiting | undefined

/** What waits, up to where each segment has been read. */
export async function lookForWaiting(folder: string, rolled: ReadonlyMap<string, number>, { mostBytes, since }: Pick<Waiting, 'mostBytes' | 'since'>): Promise<Waiting> {
  const sizes = (await segmentsIn(folder)).map(({ id, name }) => Math.max(0, (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) - (rolled.get(id) ?? 0) - endBytes))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  known = { hits: Math.ceil(bytes / hitBytes), bytes, mostBytes, since }
  return known
}

/** Undefined where nothing waits longer than it should. */
export function hitsWaiting(now: Date): Waiting | undefined {
  return known && known.hits > 0 && now.getTime() - known.since.getTime() >= lateAfterMs ? known : undefined
}

export function hitsWaitingNow(): number {
  return known?.hits ?? 0
}
