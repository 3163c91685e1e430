// Work that many may ask for at once is done a few at a time; who comes when too many wait is told so at once.

export interface Turns {
  /** Undefined when too many wait already. */
  take<T>(work: () => Promise<T>): Promise<T | undefined>
}

export function createTurns({ atOnce, waiting }: { atOnce: number; waiting: number }): Turns {
  const queue: (() => void)[] = []
  let running = 0

  async function take<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (running < atOnce) running++
    else if (queue.length < waiting) await new Promise<void>((resolve) => queue.push(resolve))
    else return undefined
    try {
      return await work()
    } finally {
      // The turn is handed on, so that nobody who comes meanwhile takes it.
      const next = queue.shift()
      if (next) next()
      else running--
    }
  }
  return { take }
}
