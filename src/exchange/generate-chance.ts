// Chance that is the same for a seed each time: what a generated paper is made of.

/** The next number by chance, from 0 to just below 1. */
export type Chance = () => number

/** A small generator of 32 bits (mulberry32): good enough for words and times, and the same on every machine. */
export function seededChance(seed: number): Chance {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(chance: Chance, items: readonly T[]): T {
  const item = items[Math.floor(chance() * items.length)]
  if (item === undefined) throw new Error('there is nothing to pick from')
  return item
}

/** A whole number from `from` to `to`, both included. */
export function whole(chance: Chance, from: number, to: number): number {
  return from + Math.floor(chance() * (to - from + 1))
}

/** A rank from 0 to `count` - 1, each about as frequent as one divided by its place: a few very often, most hardly ever. */
export function zipf(chance: Chance, count: number): number {
  return Math.min(count - 1, Math.floor((count + 1) ** chance()) - 1)
}

/** A size around `median`: few are much smaller, and some very much larger. */
export function logNormal(chance: Chance, { median, spread }: { median: number; spread: number }): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  return median * Math.exp(spread * normal)
}

/** Waiting times around `mean`: many short ones, few long ones. */
export function waiting(chance: Chance, mean: number): number {
  return -Math.log(1 - chance()) * mean
}

/** Every number below `count` once, in an order that looks like chance and needs no memory. */
export function scattered(n: number, count: number): number {
  // A prime larger than the counts in use divides none of them.
  return (n * 1_000_003) % count
}
