// Where printed sheets lie: by address, by tag, and in the order they were last asked for. It never holds more bytes
// than it may; those not asked for the longest go first.
import type { Sheet } from './sheet.ts'

export interface Shelf {
  /** Counts as asking for it. */
  take(key: string): Sheet | undefined
  /** Takes the place of the sheet that lay there. */
  put(sheet: Sheet): void
  drop(sheet: Sheet): void
  /** A sheet that lies here has become larger. */
  grew(sheet: Sheet, bytes: number): void
  tagged(tag: string): Iterable<Sheet>
  all(): Iterable<Sheet>
  clear(): void
  readonly bytes: number
  readonly size: number
}

export function createShelf(maxBytes: number): Shelf {
  // A Map keeps the order of insertion: the first is the one not asked for the longest.
  const sheets = new Map<string, Sheet>()
  const byTag = new Map<string, Set<Sheet>>()
  let bytes = 0

  function take(key: string) {
    const sheet = sheets.get(key)
    if (sheet === undefined) return undefined
    sheets.delete(key)
    sheets.set(key, sheet)
    return sheet
  }

  function put(sheet: Sheet) {
    const before = sheets.get(sheet.key)
    if (before) drop(before)
    sheets.set(sheet.key, sheet)
    for (const tag of sheet.tags) {
      const others = byTag.get(tag)
      if (others) others.add(sheet)
      else byTag.set(tag, new Set([sheet]))
    }
    bytes += sheet.bytes
    makeRoom()
  }

  function drop(sheet: Sheet) {
    if (sheets.get(sheet.key) !== sheet) return
    sheets.delete(sheet.key)
    bytes -= sheet.bytes
    for (const tag of sheet.tags) {
      const others = byTag.get(tag)
      others?.delete(sheet)
      if (others?.size === 0) byTag.delete(tag)
    }
  }

  function grew(sheet: Sheet, by: number) {
    if (sheets.get(sheet.key) !== sheet) return
    bytes += by
    makeRoom()
  }

  function makeRoom() {
    for (const sheet of sheets.values()) {
      if (bytes <= maxBytes) return
      drop(sheet)
    }
  }

  function clear() {
    sheets.clear()
    byTag.clear()
    bytes = 0
  }

  return {
    take, put, drop, grew, clear,
    tagged: (tag) => byTag.get(tag) ?? [],
    all: () => sheets.values(),
    get bytes() { return bytes },
    get size() { return sheets.size },
  }
}
