// Writes the whole paper into an archive, as it was at one moment, while it goes on. The same paper always makes the same
// archive, byte for byte.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { originalFile } from '../articles/picture-files.ts'
import type { Db } from '../base/db/db.ts'
import { atOneMoment } from '../base/db/one-moment.ts'
import { rowsOf } from '../base/db/rows.ts'
import type { Files } from '../base/files/files.ts'
import { writeTar, type TarWriter } from '../base/files/tar.ts'
import { ordinalsOf } from '../comments/place.ts'
import { isDesk } from './archive-desk-kinds.ts'
import { isFigure } from './archive-figures-kinds.ts'
import { formatName, formatVersion, headText, pictureFile, schemaFile, type Head } from './archive-head.ts'
import { kindNames, kinds, schemaText, type Kind } from './archive-kinds.ts'
import { fileOf, wrong } from './archive-lines.ts'
import { isMoney } from './archive-money-kinds.ts'
import { archivedDesk } from './reads/archive-desk.ts'
import { archivedFigures, figuresAtOnce } from './reads/archive-figures.ts'
import { archivedMoney } from './reads/archive-money.ts'
import { archived, highestNumbers } from './reads/archive.ts'

export interface Export {
  files: Files
  /** Takes the archive. */
  target: Writable
  /** An empty folder with room for all but the pictures: a file in an archive begins with its size. */
  folder: string
  /** Told how many records, then how many pictures have been written. */
  progress?: (what: 'records' | 'pictures', done: number, total?: number) => void
}
/** The paper holds what an archive cannot, or misses what it should hold. */
export class CannotExport extends Error {}

export async function exportArchive(db: Db, { files, target, folder, progress = () => {} }: Export): Promise<Head> {
  const gathered = await atOneMoment(db, (tx) => gather(tx, { folder, progress: (done) => progress('records', done) }))
  const { head, texts, pictures } = gathered
  const archive = summing(writeTar(target))
  await archive.add('archive.json', ofText(headText(head)))
  for (const kind of kindNames) await archive.add(schemaFile(kind), ofText(schemaText(kind)))
  for (const { file, size } of texts) {
    await archive.add(file, { size, content: createReadStream(join(folder, file)) })
    await rm(join(folder, file))
  }
  const missing: string[] = []
  for (const [n, picture] of pictures.entries()) {
    if (!(await addPicture(archive, files, picture))) missing.push(picture.name)
    progress('pictures', n + 1, pictures.length)
  }
  if (missing.length > 0) throw new CannotExport(`the originals of ${missing.length} pictures are missing or altered: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ', …' : ''}`)
  await archive.end()
  return head
}

interface Original { name: string; hash: string; media_type: string }
interface Text { file: string; size: number; lines: number }

async function gather(tx: Db, { folder, progress }: { folder: string; progress: (done: number) => void }) {
  const pictures = new Map<string, Original & { bytes: number }>()
  const texts: Text[] = []
  let paper = ''
  let done = 0
  for (const kind of kindNames) {
    const file = lineFile(join(folder, fileOf(kind)))
    for await (const record of recordsOf(tx, kind)) {
      if (kind === 'pictures') pictures.set(...picturePair(record))
      if (kind === 'paper') paper = kinds.paper.parse(record).name
      await file.write(`${JSON.stringify(record)}\n`)
      progress(++done)
    }
    texts.push({ file: fileOf(kind), ...await file.end() })
  }
  const originals = [...pictures.values()].sort((a, b) => (a.hash < b.hash ? -1 : 1))
  const head: Head = {
    format: formatName, version: formatVersion, paper,
    lines: Object.fromEntries(texts.map(({ lines }, n) => [kindNames[n], lines])),
    pictures: { files: originals.length, bytes: originals.reduce((sum, { bytes }) => sum + bytes, 0) },
    highest_numbers: await highestNumbers(tx),
  }
  return { head, texts, pictures: originals }
}

function picturePair(record: unknown): [string, Original & { bytes: number }] {
  const { name, hash, media_type, bytes } = kinds.pictures.parse(record)
  return [hash, { name, hash, media_type, bytes }]
}

/** Records of a kind, with the keys in the order of the format. Throws CannotExport where a row does not make one. */
async function* recordsOf(tx: Db, kind: Kind): AsyncGenerator<unknown> {
  for await (const row of linesOf(tx, kind)) {
    const record = kinds[kind].safeParse(row)
    if (!record.success) throw new CannotExport(`${kind}: a record is not as an archive holds it (${wrong(record.error)}): ${JSON.stringify(row).slice(0, 200)}`)
    yield record.data
  }
}

function linesOf(tx: Db, kind: Kind): AsyncGenerator<object> {
  if (kind === 'comments') return comments(tx)
  if (isFigure(kind)) return rowsOf(tx, archivedFigures(tx, kind), figuresAtOnce)
  if (isDesk(kind)) return rowsOf<object>(tx, archivedDesk(tx, kind))
  return rowsOf<object>(tx, isMoney(kind) ? archivedMoney(tx, kind) : archived[kind](tx))
}

async function* comments(tx: Db) {
  for await (const { path, ...comment } of rowsOf(tx, archived.comments(tx))) yield { ...comment, place: ordinalsOf(path) }
}

const heldBytes = 256 * 1024

/** A file of lines on the way to an archive. */
function lineFile(path: string) {
  const stream = createWriteStream(path, { mode: 0o600, flags: 'wx' })
  const written = finished(stream)
  written.catch(() => {})
  let [size, lines, held, heldSize]: [number, number, string[], number] = [0, 0, [], 0]
  async function pass() {
    const bytes = Buffer.from(held.join(''));
    [held, heldSize, size] = [[], 0, size + bytes.length]
    if (!stream.write(bytes)) await Promise.race([new Promise<void>((resolve) => { stream.once('drain', () => resolve()) }), written])
  }
  return {
    async write(line: string) {
      held.push(line)
      heldSize += line.length
      lines += 1
      if (heldSize >= heldBytes) await pass()
    },
    async end() {
      await pass()
      stream.end()
      await written
      return { size, lines }
    },
  }
}

type Content = Parameters<TarWriter['add']>[1]

function ofText(text: string): Content {
  const bytes = Buffer.from(text)
  return { size: bytes.length, content: [bytes] }
}

/** An archive that ends with the sums of all that is in it. */
function summing(tar: TarWriter) {
  const sums: string[] = []
  return {
    async add(name: string, { size, content }: Content): Promise<string> {
      const hash = createHash('sha256')
      await tar.add(name, { size, content: passing(content, (chunk) => { hash.update(chunk) }) })
      const sum = hash.digest('hex')
      sums.push(`${sum}  ${name}\n`)
      return sum
    },
    async end() {
      await tar.add('SHA256SUMS', ofText(sums.join('')))
      await tar.end()
    },
  }
}

async function* passing(content: Content['content'], seen: (chunk: Uint8Array) => void) {
  for await (const chunk of content) {
    seen(chunk)
    yield chunk
  }
}

/** False where the original is not there, or not what it was. */
async function addPicture(archive: ReturnType<typeof summing>, files: Files, picture: Original): Promise<boolean> {
  const original = await files.open(originalFile(picture.hash))
  return original !== undefined && await archive.add(pictureFile(picture), { size: original.size, content: original.stream }) === picture.hash
}
