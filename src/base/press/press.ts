// The press prints each public page once and keeps it until something it was printed from changes.
//
//   const press = createPress({ maxBytes, cdnSeconds, now: () => performance.now() })
//   press.get(key) ?? await press.print(key, () => app.fetch(new Request(…)))
//
// What it promises, whatever the order of commits, notices, requests and prints: a page is never served later than a
// second after the notice of a commit it lacks, and not at all after a notice that asks for "at once".
// listen-for-stale.ts tells it about notices and about losing the database; listener.ts asks it for pages.
import type { Encoding } from './encoding.ts'
import { createFlights, graceMs, heardIn, type Make } from './flights.ts'
import { createPacking } from './packing.ts'
import { sheetOf, type Sheet } from './sheet.ts'
import { createShelf } from './shelf.ts'

export interface Press {
  /** The sheet under this address if it may be served now. */
  get(key: string): Sheet | undefined
  /** The sheet under this address however old: for when no other can be printed. */
  lastKnown(key: string): Sheet | undefined
  /**
   * Prints a page, once for all who wait. What is no page for all readers and no refusal (a file, a redirect) comes back
   * as it is, to each their own.
   */
  print(key: string, make: Make): Promise<Sheet | Response>
  /** What a notice says is stale; see stale.ts for how it is written. */
  notice(payload: string): void
  /** From here on notices may be missed: pages are served as they are, new ones are not kept. */
  lost(): void
  /** Notices arrive again: everything printed before is thrown away. */
  back(): void
  /** Called whenever everything was thrown away: time to print ahead. */
  onEmptied(call: () => void): void
  /** A reader would take this encoding; it is made in the background. */
  want(sheet: Sheet, encoding: Encoding): void
  readonly isLost: boolean
  readonly bytes: number
  readonly maxBytes: number
  readonly size: number
}
interface Settings { maxBytes: number; cdnSeconds: number; now: () => number }

export function createPress({ maxBytes, cdnSeconds, now }: Settings): Press {
  const shelf = createShelf(maxBytes)
  const packing = createPacking(shelf)
  const flights = createFlights({
    now,
    bind: (response, page) => sheetOf(response, { ...page, cdnSeconds }),
    land: (sheet) => { if (sheet.tags.length > 0 && !isLost) shelf.put(sheet) },
  })
  const emptied: (() => void)[] = []
  // Until the first back() no notice has been able to reach us.
  let isLost = true

  function get(key: string) {
    const sheet = shelf.take(key)
    if (sheet && !isLost && (sheet.stale_at < Infinity || sheet.ends_at < Infinity) && isOver(sheet)) return undefined
    return sheet
  }

  // One reader a second waits until a page that has changed is printed. If all did, they would come again all at once.
  function isOver({ key, stale_at, began_at, ends_at }: Sheet) {
    const time = now()
    if (time >= ends_at || time - stale_at >= graceMs) return true
    return stale_at < Infinity && time - began_at >= graceMs && !flights.isPrinting(key)
  }

  function notice(payload: string) {
    const one = heardIn(payload, now())
    flights.hear(one)
    if (one.tags === 'all' && one.isUrgent) {
      shelf.clear()
      for (const call of emptied) call()
      return
    }
    for (const sheet of one.tags === 'all' ? shelf.all() : [...one.tags].flatMap((tag) => [...shelf.tagged(tag)])) {
      if (one.isUrgent) shelf.drop(sheet)
      else sheet.stale_at = Math.min(sheet.stale_at, one.at)
    }
  }

  return {
    get, notice, maxBytes,
    print: flights.print,
    lastKnown: (key) => shelf.take(key),
    lost: () => { isLost = true },
    back: () => { isLost = false; notice('!*') },
    onEmptied: (call) => { emptied.push(call) },
    want: (sheet, encoding) => { if (now() - sheet.began_at > graceMs) packing.want(sheet, encoding) },
    get isLost() { return isLost },
    get bytes() { return shelf.bytes },
    get size() { return shelf.size },
  }
}
