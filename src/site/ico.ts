// The file format of favicon.ico: a list of pictures, which may be PNG files as they are.
interface Picture { side: number; bytes: Uint8Array }

const headBytes = 6
const entryBytes = 16

export function ico(pictures: readonly Picture[]): Uint8Array {
  const head = Buffer.alloc(headBytes + entryBytes * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let start = head.length
  for (const [n, { side, bytes }] of pictures.entries()) {
    const at = headBytes + entryBytes * n
    // 256 is written as 0.
    head.writeUInt8(side % 256, at)
    head.writeUInt8(side % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(bytes.length, at + 8)
    head.writeUInt32LE(start, at + 12)
    start += bytes.length
  }
  return Buffer.concat([head, ...pictures.map(({ bytes }) => bytes)])
}
