// What this process counts of its own work. Counting adds one to a number, so that a page from the press costs no more
// for being counted; the numbers are read when somebody asks for metrics, and never otherwise.
import type { CounterName, DurationName, LevelName } from './names.ts'

export type Labels = Record<string, string>
export interface Cell { readonly labels: Labels; count: number }
interface Level { name: LevelName; labels: Labels; read: () => number }
type Took = (name: DurationName, labels: Labels, seconds: number) => void

const cells = new Map<CounterName, Map<string, Cell>>()
const watched = new Map<string, Level>()
let onTook: Took | undefined

/** The number that counts this. Who counts often keeps it. */
export function cell(name: CounterName, labels: Labels = {}): Cell {
  const family = cells.get(name) ?? new Map<string, Cell>()
  cells.set(name, family)
  const key = Object.values(labels).join('\n')
  const known = family.get(key) ?? { labels, count: 0 }
  family.set(key, known)
  return known
}

export function cellsOf(name: CounterName): Iterable<Cell> {
  return cells.get(name)?.values() ?? []
}

/** What is to be looked up when metrics are asked for. Who says it last is believed. */
export function watch(name: LevelName, read: () => number, labels: Labels = {}) {
  watched.set([name, ...Object.values(labels)].join('\n'), { name, labels, read })
}

export function levelsNow(): (Omit<Level, 'read'> & { value: number })[] {
  return [...watched.values()].map(({ name, labels, read }) => ({ name, labels, value: read() }))
}

/** Durations are kept only where somebody will ask for them. */
export function keepDurations(keep: Took) {
  onTook = keep
}

/** Does the work, and notes how long it took. */
export async function timed<T>(name: DurationName, labels: Labels, work: () => Promise<T>): Promise<T> {
  const began_at = performance.now()
  try {
    return await work()
  } finally {
    onTook?.(name, labels, (performance.now() - began_at) / 1_000)
  }
}

/** How a piece of work ended. */
export type Ending<T> = { result: T } | { error: unknown }

/** Does the work, and counts how it went. */
export async function counted<T>(name: CounterName, labels: Labels, { work, outcome }: { work: () => Promise<T>; outcome: (ending: Ending<T>) => string }): Promise<T> {
  const end = (ending: Ending<T>) => { cell(name, { ...labels, outcome: outcome(ending) }).count++ }
  try {
    const result = await work()
    end({ result })
    return result
  } catch (error) {
    end({ error })
    throw error
  }
}
