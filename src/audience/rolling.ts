// Hits come out of the log into the figures: each once, since up to where a segment was read is written in the transaction
// that adds what was read. Whichever process is at it, and wherever it is killed, the next one goes on from there.
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { atomically, attempt, isOfValues, type Db } from '../base/db/db.ts'
import { syncFolder } from '../base/files/sync-folder.ts'
import { stale } from '../base/press/stale.ts'
import { recordsFrom, seal, segmentsIn, type Part, type SegmentFile } from '../base/segments/segment.ts'
import { isApart, writtenForMs } from '../base/segments/segment-log.ts'
import { bounded } from './bounding.ts'
import { pageNumbers, pagesOf } from './counted-page.ts'
import { fromRecord, type Hit } from './hit.ts'
import { daySketches, eventsOf, hourSketch, leavingOf, minuteSketch, minuteSourcesOf, rolledTo, sourcesOf, valuesOf } from './reads/rolling.ts'
import { withoutRepetition } from './repetition.ts'
import { mergeInto, packed, readersIn, unpacked, type Sketch } from './sketch.ts'
import { addSlots } from './slot-counting.ts'
import { tallyOf, wholePaper, type Tally } from './tally.ts'
import { addAppeals } from './writes/appeals.ts'
import { addDays, addEvents, addHours, addLeaving, addLeftOut, addMachines, addMeasured, addMinutes, addMinuteSources, addSources, addTraits, clearRolled, lockRolling, noteGone, noteRolled } from './writes/rolling.ts'
import { addToSums } from './writes/sums.ts'

/** Names in one list of one day, of the whole paper and of a single page. */
const mostValues = 300
const mostOfPage = 50
const mostNames = ({ page_id }: { page_id: number }) => (page_id === wholePaper ? mostValues : mostOfPage)
/** A segment that its writer never ended is left alone for far longer than any writer writes. */
const deadAfterMs = 6 * writtenForMs

export interface Around {
  /** Where the log of hits lies. */
  folder: string
  /** The paper's time zone. */
  zone: string
  now: Date
  /** Asked between two parts, so that a long backlog holds nobody up. */
  isStopped?: () => boolean
}

/** Where a process with this data folder keeps the log of hits. */
export function hitsFolder(data: string): string {
  return join(data, 'hits')
}

/** Takes in all that lies in the folder; returns how many hits that were. A segment that cannot be read holds up no other; the first such error is thrown at the end. */
export async function rollHits(db: Db, around: Around): Promise<number> {
  let rolled = 0
  const unreadable: SegmentUnreadable[] = []
  for (const segment of await segmentsIn(around.folder)) {
    if (around.isStopped?.()) break
    try {
      rolled += await rollSegment(db, segment, around)
    } catch (error) {
      if (!(error instanceof SegmentUnreadable)) throw error
      unreadable.push(error)
    }
  }
  await clearRolled(db, around.now)
  if (unreadable[0]) throw unreadable[0]
  return rolled
}

async function rollSegment(db: Db, segment: SegmentFile, around: Around): Promise<number> {
  const path = join(around.folder, segment.name)
  for (let rolled = 0; ;) {
    const part = await rollPart(db, { id: segment.id, path }, around)
    rolled += part?.records.length ?? 0
    if (!part || around.isStopped?.()) return rolled
    if (part.records.length > 0) continue
    if (part.isEnded || segment.isSealed) await remove(db, { id: segment.id, path }, around)
    // The next turn reads it once more, and only then is it removed.
    else if (isApart(segment.began_at, around.now, deadAfterMs)) await seal(path).catch(unlessGone)
    return rolled
  }
}

interface Named { id: string; path: string }

/** Gone only after its last hit is committed. Until it is gone for good its row stays: nothing of it is counted again. */
async function remove(db: Db, { id, path }: Named, { folder, now }: Around) {
  await unlink(path).catch(unlessGone)
  await syncFolder(folder)
  await noteGone(db, { id, gone_at: now })
}

function unlessGone(error: NodeJS.ErrnoException) {
  if (error.code !== 'ENOENT') throw error
}

class SegmentUnreadable extends Error {}

/** Undefined where another process has taken it in to the end meanwhile. */
function rollPart(db: Db, { id, path }: Named, { zone, now }: Around): Promise<Part | undefined> {
  return atomically(db, async (tx) => {
    await lockRolling(tx, 'a while')
    const part = await partOf(path, await rolledTo(tx, id))
    if (!part || part.records.length === 0) return part
    await addHits(tx, part.records.map((record) => fromRecord(record) ?? unfit(now)), { zone, now })
    await noteRolled(tx, { id, rolled_to: part.end, rolled_at: now })
    return part
  })
}

/** Adds hits to the figures, under the lock of who rolls. What is not of now has no place in the live view; what is, anybody may have sent. */
export async function takeIn(tx: Db, given: readonly Hit[], { zone, isLive }: { zone: string; isLive: boolean }) {
  const hits = isLive ? withoutRepetition(given) : given
  const idOf = await pageNumbers(tx, hits.flatMap(pagesOf), { isChecked: isLive })
  const tally = tallyOf(hits, { zone, idOf })
  if (!isLive) for (const live of [tally.minutes, tally.minuteSources]) live.clear()
  await addTally(tx, tally)
  await stale(tx, 'audience')
}

/** Adds hits that came by no log: those of the last half hour are live. */
export async function takeInBeside(tx: Db, hits: readonly Hit[], { zone, now }: { zone: string; now: Date }) {
  await lockRolling(tx, 'for good')
  const isLive = ({ minute }: Hit) => minute * 60_000 > now.getTime() - 1_800_000
  await takeIn(tx, hits.filter((hit) => !isLive(hit)), { zone, isLive: false })
  await takeIn(tx, hits.filter(isLive), { zone, isLive: true })
}

async function partOf(path: string, from: number): Promise<Part | undefined> {
  try {
    return await recordsFrom(path, from)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new SegmentUnreadable(`${path} cannot be read`, { cause: error })
  }
}

function unfit(now: Date): Hit {
  return { kind: 'left_out', minute: Math.floor(now.getTime() / 60_000), why: 'malformed' }
}

/** One that the figures cannot take would hold up all that come after it: it is found by halves, and left out. */
async function addHits(tx: Db, hits: Hit[], known: { zone: string; now: Date }): Promise<void> {
  try {
    await attempt(tx, () => takeIn(tx, hits, { zone: known.zone, isLive: true }))
  } catch (error) {
    const [only, second] = hits
    if (!isOfTheHits(error) || (second === undefined && only?.kind === 'left_out' && only.minute === unfit(known.now).minute)) throw error
    const half = Math.ceil(hits.length / 2)
    for (const those of second === undefined ? [[unfit(known.now)]] : [hits.slice(0, half), hits.slice(half)]) await addHits(tx, those, known)
  }
}

/** What the hits say is at fault. */
function isOfTheHits(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || isOfValues(error)
}

/** Rows in one order, so that nobody waits for somebody who waits. */
async function addTally(tx: Db, tally: Tally) {
  const [hours, days, minutes] = [[...tally.hours.values()], [...tally.days.values()], [...tally.minutes.values()]]
  await addHours(tx, await eachInTurn(hours, async (row) => ({ ...row, readers: row.page_id === wholePaper ? together(row.readers, (await hourSketch(tx, row))?.readers) : null })))
  const former = await formerDays(tx, days)
  await addDays(tx, days.map((row) => {
    const readers = together(row.readers, former.get(`${row.day} ${row.page_id}`))
    return { ...row, readers, reader_count: readers && readersIn(row.readers) }
  }))
  await addMinutes(tx, await eachInTurn(minutes, async (row) => ({ ...row, readers: row.page_id === wholePaper ? together(row.readers, (await minuteSketch(tx, row.minute))?.readers) : null })))
  await addTraits(tx, await boundedTraits(tx, tally))
  await addMeasured(tx, [...tally.measured.values()])
  await addToSums(tx, [...days.map((row) => ({ ...row, measured: 0, seconds: 0 })), ...[...tally.measured.values()].map((row) => ({ ...row, views: 0 }))])
  await addSources(tx, await boundedSources(tx, tally))
  await addMinuteSources(tx, await boundedMinuteSources(tx, tally))
  await addAppeals(tx, [...tally.appeals.values()])
  await addLeaving(tx, await boundedLeaving(tx, tally))
  await addSlots(tx, tally)
  await addMachines(tx, [...tally.machines.values()])
  await addLeftOut(tx, [...tally.leftOut.values()])
  await addEvents(tx, await boundedEvents(tx, tally))
}

/** Null where nobody was told from anybody. */
function together(sketch: Sketch, former: Buffer | null | undefined): Buffer | null {
  if (sketch.few?.size === 0) return null
  if (former) mergeInto(sketch, unpacked(former))
  return packed(sketch)
}

async function formerDays(tx: Db, rows: { page_id: number; day: string }[]): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const [day, those] of Map.groupBy(rows, (row) => row.day)) {
    for (const { page_id, readers } of await daySketches(tx, day, those.map((row) => row.page_id))) if (readers) found.set(`${day} ${page_id}`, readers)
  }
  return found
}

function boundedTraits(tx: Db, tally: Tally) {
  return bounded(tally.traits.values(), {
    listOf: ({ day, trait }) => `${day} ${trait}`, nameOf: ({ value }) => value, known: (row) => valuesOf(tx, row), most: mostValues,
    renamed: (row, value) => ({ ...row, value }), keyOf: ({ day, trait, value }) => `${day} ${trait} ${value}`, added: (a, b) => ({ ...a, views: a.views + b.views }),
  })
}

function boundedSources(tx: Db, tally: Tally) {
  return bounded(tally.sources.values(), {
    listOf: ({ page_id, day }) => `${page_id} ${day}`, nameOf: ({ name }) => name, known: (row) => sourcesOf(tx, row), most: mostNames,
    renamed: (row, name) => ({ ...row, name }), keyOf: ({ page_id, day, kind, name }) => `${page_id} ${day} ${kind} ${name}`, added: (a, b) => ({ ...a, views: a.views + b.views }),
  })
}

/** Names of one minute: no live view shows more. */
const mostOfMinute = 50

function boundedMinuteSources(tx: Db, tally: Tally) {
  return bounded(tally.minuteSources.values(), {
    listOf: ({ minute }) => String(minute), nameOf: ({ name }) => name, known: ({ minute }) => minuteSourcesOf(tx, minute), most: mostOfMinute,
    renamed: (row, name) => ({ ...row, name }), keyOf: ({ minute, kind, name }) => `${minute} ${kind} ${name}`, added: (a, b) => ({ ...a, views: a.views + b.views }),
  })
}

function boundedLeaving(tx: Db, tally: Tally) {
  return bounded(tally.leaving.values(), {
    listOf: ({ page_id, day }) => `${page_id} ${day}`, nameOf: ({ host }) => host, known: (row) => leavingOf(tx, row), most: mostNames,
    renamed: (row, host) => ({ ...row, host }), keyOf: ({ page_id, day, host }) => `${page_id} ${day} ${host}`, added: (a, b) => ({ ...a, clicks: a.clicks + b.clicks }),
  })
}

function boundedEvents(tx: Db, tally: Tally) {
  return bounded(tally.events.values(), {
    listOf: ({ day }) => day, nameOf: ({ category, action }) => `${category}\n${action}`, known: ({ day }) => eventsOf(tx, day), most: mostValues,
    renamed: (row, name) => ({ ...row, category: name, action: name }), keyOf: ({ day, category, action }) => `${day}\n${category}\n${action}`, added: (a, b) => ({ ...a, hits: a.hits + b.hits }),
  })
}

async function eachInTurn<A, B>(rows: readonly A[], work: (row: A) => Promise<B>): Promise<B[]> {
  const done: B[] = []
  for (const row of rows) done.push(await work(row))
  return done
}
