// A log of records that are on the disk before anybody is told that they are kept. Whoever appends while the disk is busy
// shares its next write: one block, one fdatasync, however many records. A log is a folder of segments, each written by
// one process for some minutes at most and never again; segment.ts reads them.
//
//   const log = openSegmentLog(folder, { mostBytes: 2 ** 30, clock: now })
//   await log.append('one line')
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../files/sync-folder.ts'
import { blockOf, ending, longestRecord, segmentName } from './segment.ts'

export class LogIsFull extends Error {}

export interface SegmentLog {
  /** Settles once the record, one line, survives a loss of power. Rejects with LogIsFull, or with what the disk said. */
  append(record: string): Promise<void>
  /** Of all segments, also of other processes, when it was last looked. */
  readonly bytes: number
  /** Looks at the folder anew: segments may have been removed. */
  look(): void
  close(): Promise<void>
}

interface Options {
  /** Of all segments together. Beyond, records are refused. */
  mostBytes: number
  clock: () => Date
}

/** A segment is written for no longer than this; who removes segments that were never ended waits far longer. */
export const writtenForMs = 10 * 60_000
const segmentBytes = 64 * 1024 * 1024
/** So that one block fits into memory many times over, whatever comes. */
const blockBytes = 4 * 1024 * 1024
/** Of records that wait in memory for a disk that does not answer. */
const mostWaiting = 64 * 1024 * 1024

interface Segment { path: string; file: FileHandle; began_at: number; bytes: number }
interface Waiting { record: string; kept: () => void; lost: (error: unknown) => void }

export function openSegmentLog(folder: string, { mostBytes, clock }: Options): SegmentLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let bytes = bytesIn(folder)
  let waiting: Waiting[] = []
  let waitingLength = 0
  let segment: Segment | undefined
  let writing: Promise<void> | undefined
  let isClosed = false

  function append(record: string): Promise<void> {
    if (isClosed) return Promise.reject(new Error('the log is closed'))
    if (record === '' || record.length > longestRecord || record.includes('\n')) return Promise.reject(new RangeError('a record is one line of a bounded length'))
    if (bytes + waitingLength >= mostBytes || waitingLength >= mostWaiting) return Promise.reject(new LogIsFull(`${folder} holds ${bytes} bytes`))
    return new Promise((kept, lost) => {
      waiting.push({ record, kept, lost })
      waitingLength += record.length
      writing ??= writeAll()
    })
  }

  async function writeAll() {
    while (waiting.length > 0) {
      const together = nextBlock()
      try {
        await write(blockOf(together.map(({ record }) => record)))
        for (const { kept } of together) kept()
      } catch (error) {
        // What the disk has of it now, nobody knows: nothing more is written behind it.
        await abandon()
        for (const { lost } of together) lost(error)
      }
      for (const { record } of together) waitingLength -= record.length
    }
    // In the same turn as the last look: who comes a moment later begins anew.
    writing = undefined
  }

  function nextBlock(): Waiting[] {
    let size = 0
    const end = waiting.findIndex(({ record }) => (size += record.length) > blockBytes)
    const together = end <= 0 ? waiting : waiting.slice(0, end)
    waiting = end <= 0 ? [] : waiting.slice(end)
    return together
  }

  async function write(block: Buffer) {
    if (segment && (segment.bytes >= segmentBytes || isApart(segment.began_at, clock(), writtenForMs))) await end()
    segment ??= await begin()
    await writeWhole(segment.file, block)
    await segment.file.datasync()
    // Whoever holds its writer for dead takes its name away before reading what it has to the end: a record behind that is not kept.
    if (!existsSync(segment.path)) throw new Error(`${segment.path} was taken from under its writer`)
    segment.bytes += block.length
    bytes += block.length
  }

  async function begin(): Promise<Segment> {
    const began_at = clock()
    const path = join(folder, segmentName(began_at, randomUUID()))
    const begun = { path, file: await open(path, 'ax', 0o600), began_at: began_at.getTime(), bytes: 0 }
    try {
      await syncFolder(folder)
      await syncFolder(dirname(folder))
      return begun
    } catch (error) {
      await giveUp(begun)
      throw error
    }
  }

  async function end() {
    const done = segment
    segment = undefined
    if (!done) return
    try {
      await writeWhole(done.file, ending)
      await done.file.datasync()
    } finally {
      await done.file.close()
    }
  }

  async function abandon() {
    const broken = segment
    segment = undefined
    if (broken) await giveUp(broken)
  }

  return {
    append,
    get bytes() { return bytes },
    look() { bytes = bytesIn(folder) },
    async close() {
      isClosed = true
      await writing
      // What was said to be kept is, with an end behind it or without.
      await end().catch(() => {})
    },
  }
}

/** One in which nothing was ever kept leaves nothing: a full disk is asked again and again. */
async function giveUp({ file, path, bytes }: Segment) {
  await file.close().catch(() => {})
  if (bytes === 0) await unlink(path).catch(() => {})
}

/** In either direction: clocks are set. */
export function isApart(began_at: number, now: Date, ms: number): boolean {
  return Math.abs(now.getTime() - began_at) >= ms
}

async function writeWhole(file: FileHandle, data: Buffer) {
  for (let from = 0; from < data.length;) from += (await file.write(data, from)).bytesWritten
}

function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0), 0)
}
