// Reads a zip archive as banks send them: a list of files at the end, each stored or deflated. No encryption, no parts, no zip64.
import { crc32, inflateRawSync } from 'node:zlib'
import { StatementRefused } from './statement-refused.ts'

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endBytes = 22
/** What all files in it may come to, so that a small file cannot become an endless one. */
export const mostUnzippedBytes = 400 * 1_024 * 1_024
const mostFiles = 1_000

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5)
}

/** Throws StatementRefused where it is broken, sealed with a password, or too large. */
export function unzipped(bytes: Uint8Array): { name: string; bytes: Uint8Array }[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    return entriesOf(view)
  } catch (error) {
    if (error instanceof StatementRefused) throw error
    throw new StatementRefused('bad_zip', 0)
  }
}

function entriesOf(zip: Buffer) {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0 || end + endBytes > zip.length || zip.readUInt32LE(end) !== endSignature) throw new StatementRefused('bad_zip', 0)
  const count = zip.readUInt16LE(end + 10)
  if (count > mostFiles) throw new StatementRefused('too_large', 0)
  let at = zip.readUInt32LE(end + 16)
  let left = mostUnzippedBytes
  const files: { name: string; bytes: Uint8Array }[] = []
  for (let n = 0; n < count; n++) {
    if (zip.readUInt32LE(at) !== entrySignature) throw new StatementRefused('bad_zip', 0)
    const [nameLength, extraLength, noteLength] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32)]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    if (!name.endsWith('/')) {
      const content = contentOf(zip, { at, left })
      left -= content.length
      files.push({ name, bytes: content })
    }
    at += 46 + nameLength + extraLength + noteLength
  }
  return files
}

function contentOf(zip: Buffer, { at, left }: { at: number; left: number }): Buffer {
  const [flags, method, packed, size] = [zip.readUInt16LE(at + 8), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)]
  const local = zip.readUInt32LE(at + 42)
  if (size > left) throw new StatementRefused('too_large', 0)
  if (flags & 1 || zip.readUInt32LE(local) !== localSignature) throw new StatementRefused('bad_zip', 0)
  const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
  const body = zip.subarray(from, from + packed)
  const content = method === 0 ? body : method === 8 ? inflateRawSync(body, { maxOutputLength: Math.max(1, size) }) : undefined
  if (!content || content.length !== size || crc32(content) !== zip.readUInt32LE(at + 16)) throw new StatementRefused('bad_zip', 0)
  return content
}
