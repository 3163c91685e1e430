// Where very much is alike, `npm test` looks at a share of it, another with each run, and `npm run chaos` at everything.

export const isWhole = process.env.TEST_WHOLE === '1'
/** Decides which share: told with it, so that the same can be looked at again (SEED=…). */
export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** One in so many, others at each turn. */
export function share<T>(all: readonly T[], { of, turn }: { of: number; turn: number }): T[] {
  return all.filter((_, n) => isWhole || (n + turn) % of === 0)
}
