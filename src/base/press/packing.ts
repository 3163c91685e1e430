// Packs sheets more tightly in the background, one at a time, on zlib's own threads.
import { pack, type Encoding } from './encoding.ts'
import { addCopy, plainText, type Sheet } from './sheet.ts'

export function createPacking({ grew }: { grew: (sheet: Sheet, bytes: number) => void }) {
  const waiting = new Map<string, { sheet: Sheet; encoding: 'br' | 'zstd' }>()
  let isPacking = false

  function want(sheet: Sheet, encoding: Encoding) {
    if (!sheet.packable || encoding === 'gzip' || encoding === 'identity') return
    waiting.set(`${encoding} ${sheet.key}`, { sheet, encoding })
    if (!isPacking) void packAll()
  }

  async function packAll() {
    isPacking = true
    for (const [name, { sheet, encoding }] of waiting) {
      const body = sheet.stale_at < Infinity || sheet.copies[encoding] ? undefined : await pack(await plainText(sheet), encoding)
      waiting.delete(name)
      if (body) grew(sheet, addCopy(sheet, encoding, body))
    }
    isPacking = false
  }
  return { want }
}
