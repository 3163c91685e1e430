// IPTC's older form (IIM 4.2), which agencies still send: fields of `1c`, record, number, length, bytes.
import type { FieldName, Fields } from './picture-metadata.ts'

/** In the application record (2): keywords, release and expiration date, special instructions, date created, by-line, city, sub-location, country, headline, credit, copyright notice, caption. */
const names: Record<number, FieldName> = {
  25: 'keywords', 30: 'from', 37: 'until', 40: 'instructions', 55: 'taken', 80: 'creator', 90: 'city', 92: 'location', 101: 'country', 105: 'headline', 110: 'credit', 116: 'rights', 120: 'caption',
}

export function iptcFields(bytes: Uint8Array | undefined): Fields {
  const fields: Fields = {}
  for (const { name, value } of iptcValues(bytes ?? new Uint8Array())) {
    const text = decoded(value).trim()
    if (text) (fields[name] ??= []).push(text)
  }
  return fields
}

function iptcValues(bytes: Uint8Array) {
  const data = Buffer.from(bytes)
  const values: { name: FieldName; value: Buffer }[] = []
  // Photoshop's wrapping stands before it; the first field is always of record 1 or 2.
  let at = Math.max(0, Math.min(...[data.indexOf('\x1c\x01', 'latin1'), data.indexOf('\x1c\x02', 'latin1')].filter((i) => i >= 0), data.length))
  while (at + 5 <= data.length && data[at] === 0x1c) {
    const length = data.readUInt16BE(at + 3)
    const name = data[at + 1] === 2 ? names[data[at + 2] ?? 0] : undefined
    if (name) values.push({ name, value: data.subarray(at + 5, at + 5 + length) })
    at += 5 + length
  }
  return values
}

// The field that names the character set is seldom there; UTF-8 is hardly ever anything else by chance.
function decoded(value: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(value)
  } catch {
    return new TextDecoder('windows-1252').decode(value)
  }
}
