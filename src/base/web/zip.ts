// A ZIP file that is made while it is sent: nobody waits for it, and no more of it is held than is on its way.
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

export interface ZipEntry { name: string; content: AsyncIterable<string> }

/** For this request alone, to be kept as a file of that name. */
export function zipResponse(name: string, entries: ZipEntry[], now: Date): Response {
  const zip = new ZipFile()
  const out = Readable.from(zip.outputStream)
  // A part that breaks off must break the whole off, so that nobody takes it for complete.
  zip.on('error', (error: Error) => out.destroy(error))
  for (const { name: entry, content } of entries) zip.addReadStream(Readable.from(bytesOf(content)), entry, { mtime: now, mode: 0o100600 })
  zip.end()
  return new Response(Readable.toWeb(out) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': 'application/zip', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' },
  })
}

async function* bytesOf(content: AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of content) yield Buffer.from(text)
}

/** The same of whole files of which nobody knows yet how many there will be: each is packed when it comes, and only packed ones are held. */
export async function* zipped(files: AsyncIterable<{ name: string; bytes: Buffer }>, now: Date): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile()
  for await (const { name, bytes } of files) zip.addBuffer(bytes, name, { mtime: now, mode: 0o100600 })
  zip.end()
  for await (const piece of zip.outputStream) yield Buffer.from(piece)
}
