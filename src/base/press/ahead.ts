// Printing ahead: the pages a paper must be able to serve while its database is away are printed before anybody asks.
// And with a new day everything is printed anew, since what a page shows may begin or end with the day.
import { setTimeout as wait } from 'node:timers/promises'
import type { Press } from './press.ts'

export interface ToPrint {
  /** The calendar day where the paper is. */
  day: string
  /** The most important first. */
  addresses: readonly string[]
}
interface Ahead {
  press: Pick<Press, 'isLost' | 'bytes' | 'maxBytes' | 'onEmptied' | 'notice'>
  /** Asked anew each time. */
  ahead: () => Promise<ToPrint>
  /** Prints a page unless it lies there fresh; true if it had to. */
  print: (address: string) => Promise<boolean>
  log: { info(what: object, message: string): void; warn(what: object, message: string): void }
  againMs?: number
}

/** How long a stop waits for the page that is being printed. */
const lastPageMs = 2_000

/** Prints once the press has been emptied, at its start too, and looks after it each minute, since new articles appear. */
export function printAhead({ press, ahead, print, log, againMs = 60_000 }: Ahead): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const { signal } = stopping
  let emptied = Promise.withResolvers<void>()
  let printedOn: string | undefined
  press.onEmptied(() => emptied.resolve())
  const printing = keepPrinting()

  async function keepPrinting() {
    while (!signal.aborted) {
      await Promise.race([emptied.promise, wait(againMs, undefined, { signal, ref: false }).catch(() => {})])
      emptied = Promise.withResolvers()
      if (!signal.aborted && !press.isLost) await printAll().catch((error: unknown) => log.warn({ err: error }, 'printing ahead was given up for now'))
    }
  }

  async function printAll() {
    const { day, addresses } = await ahead()
    if (printedOn !== undefined && day !== printedOn) press.notice('*')
    printedOn = day
    let count = 0
    for (const address of addresses) {
      // What would push out a page that a reader has asked for is not worth printing.
      if (signal.aborted || press.isLost || press.bytes > press.maxBytes * 0.9) break
      const began_at = performance.now()
      if (!(await print(address))) continue
      count++
      // As long a pause as the print took: readers' requests go first.
      await wait(Math.max(1, performance.now() - began_at))
    }
    if (count > 0) log.info({ pages: count, bytes: press.bytes }, 'printed ahead')
  }
  return {
    async stop() {
      stopping.abort()
      emptied.resolve()
      // The page that is being printed still needs its database.
      await Promise.race([printing, wait(lastPageMs, undefined, { ref: false })])
    },
  }
}
