// A comment's place is where it stands in its thread: a path of ordinals, one for each level, whose bytes sort in the
// order of reading (a comment, then what answers it, oldest first).

/** Index entries of PostgreSQL hold about 2,700 bytes; this stays well below, and is 1,200 levels deep at most. */
export const longestPath = 1200

/** The path of a thread's first comment. */
export const top: Buffer = Buffer.alloc(0)

const longestOrdinal = 4

/**
 * An ordinal in as few bytes as it needs. The leading bits give the length (0, 10, 110, 1110), as in UTF-8: so longer
 * ones sort behind shorter ones, none begins another, and whole paths compare byte by byte.
 */
export function ordinalBytes(ordinal: number): Buffer {
  if (ordinal < 2 ** 7) return Buffer.of(ordinal)
  if (ordinal < 2 ** 14) return Buffer.of(0x80 | (ordinal >> 8), ordinal & 0xff)
  if (ordinal < 2 ** 21) return Buffer.of(0xc0 | (ordinal >> 16), (ordinal >> 8) & 0xff, ordinal & 0xff)
  if (ordinal < 2 ** 28) return Buffer.of(0xe0 | (ordinal >> 24), (ordinal >> 16) & 0xff, (ordinal >> 8) & 0xff, ordinal & 0xff)
  throw new RangeError(`no comment can have ${ordinal} answers`)
}

function ordinalLength(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xc0 ? 2 : lead < 0xe0 ? 3 : longestOrdinal
}

/** Where the paths of all levels above begin and end: the lengths of `path`'s ancestors, nearest first. */
function lengthsAbove(path: Buffer): number[] {
  const lengths: number[] = []
  for (let at = 0; at < path.length; at += ordinalLength(path[at] ?? 0)) lengths.unshift(at)
  return lengths
}

/**
 * The places below which an answer to the comment at `path` may stand, the first with room being taken: the comment
 * itself, and only at the deepest levels those above it, so that the answer stands beside what it answers.
 */
export function hosts(path: Buffer): Buffer[] {
  const found = [path]
  for (const length of path.length > longestPath - longestOrdinal ? lengthsAbove(path) : []) {
    found.push(path.subarray(0, length))
    if (length <= longestPath - longestOrdinal) break
  }
  return found
}

/** The path of the next comment below a place, or undefined where there is no room for one more level. */
export function pathBelow(host: { path: Buffer; children: number }): Buffer | undefined {
  const path = Buffer.concat([host.path, ordinalBytes(host.children + 1)])
  return path.length <= longestPath ? path : undefined
}

/** The ordinals a path is made of, one for each level. */
export function ordinalsOf(path: Buffer): number[] {
  const ordinals: number[] = []
  for (let at = 0; at < path.length; ) {
    const length = ordinalLength(path[at] ?? 0)
    const high = (path[at] ?? 0) & (0xff >> length)
    ordinals.push(path.subarray(at + 1, at + length).reduce((sum, byte) => sum * 256 + byte, high))
    at += length
  }
  return ordinals
}

export function pathOf(ordinals: number[]): Buffer {
  return Buffer.concat(ordinals.map(ordinalBytes))
}
