// A thread is a comment and everything that answers it. A page of threads holds so many comments that an article with
// few of them needs one page only, and one with very many costs no more to show.

/** How many comments a page holds, tombstones counted. */
export const pageLength = 50

/** How many replies each thread is sure to show before any shows more. */
export const repliesAtFirst = 2

/** Of a window of a thread: how many replies before the comment it is opened at, for context. */
export const windowBefore = 9
/** And how many after it, so that with the first comment of the thread a page is full. */
export const windowAfter = pageLength - windowBefore - 2
/** How far back the link to what stands earlier goes: rows deep in a thread are wide, and each of these is read for that link alone. */
export const windowBack = 25

/** Shares out room for more replies: one each in turn, to those threads that have more. */
export function shares(hidden: number[], room: number): number[] {
  const given = hidden.map(() => 0)
  let left = Math.min(room, hidden.reduce((sum, n) => sum + n, 0))
  while (left > 0) {
    for (const [i, n] of hidden.entries()) {
      const has = given[i] ?? 0
      if (left > 0 && has < n) { given[i] = has + 1; left -= 1 }
    }
  }
  return given
}
