// The press prints each public page once and keeps it until something it was printed from changes.
//
//   const press = createPress({ maxBytes, cdnSeconds, now: () => performance.now() })
//   press.get(key) ?? await press.print(key, () => app.fetch(new Request(…)))
//
// What it promises, whatever the order of commits, notices, requests and prints: a page is never served later than a
// second after the notice of a commit it lacks, and not at all after a notice that asks for "at once".
// listen-for-stale.ts tells it about notices and about losing the database; listener.ts asks it for pages.
import { pack, type Encoding } from './encoding.ts'
import { addCopy, plainText, sheetOf, type Sheet } from './sheet.ts'
import { createShelf } from './shelf.ts'

/** How long a page may be served after something it was printed from has changed; and how often such a page is printed at most. */
export const graceMs = 1_000
/** A page that changes faster than it can be printed is given up. */
const attemptsAtMost = 5

export interface Press {
  /** The sheet under this address if it may be served now. */
  get(key: string): Sheet | undefined
  /** The sheet under this address however old: for when no other can be printed. */
  lastKnown(key: string): Sheet | undefined
  /**
   * Prints a page, once for all who wait. What is no page for all readers and no refusal (a file, a redirect) comes back
   * as it is, to each their own.
   */
  print(key: string, make: () => Promise<Response>): Promise<Sheet | Response>
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
interface Heard { tags: ReadonlySet<string> | 'all'; isUrgent: boolean; at: number }
interface Flight { heard: Heard[]; done: Promise<Sheet | Response> }

export function createPress({ maxBytes, cdnSeconds, now }: Settings): Press {
  const shelf = createShelf(maxBytes)
  const flights = new Map<string, Flight>()
  const packing = createPacking(shelf)
  const emptied: (() => void)[] = []
  // Until the first back() no notice has been able to reach us.
  let isLost = true

  function get(key: string) {
    const sheet = shelf.take(key)
    if (sheet?.is_stale && !isLost && now() - sheet.began_at >= graceMs) return undefined
    return sheet
  }

  async function print(key: string, make: () => Promise<Response>) {
    const joined = flights.get(key)
    if (joined) {
      const result = await joined.done
      // A body can be read only once: the others ask for theirs.
      return result instanceof Response ? make() : result
    }
    const { promise: done, resolve, reject } = Promise.withResolvers<Sheet | Response>()
    const flight: Flight = { heard: [], done }
    // It must be hearing notices before anything of it is printed.
    flights.set(key, flight)
    printUntilTrue(key, make, flight).finally(() => flights.delete(key)).then(resolve, reject)
    return done
  }

  async function printUntilTrue(key: string, make: () => Promise<Response>, flight: Flight): Promise<Sheet | Response> {
    for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
      const began_at = now()
      flight.heard = []
      const response = await make()
      if (!response.headers.has('surrogate-key') && response.status < 400) return response
      const sheet = await sheetOf(response, { key, began_at, cdnSeconds })
      if (outdated(sheet, flight.heard)) continue
      if (sheet.tags.length > 0 && !isLost) shelf.put(sheet)
      return sheet
    }
    throw new Error(`${key} changed ${attemptsAtMost} times while it was being printed`)
  }

  /** What changed while the sheet was being printed: it is marked stale, or too old already to be served at all. */
  function outdated(sheet: Sheet, heard: Heard[]): boolean {
    for (const one of heard) {
      if (!concerns(one, sheet)) continue
      if (one.isUrgent || now() - one.at >= graceMs) return true
      sheet.is_stale = true
    }
    return false
  }

  function notice(payload: string) {
    const one = heardIn(payload, now())
    for (const flight of flights.values()) flight.heard.push(one)
    if (one.tags === 'all' && one.isUrgent) return empty()
    for (const sheet of one.tags === 'all' ? shelf.all() : [...one.tags].flatMap((tag) => [...shelf.tagged(tag)])) {
      if (one.isUrgent) shelf.drop(sheet)
      else sheet.is_stale = true
    }
  }

  function empty() {
    shelf.clear()
    for (const call of emptied) call()
  }

  return {
    get, print, notice,
    lastKnown: (key) => shelf.take(key),
    lost: () => { isLost = true },
    back: () => { isLost = false; notice('!*') },
    onEmptied: (call) => { emptied.push(call) },
    want: (sheet, encoding) => { if (now() - sheet.began_at > graceMs) packing.want(sheet, encoding) },
    maxBytes,
    get isLost() { return isLost },
    get bytes() { return shelf.bytes },
    get size() { return shelf.size },
  }
}

function heardIn(payload: string, at: number): Heard {
  const isUrgent = payload.startsWith('!')
  const text = isUrgent ? payload.slice(1) : payload
  return { tags: text === '*' ? 'all' : new Set(text.split(' ')), isUrgent, at }
}

// An answer without tags is a refusal: nobody knows what it hangs on, so anything may have changed it.
function concerns({ tags }: Heard, sheet: Sheet): boolean {
  return tags === 'all' || sheet.tags.length === 0 || sheet.tags.some((tag) => tags.has(tag))
}

/** Packs sheets more tightly, one at a time, on zlib's own threads. */
function createPacking(shelf: { grew(sheet: Sheet, bytes: number): void }) {
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
      const body = sheet.is_stale || sheet.copies[encoding] ? undefined : await pack(await plainText(sheet), encoding)
      waiting.delete(name)
      if (body) shelf.grew(sheet, addCopy(sheet, encoding, body))
    }
    isPacking = false
  }
  return { want }
}
