// WOFF2 keeps outlines taken apart, each kind of number by itself, since that packs better. Here they become the tables
// `glyf` and `loca` again (W3C, WOFF File Format 2.0, section 5.1). Hints are left out: nothing here sets small type.
import { reader, type Reader } from './bytes.ts'

export interface Outlines { glyf: Buffer; loca: Buffer; /** The left edge of each. */ xMins: number[] }
export interface Point { x: number; y: number; onCurve: boolean }
interface Streams { contours: Reader; points: Reader; flags: Reader; glyphs: Reader; composites: Reader; boxes: Reader; hasBox: (glyph: number) => boolean }

export function outlinesOf(table: Buffer): Outlines {
  const head = reader(table)
  head.take(4)
  const count = head.u16()
  head.u16()
  const streams = streamsOf(table, { count, sizes: Array.from({ length: 7 }, () => head.u32()), start: head.at })
  const glyphs = Array.from({ length: count }, (_, glyph) => glyphOf(streams, glyph))
  const loca = Buffer.alloc(4 * (count + 1))
  let end = 0
  for (const [n, { length }] of glyphs.entries()) loca.writeUInt32BE((end += length), 4 * (n + 1))
  return { glyf: Buffer.concat(glyphs), loca, xMins: glyphs.map((bytes) => (bytes.length > 0 ? bytes.readInt16BE(2) : 0)) }
}

function streamsOf(table: Buffer, { count, sizes, start }: { count: number; sizes: number[]; start: number }): Streams {
  let at = start
  const [contours, points, flags, glyphs, composites, boxes] = sizes.map((size) => table.subarray(at, at += size))
  const empty = Buffer.alloc(0)
  const bitmapBytes = 4 * Math.floor((count + 31) / 32)
  const bitmap = boxes?.subarray(0, bitmapBytes)
  return {
    contours: reader(contours ?? empty), points: reader(points ?? empty), flags: reader(flags ?? empty), glyphs: reader(glyphs ?? empty),
    composites: reader(composites ?? empty), boxes: reader(boxes ?? empty, bitmapBytes),
    hasBox: (glyph) => ((bitmap?.[glyph >> 3] ?? 0) & (0x80 >> (glyph & 7))) !== 0,
  }
}

function glyphOf(streams: Streams, glyph: number): Buffer {
  const contours = streams.contours.i16()
  if (contours === 0) return Buffer.alloc(0)
  const box = streams.hasBox(glyph) ? streams.boxes.take(8) : undefined
  const bytes = contours < 0 ? compositeOf(streams, box) : simpleOf(streams, { contours, box })
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
}

const argsAreWords = 0x1, scaled = 0x8, moreFollow = 0x20, scaledBoth = 0x40, matrix = 0x80, instructed = 0x100

function compositeOf({ composites, glyphs }: Streams, box: Buffer | undefined): Buffer {
  if (!box) throw new RangeError('a composite glyph has no box')
  const parts = [Buffer.from([0xff, 0xff]), box]
  let flags = moreFollow
  let hasInstructions = false
  while (flags & moreFollow) {
    flags = composites.u16()
    hasInstructions ||= (flags & instructed) !== 0
    const length = 2 + (flags & argsAreWords ? 4 : 2) + (flags & scaled ? 2 : flags & scaledBoth ? 4 : flags & matrix ? 8 : 0)
    const plain = Buffer.alloc(2)
    plain.writeUInt16BE(flags & ~instructed)
    parts.push(plain, composites.take(length))
  }
  if (hasInstructions) glyphs.short()
  return Buffer.concat(parts)
}

function simpleOf(streams: Streams, { contours, box }: { contours: number; box: Buffer | undefined }): Buffer {
  let count = 0
  const ends = Array.from({ length: contours }, () => (count += streams.points.short()) - 1)
  const points = pointsOf(streams, count)
  streams.glyphs.short()
  return simpleGlyph({ ends, points, box })
}

/** A glyph as `glyf` holds it: its points, and which of them are the last of a contour. */
export function simpleGlyph({ ends, points, box }: { ends: readonly number[]; points: readonly Point[]; box?: Buffer | undefined }): Buffer {
  const bytes = Buffer.alloc(10 + 2 * ends.length + 2 + 5 * points.length)
  bytes.writeInt16BE(ends.length)
  if (box) box.copy(bytes, 2)
  else for (const [n, edge] of edgesOf(points).entries()) bytes.writeInt16BE(edge, 2 + 2 * n)
  let at = 10
  for (const end of ends) at = bytes.writeUInt16BE(end, at)
  at += 2
  for (const { onCurve } of points) at = bytes.writeUInt8(onCurve ? 1 : 0, at)
  for (const side of ['x', 'y'] as const) {
    let before = 0
    for (const point of points) {
      at = bytes.writeInt16BE(point[side] - before, at)
      before = point[side]
    }
  }
  return bytes
}

function edgesOf(points: readonly Point[]): [number, number, number, number] {
  const xs = points.map(({ x }) => x), ys = points.map(({ y }) => y)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

function pointsOf({ flags, glyphs }: Streams, count: number): Point[] {
  let x = 0, y = 0
  return Array.from({ length: count }, () => {
    const flag = flags.u8()
    const [dx, dy] = stepOf(flag & 0x7f, glyphs)
    return { x: (x += dx), y: (y += dy), onCurve: flag < 0x80 }
  })
}

// How far the next point is, in one to four bytes; which, the code says (section 5.2, table of triplets).
function stepOf(code: number, from: Reader): [dx: number, dy: number] {
  const signed = (bit: number, length: number) => (bit & 1 ? length : -length)
  if (code < 10) return [0, signed(code, ((code & 14) << 7) + from.u8())]
  if (code < 20) return [signed(code, (((code - 10) & 14) << 7) + from.u8()), 0]
  if (code < 84) {
    const [base, byte] = [code - 20, from.u8()]
    return [signed(code, 1 + (base & 0x30) + (byte >> 4)), signed(code >> 1, 1 + ((base & 0x0c) << 2) + (byte & 0x0f))]
  }
  if (code < 120) {
    const base = code - 84
    return [signed(code, 1 + (Math.floor(base / 12) << 8) + from.u8()), signed(code >> 1, 1 + (((base % 12) >> 2) << 8) + from.u8())]
  }
  if (code < 124) {
    const [first, second, third] = [from.u8(), from.u8(), from.u8()]
    return [signed(code, (first << 4) + (second >> 4)), signed(code >> 1, ((second & 0x0f) << 8) + third)]
  }
  return [signed(code, from.u16()), signed(code >> 1, from.u16())]
}
