// A segment: a file of blocks, each a length, a checksum and some lines. What was cut off in the middle, by a kill or a
// full disk, was never said to be kept, and ends the segment. An empty block ends it, too: nobody writes behind that.
import { open, readdir, rename } from 'node:fs/promises'
import { crc32 } from 'node:zlib'

export const longestRecord = 16_384
const headBytes = 8
/** More than a block ever holds: a length beyond it is not a length. */
const longestBlock = 16 * 1024 * 1024

export interface Block {
  records: string[]
  /** Where the next one begins. */
  end: number
}

export function blockOf(records: readonly string[]): Buffer {
  const lines = Buffer.from(records.join('\n'), 'utf8')
  const block = Buffer.allocUnsafe(headBytes + lines.length)
  block.writeUInt32LE(lines.length, 0)
  block.writeUInt32LE(crc32(lines), 4)
  lines.copy(block, headBytes)
  return block
}

/** Says that nothing follows. Its checksum is not that of no bytes, which is zero: a hole in a file is no end. */
export const ending = Buffer.from([0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff])

/** Segments are named by when they began, so that they sort, and by a number of their own. */
export function segmentName(began_at: Date, id: string): string {
  return `${began_at.getTime()}-${id}.hits`
}

export interface SegmentFile {
  name: string
  id: string
  began_at: number
  /** Its name was taken away from a writer who is held for dead. */
  isSealed: boolean
}

export async function segmentsIn(folder: string): Promise<SegmentFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => { if (error.code === 'ENOENT') return []; throw error })
  return names.toSorted().flatMap((name) => {
    const [, began_at, id, sealed] = /^(\d+)-([0-9a-f-]{36})\.hits(\.sealed)?$/.exec(name) ?? []
    return began_at && id ? [{ name, id, began_at: Number(began_at), isSealed: sealed !== undefined }] : []
  })
}

/** A writer that is not dead after all notices with its next record, and does not say that it is kept (segment-log.ts). So what lies in the file from now on is all that was ever promised. */
export async function seal(path: string) {
  await rename(path, `${path}.sealed`)
}

export interface Part {
  records: string[]
  /** Up to where they were read. */
  end: number
  /** Nothing follows. */
  isEnded: boolean
}

/** Read at once, whatever the records are like. */
const partBytes = 8 * 1024 * 1024

/** The records from a place on, of whole blocks, about as many as asked for. */
export async function recordsFrom(path: string, from: number, about = 50_000): Promise<Part> {
  const file = await open(path)
  try {
    const part: Part = { records: [], end: from, isEnded: false }
    const head = Buffer.alloc(headBytes)
    while (part.records.length < about && part.end - from < partBytes) {
      if ((await file.read(head, 0, headBytes, part.end)).bytesRead < headBytes) return part
      if (head.equals(ending)) return { ...part, isEnded: true }
      const [length, checksum] = [head.readUInt32LE(0), head.readUInt32LE(4)]
      if (length === 0 || length > longestBlock) return part
      const lines = Buffer.allocUnsafe(length)
      if ((await file.read(lines, 0, length, part.end + headBytes)).bytesRead < length || crc32(lines) !== checksum) return part
      for (const record of lines.toString('utf8').split('\n')) part.records.push(record)
      part.end += headBytes + length
    }
    return part
  } finally {
    await file.close()
  }
}
