/** What a text in JSON says; undefined for one that is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What this program itself wrote as JSON, and has kept whole: its writer answers for its shape. */
export function ownJson<T>(text: string): T {
  return JSON.parse(text) as T
}
