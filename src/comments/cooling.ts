// A branch of a thread that readers report cools: with each report the time grows that must pass before one may answer in
// it. A branch is what stands below one answer to the thread's first comment; that comment itself is a branch alone.

/** Of the first delay; each report more doubles it. */
const firstSeconds = 60
const longestSeconds = 86_400

/** How long one has to wait in a branch with so many reports of the last day; `from` null: never. */
export function coolingSeconds(reports: number, from: number | null): number {
  if (from === null || reports < from) return 0
  return Math.min(longestSeconds, firstSeconds * 2 ** Math.min(reports - from, 20))
}
