// Whoever sends hits can invent hosts, languages and campaigns without end. So of each list a day has so many names; what comes beyond is counted under one.

export const other = 'other'

interface Bounds<R> {
  /** Rows of one list share it. */
  listOf: (row: R) => string
  nameOf: (row: R) => string
  /** The names that the list of this row has in the database already. */
  known: (row: R) => Promise<readonly string[]>
  most: number | ((row: R) => number)
  /** The row under another name. */
  renamed: (row: R, name: string) => R
  /** What makes two rows one. */
  keyOf: (row: R) => string
  /** What two rows are together. */
  added: (a: R, b: R) => R
}

export async function bounded<R>(rows: Iterable<R>, { listOf, nameOf, known, most, renamed, keyOf, added }: Bounds<R>): Promise<R[]> {
  const kept = new Map<string, R>()
  for (const [, list] of Map.groupBy(rows, listOf)) {
    const [first] = list
    if (first === undefined) continue
    const names = new Set(await known(first))
    const room = typeof most === 'number' ? most : most(first)
    for (const row of list) {
      const isKnown = names.has(nameOf(row)) || names.size < room
      const placed = isKnown ? row : renamed(row, other)
      names.add(nameOf(placed))
      const before = kept.get(keyOf(placed))
      kept.set(keyOf(placed), before === undefined ? placed : added(before, placed))
    }
  }
  return [...kept.values()]
}
