// The files in a small zip archive (APPNOTE 6.3), in memory: deflated or stored, not encrypted, not of the 64-bit kind.
import { crc32, inflateRawSync } from 'node:zlib'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const mostBytes = 256 * 1024 * 1024

/** Throws RangeError where it is none, or is damaged. */
export function unzipped(archive: Buffer): { name: string; content: Buffer }[] {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || archive.readUInt32LE(end) !== endMark) throw new RangeError('this is no zip archive')
  const files: { name: string; content: Buffer }[] = []
  let at = archive.readUInt32LE(end + 16)
  for (let n = archive.readUInt16LE(end + 10); n > 0; n--) {
    if (archive.readUInt32LE(at) !== entryMark) throw new RangeError('the archive is damaged')
    const [nameLength, extra, comment] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32)]
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString('utf8')
    if (!name.endsWith('/')) files.push({ name, content: contentOf(archive, at) })
    at += 46 + nameLength + extra + comment
  }
  return files
}

function contentOf(archive: Buffer, at: number): Buffer {
  const [method, crc, size, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 16), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)]
  // The local head has an extra field of its own length.
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
  const packed = archive.subarray(from, from + size)
  const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: mostBytes })
  if (crc32(content) !== crc) throw new RangeError('a file in the archive is damaged')
  return content
}
