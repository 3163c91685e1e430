// How far long work has come: a bar on a terminal, now and then a plain line elsewhere.

export interface Progress {
  /** So many are done now, of so many; the total may become known, or change, on the way. */
  at(done: number, total?: number): void
  /** Writes the last state, and ends the bar. */
  end(): void
}
export interface Screen { isTTY?: boolean; columns?: number; write(text: string): unknown }
interface Facts { done: number; total: number | undefined; seconds: number }

const barCells = 24
const onTerminalEvery = 100
const elsewhereEvery = 5_000

/** `what` is being counted, such as `articles`. `clock` counts milliseconds. */
export function showProgress(what: string, screen: Screen = process.stderr, clock: () => number = () => performance.now()): Progress {
  const begun = clock()
  const every = screen.isTTY ? onTerminalEvery : elsewhereEvery
  let written = begun
  let last: [done: number, total: number | undefined] = [0, undefined]
  const write = () => {
    written = clock()
    const facts = { done: last[0], total: last[1], seconds: (written - begun) / 1000 }
    screen.write(screen.isTTY ? `\r${bar(what, facts, (screen.columns ?? 80) - 1)}\u001b[K` : `${line(what, facts)}\n`)
  }
  return {
    at(done, total = last[1]) {
      last = [done, total]
      if (clock() - written >= every) write()
    },
    end() {
      write()
      if (screen.isTTY) screen.write('\n')
    },
  }
}

/** The same for work of several parts, one after the other: a line for each. */
export function showParts(): { at(what: string, done: number, total?: number): void; end(): void } {
  let current: { what: string; progress: Progress } | undefined
  return {
    at(what, done, total) {
      if (current?.what !== what) {
        current?.progress.end()
        current = { what, progress: showProgress(what) }
      }
      current.progress.at(done, total)
    },
    end: () => current?.progress.end(),
  }
}

function bar(what: string, facts: Facts, room: number): string {
  const text = line(what, facts).slice(0, room)
  const cells = Math.min(barCells, room - text.length - 1)
  if (facts.total === undefined || cells < 4) return text
  const share = facts.total === 0 ? 1 : Math.min(1, facts.done / facts.total)
  const full = Math.round(share * cells)
  return `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${text}`
}

/** `1,200 of 4,000 articles (30 %), 400 a second, 7 s left` */
export function line(what: string, { done, total, seconds }: Facts): string {
  const rate = seconds > 0 ? done / seconds : 0
  const parts = [total === undefined ? `${count(done)} ${what}` : `${count(done)} of ${count(total)} ${what} (${total === 0 ? 100 : Math.floor((done / total) * 100)} %)`]
  if (rate > 0) parts.push(`${count(rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate))} a second`)
  if (total !== undefined && rate > 0) parts.push(done < total ? `${duration((total - done) / rate)} left` : `${duration(seconds)} in all`)
  return parts.join(', ')
}

function count(n: number): string {
  return n.toLocaleString('en')
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`
}
