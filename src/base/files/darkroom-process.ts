// The darkroom itself: one picture comes in, prints go out, and the process ends with whoever started it.
import { constants, setPriority } from 'node:os'
import sharp from 'sharp'
import type { Answer, Cut, Incoming, Look, Order, Print, PrintOrder, Unreadable } from './darkroom.ts'

/** No print is wider; every print of a cut is made from one decoding at this width. */
const widest = 1920
/** No file decodes or encodes this long; a broken one might. */
const seconds = 300
/** AVIF at effort 1 looks as at 2 in three quarters of the time; at 0 it is visibly worse, at 4 it takes minutes. */
const settings = { avif: { quality: 44, effort: 1 }, webp: { quality: 78 }, jpeg: { quality: 78, mozjpeg: true }, png: {} } as const
const mediaTypes: Record<string, string> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp', gif: 'image/gif', tiff: 'image/tiff', heif: 'image/avif' }

sharp.cache(false)
sharp.concurrency(1)
// Only formats of pixels: a vector file could name other files and addresses.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif', 'Heif'].map((kind) => `VipsForeignLoad${kind}`) })

let picture: { bytes: Uint8Array; pixels: number } = { bytes: new Uint8Array(), pixels: 0 }
const negatives = new Map<string, Promise<Negative>>()
interface Negative { data: Buffer; info: { width: number; height: number; channels: 1 | 2 | 3 | 4 } }

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  void answer(order).then((answer) => process.send?.(answer))
})

async function answer(order: Order): Promise<Answer> {
  try {
    if (order.task === 'open') return { done: open(order) }
    if (order.task === 'print') return { done: await print(order) }
    return { done: order.task === 'look' ? await look() : await glance() }
  } catch (error) {
    return refusalOf(error)
  }
}

function open({ bytes, pixels, isAwaited }: Incoming) {
  if (!isAwaited) setPriority(constants.priority.PRIORITY_LOW)
  picture = { bytes, pixels }
}

class Unfit extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(why)
    this.why = why
  }
}
// Whatever the library cannot read is the file's fault, except that it would not run at all.
function refusalOf(error: unknown): Answer {
  return { unreadable: error instanceof Unfit ? error.why : 'broken' }
}

async function look(): Promise<Look> {
  if (isVector(picture.bytes)) throw new Unfit('vector')
  const found = await sharp(picture.bytes, { limitInputPixels: false }).metadata().catch(() => { throw new Unfit(isKnown(picture.bytes) ? 'broken' : 'format') })
  const media_type = mediaTypes[found.format]
  // Pictures of iPhones (HEIC) share AVIF's box but not its codec, which is bound by patents.
  if (!media_type || (found.format === 'heif' && found.compression !== 'av1')) throw new Unfit('format')
  const { width, height } = found.autoOrient
  if (width * height > picture.pixels) throw new Unfit('pixels')
  return { width, height, media_type, xmp: found.xmp, iptc: found.iptc, exif: found.exif }
}

// Whether it gets brighter from each of eight by eight fields to the next on the right: that survives other sizes, formats,
// and small changes of colour. Of a picture with hardly a change in it, chance would decide.
async function glance(): Promise<string | null> {
  const data = await sharp(picture.bytes, { limitInputPixels: picture.pixels, failOn: 'error' }).autoOrient().flatten({ background: '#fff' })
    .resize({ width: 9, height: 8, fit: 'fill' }).greyscale().raw({ depth: 'uchar' }).timeout({ seconds }).toBuffer()
  const brighter = Array.from({ length: 64 }, (_, n) => (data[n + (n >> 3) + 1] ?? 0) > (data[n + (n >> 3)] ?? 0))
  const changes = brighter.filter(Boolean).length
  return changes < 6 || changes > 58 ? null : brighter.map(Number).join('')
}

async function print({ cut, width, format, xmp }: PrintOrder): Promise<Print> {
  const { data, info: raw } = await negativeOf(cut)
  const { data: bytes, info } = await sharp(data, { raw }).resize({ width }).withXmp(xmp).toFormat(format, settings[format])
    .timeout({ seconds }).toBuffer({ resolveWithObject: true })
  return { bytes, width: info.width, height: info.height }
}

function negativeOf(cut: Cut): Promise<Negative> {
  const key = JSON.stringify(cut)
  const known = negatives.get(key) ?? develop(cut)
  negatives.set(key, known)
  return known
}

// A JPEG that is not cut is decoded at a fraction of its size, which takes half the time.
// Transparent parts become white in all formats, so that black lines stay legible on a dark page.
function develop(cut: Cut): Promise<Negative> {
  const upright = sharp(picture.bytes, { limitInputPixels: picture.pixels, failOn: 'error' }).autoOrient()
  return (cut.whole ? upright : upright.extract(cut)).resize({ width: Math.min(cut.width, widest) }).flatten({ background: '#fff' }).toColourspace('srgb')
    .raw({ depth: 'uchar' }).timeout({ seconds }).toBuffer({ resolveWithObject: true })
}

function isVector(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString('latin1').replaceAll('\0', '')
  return start.startsWith('%PDF') || /^[^\w<]*<(\?xml|!doctype|!--|svg|[\w-]+:svg)/i.test(start)
}

// A file that begins like one of our formats is broken; any other is of another format.
function isKnown(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return /^(\xff\xd8|\x89PNG|GIF8|II\*\0|MM\0\*|RIFF....WEBP|....ftypavi)/s.test(start)
}
