// Fonts lie in public/fonts as browsers want them, packed as WOFF2. What draws their letters reads plain TrueType.
import { brotliDecompressSync } from 'node:zlib'
import { reader, type Reader } from './bytes.ts'
import { outlinesOf } from './glyf.ts'

/** In the order by which WOFF2 numbers them; what is not among them brings its own name. */
const knownTags = ('cmap head hhea hmtx maxp name OS/2 post cvt_ fpgm glyf loca prep CFF_ VORG EBDT EBLC gasp hdmx kern LTSH PCLT VDMX vhea vmtx BASE GDEF GPOS GSUB EBSC ' +
  'JSTF MATH CBDT CBLC COLR CPAL SVG_ sbix acnt avar bdat bloc bsln cvar fdsc feat fmtx fvar gvar hsty just lcar mort morx opbd prop trak Zapf Silf Glat Gloc Feat Sill')
  .replaceAll('_', ' ').match(/.{4}(?= |$)/g) ?? []
const hints = ['cvt ', 'fpgm', 'prep', 'cvar']

/** The TrueType font that a WOFF2 file holds, without its hints. Throws for any other file. */
export function unpackWoff2(file: Buffer): Buffer {
  const head = reader(file)
  if (head.u32() !== 0x774f4632) throw new TypeError('this is no WOFF2 file')
  const flavor = head.u32()
  head.u32()
  const count = head.u16()
  head.take(6)
  const packed = head.u32()
  head.take(24)
  const entries = Array.from({ length: count }, () => entryOf(head))
  const data = reader(brotliDecompressSync(head.take(packed)))
  const tables = new Map(entries.map(({ tag, length }) => [tag, data.take(length)]))
  const outlines = entries.find(({ tag, transformed }) => tag === 'glyf' && transformed) && outlinesOf(tables.get('glyf') ?? Buffer.alloc(0))
  if (outlines) {
    tables.set('glyf', outlines.glyf).set('loca', outlines.loca)
    if (entries.find(({ tag }) => tag === 'hmtx')?.transformed) tables.set('hmtx', metricsOf(tables, outlines.xMins))
    // Offsets of 32 bits.
    tables.set('head', withNumber(tables.get('head'), { at: 50, value: 1 }))
  }
  for (const tag of hints) tables.delete(tag)
  return sfnt(flavor, tables)
}

function entryOf(from: Reader) {
  const flags = from.u8()
  const tag = (flags & 0x3f) === 0x3f ? from.take(4).toString('latin1') : knownTags[flags & 0x3f] ?? ''
  const version = flags >> 6
  const transformed = tag === 'glyf' || tag === 'loca' ? version === 0 : version !== 0
  const whole = from.long()
  return { tag, transformed, length: transformed ? from.long() : whole }
}

// The left bearings were left out where they are the left edges of the outlines (section 5.4).
function metricsOf(tables: Map<string, Buffer>, xMins: number[]): Buffer {
  const from = reader(tables.get('hmtx') ?? Buffer.alloc(0))
  const wide = tables.get('hhea')?.readUInt16BE(34) ?? 0
  const flags = from.u8()
  const advances = Array.from({ length: wide }, () => from.u16())
  const bearings = xMins.map((edge, glyph) => (flags & (glyph < wide ? 1 : 2) ? edge : from.i16()))
  const bytes = Buffer.alloc(4 * wide + 2 * (xMins.length - wide))
  let at = 0
  for (const [glyph, bearing] of bearings.entries()) {
    if (glyph < wide) at = bytes.writeUInt16BE(advances[glyph] ?? 0, at)
    at = bytes.writeInt16BE(bearing, at)
  }
  return bytes
}

function withNumber(table: Buffer | undefined, { at, value }: { at: number; value: number }): Buffer {
  const copy = Buffer.from(table ?? Buffer.alloc(54))
  copy.writeUInt16BE(value, at)
  return copy
}

// Its checksums stay 0: nobody here looks at them.
function sfnt(flavor: number, tables: Map<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1))
  const head = Buffer.alloc(12 + 16 * sorted.length)
  head.writeUInt32BE(flavor)
  head.writeUInt16BE(sorted.length, 4)
  let start = head.length
  for (const [n, [tag, table]] of sorted.entries()) {
    const at = 12 + 16 * n
    head.write(tag, at, 'latin1')
    head.writeUInt32BE(start, at + 8)
    head.writeUInt32BE(table.length, at + 12)
    start += table.length + (-table.length & 3)
  }
  return Buffer.concat([head, ...sorted.flatMap(([, table]) => [table, Buffer.alloc(-table.length & 3)])])
}
