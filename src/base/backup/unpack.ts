// Unpacks the database of a backup.
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, normalize } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'

/** Nothing of it need survive a power cut when this settles. `progress` is given the bytes that were read of the archive. */
export async function unpackDatabase(archive: string, folder: string, progress: (bytes: number) => void) {
  await mkdir(folder, { mode: 0o700 })
  const entries = extract()
  const source = createReadStream(archive, { highWaterMark: 256 * 1024 })
  // The library's streams are not Node's own; what they lack is not used here.
  const read = pipeline(source, createGunzip(), entries as unknown as Writable)
  // Told by the entries as well.
  read.catch(() => {})
  for await (const entry of entries) {
    await unpackEntry(entry.header, entry as AsyncIterable<Uint8Array>, folder)
    progress(source.bytesRead)
  }
  await read
}

async function unpackEntry({ name, type }: Header, content: AsyncIterable<Uint8Array>, folder: string) {
  const path = normalize(name)
  if (path.startsWith('..') || path.startsWith('/')) throw new Error(`the archive holds ${JSON.stringify(name)}, which leads out of it`)
  if (type === 'directory') {
    await mkdir(join(folder, path), { recursive: true, mode: 0o700 })
    for await (const nothing of content) throw new Error(`the folder ${name} has ${nothing.length} bytes`)
  } else if (type === 'file') {
    await pipeline(content, createWriteStream(join(folder, path), { mode: 0o600 }))
  } else {
    throw new Error(`the archive holds ${JSON.stringify(name)}, which is neither a file nor a folder`)
  }
}
