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

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain | undefined }

/** The one text that a value has in JSON (RFC 8785), so that everybody signs and hashes the same bytes. Numbers must be whole and safe; what is undefined is left out. */
export function canonicalJson(value: Plain): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} has no one text`)
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`
  // By UTF-16 code units, which is how strings are compared here.
  const fields = Object.entries(value).flatMap(([name, own]): [string, Plain][] => (own === undefined ? [] : [[name, own]])).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, own]) => `${JSON.stringify(name)}:${canonicalJson(own)}`).join(',')}}`
}
function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}
