// What is being printed right now: each page once, however many wait for it, and never with what has changed meanwhile.
import type { Sheet } from './sheet.ts'

/** How long a page may be served after a notice of something that it lacks; and how often such a page is printed at most. */
export const graceMs = 1_000
/** A page that changes faster than it can be printed is given up. */
const attemptsAtMost = 5

/** A notice that has arrived. */
export interface Heard { tags: ReadonlySet<string> | 'all'; isUrgent: boolean; at: number }
export type Make = () => Promise<Response>
interface Flight { heard: Heard[]; done: Promise<Sheet | Response> }
interface Setting {
  now: () => number
  bind: (response: Response, page: { key: string; began_at: number }) => Promise<Sheet>
  /** Takes a page that is true, or stale within its grace. */
  land: (sheet: Sheet) => void
}

export function createFlights({ now, bind, land }: Setting) {
  const flights = new Map<string, Flight>()

  async function print(key: string, make: Make): Promise<Sheet | Response> {
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

  async function printUntilTrue(key: string, make: Make, flight: Flight): Promise<Sheet | Response> {
    for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
      const began_at = now()
      flight.heard = []
      const response = await make()
      if (!response.headers.has('surrogate-key') && response.status < 400) return response
      const sheet = await bind(response, { key, began_at })
      if (isOutdated(sheet, flight.heard, now())) continue
      land(sheet)
      return sheet
    }
    throw new Error(`${key} changed ${attemptsAtMost} times while it was being printed`)
  }

  function hear(one: Heard) {
    for (const flight of flights.values()) flight.heard.push(one)
  }
  return { print, hear, isPrinting: (key: string) => flights.has(key) }
}

export function heardIn(payload: string, at: number): Heard {
  const isUrgent = payload.startsWith('!')
  const text = isUrgent ? payload.slice(1) : payload
  return { tags: text === '*' ? 'all' : new Set(text.split(' ')), isUrgent, at }
}

/** What changed while a sheet was being printed: it is marked stale, or is too old already to be served at all. */
function isOutdated(sheet: Sheet, heard: Heard[], now: number): boolean {
  const ours = heard.filter((one) => concerns(one, sheet))
  if (ours.some((one) => one.isUrgent || now - one.at >= graceMs)) return true
  sheet.stale_at = Math.min(sheet.stale_at, ...ours.map(({ at }) => at))
  return false
}

// An answer without tags is a refusal: nobody knows what it hangs on, so anything may have changed it.
function concerns({ tags }: Heard, sheet: Sheet): boolean {
  return tags === 'all' || sheet.tags.length === 0 || sheet.tags.some((tag) => tags.has(tag))
}
