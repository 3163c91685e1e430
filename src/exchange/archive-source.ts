// An archive that is read: a file in the format tar, or a folder it was unpacked to. Every sum is checked before anything
// of it is used. What it holds is then read at will, from where it lies.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { lstat, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { mostBytes } from '../articles/picture.ts'
import { LineRefused, linesOf } from '../base/files/lines.ts'
import { NotTar, readTar, type TarEntry } from '../base/files/tar.ts'
import { jsonOf } from '../base/json.ts'
import { wasKind } from './archive-earlier.ts'
import { Head, formatName, formatVersion, headOfToday, isArchiveFile, pictureFile, schemaFile } from './archive-head.ts'
import { kindNames, type Kept, type Kind } from './archive-kinds.ts'
import { ArchiveRefused, fileOf, recordsIn, wrong, type RecordLine } from './archive-lines.ts'

export interface Source {
  head: Head
  records<K extends Kind>(kind: K): AsyncGenerator<RecordLine<K>>
  /** The original of a picture. */
  picture(record: Kept<'pictures'>): Promise<Buffer>
}

/** Where the content of an entry lies. */
interface Place { path: string; start: number; size: number; sum: string }
type Places = Map<string, Place>
export type Checked = (bytes: number, of: number) => void

const sumsFile = 'SHA256SUMS'
const headBytes = 1_000_000
const sumsLineBytes = 1_000
/** More than any paper has pictures; it is what an archive may take of memory. */
const mostFiles = 1_000_000

/** Throws ArchiveRefused for what is no archive, is altered or cut off, or of another version. */
export async function openArchive(path: string, checked: Checked = () => {}): Promise<Source> {
  const about = await stat(path).catch(() => undefined)
  if (!about) throw new ArchiveRefused('there is no such file or folder')
  // What a program pipes in can be read only once, and this reads twice.
  if (!about.isFile() && !about.isDirectory()) throw new ArchiveRefused('it is no file on a disk, nor a folder')
  const places = about.isDirectory() ? await inFolder(path, checked) : await inTar(path, (bytes) => checked(bytes, about.size))
  const { head, version } = await headOf(places)
  for (const name of kindNames.filter((kind) => wasKind(version, kind)).flatMap((kind) => [schemaFile(kind), fileOf(kind)])) placed(places, name)
  const pictures = places.keys().filter((name) => name.startsWith('pictures/')).toArray().length
  if (pictures !== head.pictures.files) throw new ArchiveRefused(`it holds ${pictures} files of pictures, and archive.json says ${head.pictures.files}`)
  return {
    head,
    records: (kind) => (wasKind(version, kind) ? recordsIn(kind, { content: contentOf(placed(places, fileOf(kind))), version }) : nothing()),
    picture: (record) => original(record, placed(places, pictureFile(record))),
  }
}

function original({ name, bytes }: Kept<'pictures'>, place: Place): Promise<Buffer> {
  // Before it is read: it may be of any size.
  if (place.size !== bytes || bytes > mostBytes) throw new ArchiveRefused(`the picture ${name} is not as large as its record says, or too large`)
  return whole(place)
}

async function inTar(path: string, checked: (bytes: number) => void): Promise<Places> {
  const places: Places = new Map()
  try {
    for await (const entry of readTar(path)) {
      checked(entry.start)
      // Folders come with archives that people packed themselves.
      if (entry.type === 'directory') continue
      const name = nameIn(entry, places)
      places.set(name, { path, start: entry.start, size: entry.size, sum: await sumOf(entry.content) })
    }
  } catch (error) {
    throw error instanceof NotTar ? new ArchiveRefused(`it is not an archive in the format tar, or it is cut off (${error.message})`) : error
  }
  const sums = await sumsOf(places)
  for (const name of places.keys()) if (name !== sumsFile && !sums.has(name)) throw new ArchiveRefused(`it holds ${name}, which ${sumsFile} does not name`)
  for (const [name, sum] of sums) if (placed(places, name).sum !== sum) throw altered(name)
  return places
}

function nameIn({ name, type }: TarEntry, places: Places): string {
  const plain = name.replace(/^\.\//, '')
  if (type !== 'file') throw new ArchiveRefused(`it holds ${JSON.stringify(name)}, which is not a file but a ${type}`)
  if (plain !== sumsFile && !isArchiveFile(plain)) throw new ArchiveRefused(`it holds ${JSON.stringify(name)}, which does not belong into an archive`)
  if (places.has(plain)) throw new ArchiveRefused(`it holds ${plain} twice`)
  if (places.size >= mostFiles) throw new ArchiveRefused(`it holds more than ${mostFiles} files`)
  return plain
}

// Beside an unpacked archive may lie what does not belong to it, and is not read.
async function inFolder(folder: string, checked: Checked): Promise<Places> {
  const places: Places = new Map([[sumsFile, await fileAt(folder, sumsFile)]])
  const sums = await sumsOf(places)
  for (const name of sums.keys()) places.set(name, await fileAt(folder, name))
  const total = places.values().reduce((sum, { size }) => sum + size, 0)
  let bytes = 0
  for (const [name, sum] of sums) {
    const place = placed(places, name)
    if (await sumOf(contentOf(place)) !== sum) throw altered(name)
    checked(bytes += place.size, total)
  }
  return places
}

async function fileAt(folder: string, name: string): Promise<Place> {
  const path = join(folder, name)
  const about = await lstat(path).catch(() => undefined)
  if (!about?.isFile()) throw missing(name)
  return { path, start: 0, size: about.size, sum: '' }
}

/** By name, as `sha256sum` writes and checks them. */
async function sumsOf(places: Places): Promise<Map<string, string>> {
  const sums = new Map<string, string>()
  try {
    for await (const { line, text } of linesOf(contentOf(placed(places, sumsFile)), sumsLineBytes)) {
      const [, sum, name] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(text) ?? []
      if (!sum || !name || !isArchiveFile(name) || sums.has(name)) throw new LineRefused(line, 'it is not the sum of a file of an archive')
      sums.set(name, sum)
    }
  } catch (error) {
    throw error instanceof LineRefused ? new ArchiveRefused(`${sumsFile}, line ${error.line}: ${error.message}`) : error
  }
  if (!sums.has('archive.json')) throw missing('archive.json')
  return sums
}

async function headOf(places: Places): Promise<{ head: Head; version: number }> {
  const place = placed(places, 'archive.json')
  if (place.size > headBytes) throw new ArchiveRefused('archive.json is too large')
  const json = jsonOf((await whole(place)).toString('utf8'))
  const about = z.object({ format: z.literal(formatName), version: z.int() }).safeParse(json)
  if (!about.success) throw new ArchiveRefused(`archive.json does not say that this is a ${formatName}`)
  const { version } = about.data
  if (version < 1 || version > formatVersion) throw new ArchiveRefused(`it has version ${version} of the format, and this program reads versions up to ${formatVersion}`)
  const head = Head.safeParse(version < formatVersion ? headOfToday(json) : json)
  if (!head.success) throw new ArchiveRefused(`archive.json: ${wrong(head.error)}`)
  return { head: head.data, version }
}

async function* nothing() {}

function placed(places: Places, name: string): Place {
  const place = places.get(name)
  if (!place) throw missing(name)
  return place
}
function missing(name: string): ArchiveRefused {
  return new ArchiveRefused(`${name} is missing: the archive is not whole`)
}
function altered(name: string): ArchiveRefused {
  return new ArchiveRefused(`${name} is not what it was when the archive was made: its sum is another`)
}

async function* contentOf({ path, start, size }: Place): AsyncGenerator<Buffer> {
  // A range of no bytes cannot be asked for.
  if (size === 0) return
  for await (const chunk of createReadStream(path, { start, end: start + size - 1, highWaterMark: 256 * 1024 })) if (chunk instanceof Buffer) yield chunk
}
async function whole(place: Place): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(contentOf(place)))
}
async function sumOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of content) hash.update(chunk)
  return hash.digest('hex')
}
