// Hits come out of the log into the figures: each once, since up to where a segment was read is written in the transaction
// that adds what was read. Whichever process is at it, and wherever it is killed, the next one goes on from there.
import { unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { atomically, type Db } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import { recordsFrom, segmentsIn, type Part, type SegmentFile } from '../base/segments/segment.ts'
import { writtenForMs } from '../base/segments/segment-log.ts'
import { bounded } from './bounding.ts'
import { pageNumbers } from './counted-page.ts'
import { fromRecord, type Hit } from './hit.ts'
import { daySketches, eventsOf, hourSketch, leavingOf, minuteSketch, minuteSourcesOf, rolledTo, sourcesOf, valuesOf } from './reads/rolling.ts'
import { mergeInto, packed, unpacked, type Sketch } from './sketch.ts'
import { tallyOf, wholePaper, type Tally } from './tally.ts'
import { addDays, addEvents, addHours, addLeaving, addLeftOut, addMachines, addMeasured, addMinutes, addMinuteSources, addSources, addTraits, clearRolled, lockRolling, noteRolled } from './writes/rolling.ts'

/** Names in one list of one day. */
const mostValues = 300
/** A segment that its writer never ended is left alone for far longer than any writer writes. */
const deadAfterMs = 6 * writtenForMs

export interface Around { /** Where the log of hits lies. */ folder: string; /** The paper's time zone. */ zone: string; now: Date }

/** Takes in all that lies in the folder; returns how many hits that were. */
export async function rollHits(db: Db, around: Around): Promise<number> {
  let rolled = 0
  for (const segment of await segmentsIn(around.folder)) rolled += await rollSegment(db, segment, around)
  await clearRolled(db, around.now)
  return rolled
}

async function rollSegment(db: Db, segment: SegmentFile, around: Around): Promise<number> {
  const path = join(around.folder, segment.name)
  for (let rolled = 0; ;) {
    const part = await rollPart(db, { ...segment, path }, around)
    if (part && part.records.length > 0) {
      rolled += part.records.length
      continue
    }
    // Gone only after its last hit is committed. Its row stays: should the file come back, nothing of it is counted again.
    if (part && (part.isEnded || around.now.getTime() - segment.began_at > deadAfterMs)) await unlink(path)
    return rolled
  }
}

/** Undefined where another process is at it. */
function rollPart(db: Db, { id, path }: SegmentFile & { path: string }, { zone, now }: Around): Promise<Part | undefined> {
  return atomically(db, async (tx) => {
    if (!(await lockRolling(tx))) return undefined
    const part = await recordsFrom(path, await rolledTo(tx, id))
    if (part.records.length === 0) return part
    const hits = part.records.map(fromRecord)
    await takeIn(tx, hits, { zone, isLive: true })
    await noteRolled(tx, { id, rolled_to: part.end, rolled_at: now })
    return part
  })
}

/** Adds hits to the figures, under the lock of who rolls. What is not of now has no place in the live view. */
export async function takeIn(tx: Db, hits: readonly Hit[], { zone, isLive }: { zone: string; isLive: boolean }) {
  const idOf = await pageNumbers(tx, hits.flatMap((hit) => (hit.kind === 'view' || hit.kind === 'measured' ? [hit.page] : [])))
  const tally = tallyOf(hits, { zone, idOf })
  if (!isLive) for (const live of [tally.minutes, tally.minuteSources]) live.clear()
  await addTally(tx, tally)
  await stale(tx, 'audience')
}

/** Rows in one order, so that nobody waits for somebody who waits. */
async function addTally(tx: Db, tally: Tally) {
  const [hours, days, minutes] = [[...tally.hours.values()], [...tally.days.values()], [...tally.minutes.values()]]
  await addHours(tx, await eachInTurn(hours, async (row) => ({ ...row, readers: row.page_id === wholePaper ? together(row.readers, (await hourSketch(tx, row))?.readers) : null })))
  const former = await formerDays(tx, days)
  await addDays(tx, days.map((row) => ({ ...row, readers: together(row.readers, former.get(`${row.day} ${row.page_id}`)) })))
  await addMinutes(tx, await eachInTurn(minutes, async (row) => ({ ...row, readers: row.page_id === wholePaper ? together(row.readers, (await minuteSketch(tx, row.minute))?.readers) : null })))
  await addTraits(tx, await boundedTraits(tx, tally))
  await addMeasured(tx, [...tally.measured.values()])
  await addSources(tx, await boundedSources(tx, tally))
  await addMinuteSources(tx, await boundedMinuteSources(tx, tally))
  await addLeaving(tx, await boundedLeaving(tx, tally))
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
    listOf: ({ page_id, day }) => `${page_id} ${day}`, nameOf: ({ name }) => name, known: (row) => sourcesOf(tx, row), most: mostValues,
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
    listOf: ({ page_id, day }) => `${page_id} ${day}`, nameOf: ({ host }) => host, known: (row) => leavingOf(tx, row), most: mostValues,
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
