// Archives in the format tar, always the same for the same content: no time, no owner.
import { createReadStream } from 'node:fs'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, pack, type Header } from 'tar-stream'

type Content = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

export interface TarWriter {
  /** `size` must be what `content` gives. */
  add(name: string, content: { size: number; content: Content }): Promise<void>
  /** Settles when all has been written. */
  end(): Promise<void>
}

/** Only the owner may read what is unpacked. */
const mode = 0o600

export function writeTar(target: Writable): TarWriter {
  const tar = pack()
  const written = pipeline(Readable.from(tar), target)
  // Whoever adds next is told.
  written.catch(() => {})
  const closed = written.then(() => { throw new Error('the archive was closed too early') })
  closed.catch(() => {})
  return {
    add: (name, { size, content }) => {
      const { promise: added, resolve, reject } = Promise.withResolvers<void>()
      const entry = tar.entry({ name, size, mode, uid: 0, gid: 0, mtime: new Date(0), type: 'file' }, (error) => { if (error) reject(error); else resolve() })
      entry.on('error', reject)
      pour(content, entry).catch(reject)
      return Promise.race([added, closed])
    },
    async end() {
      tar.finalize()
      await written
    },
  }
}

type Entry = ReturnType<ReturnType<typeof pack>['entry']>

async function pour(content: Content, entry: Entry) {
  for await (const chunk of content) {
    if (entry.destroyed) return
    if (!entry.write(chunk)) await drained(entry)
  }
  entry.end(null)
}

function drained(entry: Entry): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      entry.off('drain', done)
      entry.off('close', done)
      resolve()
    }
    entry.on('drain', done)
    entry.on('close', done)
  })
}

export interface TarEntry {
  name: string
  type: string
  /** Where its content begins in the file. */
  start: number
  size: number
  /** To be read to its end before the next entry is asked for. */
  content: AsyncIterable<Uint8Array>
}
/** The file is no tar archive, or it is cut off. */
export class NotTar extends Error {}

/** The entries of an archive, one after the other. */
export async function* readTar(path: string): AsyncGenerator<TarEntry> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 })
  const entries = extract()
  file.on('error', (error) => entries.destroy(error))
  file.pipe(entries as unknown as Writable)
  try {
    for await (const entry of entries) {
      const { name, type, size, byteOffset: start } = entry.header as Header & { byteOffset: number }
      yield { name, type, start, size, content: saying(entry as AsyncIterable<Uint8Array>) }
    }
  } catch (error) {
    throw asNotTar(error)
  } finally {
    file.destroy()
    entries.destroy()
  }
}

async function* saying(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (error) {
    throw asNotTar(error)
  }
}

// The library's own errors have no code; those of the file system have.
function asNotTar(error: unknown): unknown {
  return error instanceof Error && !('code' in error) ? new NotTar(error.message) : error
}
