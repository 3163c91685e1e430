// Archives for tests: written, taken apart, changed, packed again.
import { createHash } from 'node:crypto'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { pack, type Header } from 'tar-stream'
import type { Db } from '../src/base/db/db.ts'
import type { Files } from '../src/base/files/files.ts'
import { readTar } from '../src/base/files/tar.ts'
import { exportArchive } from '../src/exchange/archive-export.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-archives-'))
after(() => rmSync(folder, { recursive: true }))
let made = 0

export function newPath(): string {
  return join(folder, `${++made}.tar`)
}

/** Exports the paper; answers where the archive lies. */
export async function exported(db: Db, files: Files): Promise<string> {
  const path = newPath()
  await exportArchive(db, { files, target: createWriteStream(path), folder: mkdtempSync(join(folder, 'work-')) })
  return path
}

export type Entries = Map<string, Buffer>

export async function entriesOf(path: string): Promise<Entries> {
  const entries: Entries = new Map()
  for await (const { name, content } of readTar(path)) entries.set(name, Buffer.concat(await Array.fromAsync(content)))
  return entries
}

/** The entries as an archive with the sums they have; `more` are entries of any kind behind them. */
export async function packed(entries: Entries, more: (Partial<Header> & { name: string; content?: string })[] = []): Promise<string> {
  const tar = pack()
  const whole = new Map(entries).set('SHA256SUMS', Buffer.from([...entries].filter(([name]) => name !== 'SHA256SUMS').map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('')))
  for (const [name, bytes] of whole) tar.entry({ name }, bytes)
  for (const { content, ...header } of more) tar.entry(header, content ?? '')
  tar.finalize()
  const path = newPath()
  writeFileSync(path, Buffer.concat(await Array.fromAsync(tar as AsyncIterable<Buffer>)))
  return path
}

/** The records of a kind. */
export function recordsOf(entries: Entries, kind: string): Record<string, unknown>[] {
  return entries.get(`${kind}.jsonl`)!.toString().split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>)
}
/** The entries with other records of a kind, counted anew. */
export function withRecords(entries: Entries, kind: string, records: unknown[]): Entries {
  const head = JSON.parse(entries.get('archive.json')!.toString()) as { lines: Record<string, number> }
  return new Map(entries).set('archive.json', Buffer.from(JSON.stringify({ ...head, lines: { ...head.lines, [kind]: records.length } })))
    .set(`${kind}.jsonl`, Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join('')))
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function sameBytes(a: string, b: string): boolean {
  return readFileSync(a).equals(readFileSync(b))
}
