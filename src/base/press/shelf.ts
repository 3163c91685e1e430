// Where printed sheets lie: by address, by tag, and in the order they were last asked for. It never holds more bytes
// than it may; those not asked for the longest go first.
import { cell } from '../metrics/counts.ts'
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

const evictions = cell('litfass_press_evictions_total')

export function createShelf(maxBytes: number): Shelf {
  // A Map keeps the order of insertion: the first is the one not asked for the longest.
  const sheets = new Map<string, Sheet>()
  const byTag = createTagged()
  let bytes = 0
  function take(key: string) {
    const sheet = sheets.get(key)
    if (sheet && sheets.delete(key)) sheets.set(key, sheet)
    return sheet
  }

  function put(sheet: Sheet) {
    const before = sheets.get(sheet.key)
    if (before) drop(before)
    sheets.set(sheet.key, sheet)
    byTag.add(sheet)
    bytes += sheet.bytes
    makeRoom()
  }

  function drop(sheet: Sheet) {
    if (!lies(sheet)) return
    sheets.delete(sheet.key)
    byTag.remove(sheet)
    bytes -= sheet.bytes
  }

  function grew(sheet: Sheet, by: number) {
    if (lies(sheet)) bytes += by
    makeRoom()
  }

  const lies = (sheet: Sheet) => sheets.get(sheet.key) === sheet

  function makeRoom() {
    for (const sheet of sheets.values()) {
      if (bytes <= maxBytes) return
      evictions.count++
      drop(sheet)
    }
  }

  return {
    take, put, drop, grew,
    tagged: byTag.of,
    all: () => sheets.values(),
    clear: () => { for (const sheet of sheets.values()) drop(sheet) },
    get bytes() { return bytes },
    get size() { return sheets.size },
  }
}

function createTagged() {
  const byTag = new Map<string, Set<Sheet>>()

  function add(sheet: Sheet) {
    for (const tag of sheet.tags) {
      const others = byTag.get(tag)
      if (others) others.add(sheet)
      else byTag.set(tag, new Set([sheet]))
    }
  }
  function remove(sheet: Sheet) {
    for (const tag of sheet.tags) {
      const others = byTag.get(tag)
      others?.delete(sheet)
      if (others?.size === 0) byTag.delete(tag)
    }
  }
  return { add, remove, of: (tag: string): Iterable<Sheet> => byTag.get(tag) ?? [] }
}
