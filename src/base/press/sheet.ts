// A sheet is a page as it was printed: its bytes in the encodings made so far, with the headers for each.
import { createHash } from 'node:crypto'
import type { Cell } from '../metrics/counts.ts'
import { pack, unpack, type Encoding } from './encoding.ts'

/** For how many seconds what is printed stays true though nothing changes; a word to the press, not sent to readers. */
export const trueForHeader = 'x-true-for'

/** One header object for all answers: never changed once it is made. */
export type Head = Readonly<Record<string, string>>
export interface Copy { body: Buffer; head: Head }

export interface Sheet {
  key: string
  status: number
  /** What it was made from; empty for an answer that is shared by those who wait for it and then forgotten. */
  tags: readonly string[]
  /** When its printing began, on the press's clock: whatever was committed before that is in it. */
  began_at: number
  /** When it stops being true by itself, on the same clock. */
  ends_at: number
  /** When the first notice came of something that it lacks, on the same clock; Infinity while it is true. */
  stale_at: number
  /** The ETag's part that names the content. Empty: the answer cannot be revalidated. */
  hash: string
  /** Length of the plain text. */
  length: number
  shared: Head
  copies: Partial<Record<Encoding, Copy>>
  /** True for text; pictures and fonts are kept as they are. */
  packable: boolean
  /** What counts that it was served whole, or to somebody who has it already. */
  hits?: { whole: Cell; unchanged: Cell }
  /** What the sheet costs in memory. */
  bytes: number
}

interface Setting { key: string; began_at: number; cdnSeconds: number }

/** A sheet for what the program answered, packed by gzip and ready to be sent. */
export async function sheetOf(response: Response, { key, began_at, cdnSeconds }: Setting): Promise<Sheet> {
  const text = Buffer.from(await response.arrayBuffer())
  const tags = (response.headers.get('surrogate-key') ?? '').split(' ').filter(Boolean)
  const packable = /^(text\/|application\/(json|xml|.*\+(json|xml)|javascript)|image\/svg)/.test(response.headers.get('content-type') ?? '')
  const seconds = response.headers.has(trueForHeader) ? Number(response.headers.get(trueForHeader)) : Infinity
  const sheet: Sheet = {
    key, tags, began_at, packable, ends_at: began_at + seconds * 1_000,
    status: response.status, stale_at: Infinity, length: text.length,
    hash: response.status === 200 && tags.length > 0 ? createHash('sha256').update(text).digest('base64url').slice(0, 22) : '',
    shared: sharedHead(response, { cdnSeconds: Math.min(cdnSeconds, Math.floor(seconds)), packable, isPrinted: tags.length > 0 }),
    copies: {}, bytes: 0,
  }
  sheet.bytes = overhead(sheet)
  const encoding = packable ? 'gzip' : 'identity'
  addCopy(sheet, encoding, packable ? await pack(text, 'gzip') : text)
  return sheet
}

/** Puts another encoding beside the ones there are. Returns the memory it takes. */
export function addCopy(sheet: Sheet, encoding: Encoding, body: Buffer): number {
  const copy = copyOf(sheet, encoding, body)
  sheet.copies[encoding] = copy
  const bytes = body.length + headBytes(copy.head) - headBytes(sheet.shared)
  sheet.bytes += bytes
  return bytes
}

/** The plain text of a sheet, for the few who take no packed one; made anew each time rather than kept. */
export async function plainCopy(sheet: Sheet): Promise<Copy> {
  return sheet.copies.identity ?? copyOf(sheet, 'identity', await plainText(sheet))
}

export async function plainText(sheet: Sheet): Promise<Buffer> {
  if (sheet.copies.identity) return sheet.copies.identity.body
  if (!sheet.copies.gzip) throw new Error(`${sheet.key} has no bytes`)
  return unpack(sheet.copies.gzip.body)
}

/** The first encoding a reader takes that there is a copy of; identity when it must be made. */
export function readyEncoding(sheet: Sheet, accepted: readonly Encoding[]): Encoding {
  return accepted.find((encoding) => sheet.copies[encoding]) ?? 'identity'
}

/** Strong: one for each encoding, since the bytes differ. */
export function etagOf(sheet: Sheet, encoding: Encoding): string {
  return `"${sheet.hash}-${encoding}"`
}

function copyOf(sheet: Sheet, encoding: Encoding, body: Buffer): Copy {
  const head: Record<string, string> = { ...sheet.shared, 'content-length': String(body.length) }
  if (encoding !== 'identity') head['content-encoding'] = encoding
  if (sheet.hash) head.etag = etagOf(sheet, encoding)
  return { body, head }
}

interface Kind { cdnSeconds: number; packable: boolean; isPrinted: boolean }

function sharedHead(response: Response, { cdnSeconds, packable, isPrinted }: Kind): Head {
  const head: Record<string, string> = Object.fromEntries(response.headers)
  delete head['content-length']
  delete head[trueForHeader]
  if (packable) head.vary = 'accept-encoding'
  if (isPrinted) head['cache-control'] ??= cdnSeconds > 0 ? `public, max-age=0, s-maxage=${cdnSeconds}` : 'public, no-cache'
  return head
}

/** What lies around the bytes: 10,000 sheets of seven tags took 2.0 KB of heap each, and are counted as 2.8. */
const objectBytes = 1_200
const bytesPerTag = 120

function overhead(sheet: Sheet): number {
  return objectBytes + sheet.key.length * 2 + sheet.tags.length * bytesPerTag + headBytes(sheet.shared)
}

function headBytes(head: Head): number {
  return Object.entries(head).reduce((sum, [name, value]) => sum + name.length + value.length, 0)
}
