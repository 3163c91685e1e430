// What an agency or a photographer wrote into the file: what is to be seen, who is to be named, whose it is.
import type { Look } from '../base/files/darkroom.ts'
import { iptcFields } from './picture-iptc.ts'
import { xmpFields } from './picture-xmp.ts'

export interface PictureWords {
  alt: string
  title: string
  caption: string
  credit_person: string
  credit_agency: string
  rights: string
  usage_terms: string
  place: string
  keywords: string[]
  taken_at: Date | null
  /** The file says from when and until when it may be used. */
  rights_from: Date | null
  rights_until: Date | null
}

/** More than these did not make one picture, or describe it: whoever wrote them means harm. */
const mostCreators = 20
export const mostKeywords = 50

/** XMP goes before IPTC, as the Metadata Working Group has it; cameras write only EXIF. */
export async function pictureWords({ xmp, iptc, exif }: Pick<Look, 'xmp' | 'iptc' | 'exif'>): Promise<PictureWords> {
  const fields: Fields = { ...await exifFields(exif), ...iptcFields(iptc), ...xmpFields(xmp) }
  const first = (name: FieldName) => plain(fields[name]?.[0] ?? '')
  const creators = (fields.creator ?? []).slice(0, mostCreators).map(plain)
  const places = [first('location'), first('city'), first('country')].filter(Boolean)
  const [rights_from, rights_until] = [dateIn(first('from'), 'T00:00:00Z'), dateIn(first('until'), 'T23:59:59Z')]
  const isSpan = !rights_from || !rights_until || rights_from < rights_until
  return {
    alt: first('alt'), title: first('headline'), caption: first('caption'), ...splitCredit(creators, first('credit')), rights: first('rights'),
    usage_terms: first('terms') || first('instructions'), place: [...new Set(places)].join(', '), keywords: keywordsIn(fields.keywords ?? []),
    taken_at: dateIn(first('taken') || first('created'), 'T12:00:00Z'), rights_from: isSpan ? rights_from : null, rights_until,
  }
}

/** Each once, without what is none. */
export function keywordsIn(words: string[]): string[] {
  return [...new Set(words.slice(0, mostKeywords).map((word) => plain(word).slice(0, 100)).filter(Boolean))]
}

export type FieldName = 'alt' | 'caption' | 'creator' | 'credit' | 'rights' | 'keywords' | 'headline' | 'taken' | 'created' | 'location' | 'city' | 'country' | 'terms' | 'instructions' | 'from' | 'until'
export type Fields = Partial<Record<FieldName, string[]>>

/** `2026-03-01T12:30:00+01:00`, `2026:03:01 12:30:00`, `20260301`; null for anything else. What has no zone is read as UTC: it is a matter of the day. */
function dateIn(text: string, without: string): Date | null {
  const [, year, month, day, time = '', zone = 'Z'] = /^(\d{4})[-:]?(\d{2})[-:]?(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?)?/.exec(text) ?? []
  if (!year || year < '1826') return null
  const date = new Date(`${year}-${month}-${day}${time ? `T${time.length === 5 ? `${time}:00` : time}${zone}` : without}`)
  return Number.isNaN(date.getTime()) ? null : date
}

async function exifFields(exif: Uint8Array | undefined): Promise<Fields> {
  if (!exif) return {}
  const { default: exifr } = await import('exifr')
  const marker = Buffer.from(exif.subarray(0, 6)).toString('latin1') === 'Exif\0\0' ? 6 : 0
  const found: unknown = await exifr.parse(exif.subarray(marker), { pick: ['Artist', 'Copyright', 'DateTimeOriginal'], reviveValues: false }).catch(() => undefined)
  const text = (name: string) => {
    const value: unknown = found && typeof found === 'object' ? Reflect.get(found, name) : undefined
    return typeof value === 'string' && value.trim() ? [value] : undefined
  }
  const [creator, rights, taken] = [text('Artist'), text('Copyright'), text('DateTimeOriginal')]
  return { ...(creator ? { creator } : {}), ...(rights ? { rights } : {}), ...(taken ? { taken } : {}) }
}

/** One line without what the database and pages cannot hold. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 2000)
}

/**
 * Who is named and for whom they work. The field "credit" is written in many ways, "Henrike Sölter/WA", "dpa",
 * "picture alliance/dpa | Jo Ott", and often repeats the creator.
 */
export function splitCredit(creators: string[], credit: string): Pick<PictureWords, 'credit_person' | 'credit_agency'> {
  const made = distinct(creators.flatMap(partsOf))
  const named = distinct(partsOf(credit)).filter((part) => !made.some((other) => sameName(part, other)))
  const persons = made.length > 0 ? made.filter((part) => !isAgency(part)) : named.filter(isPerson)
  const agencies = [...made, ...named].filter((part) => !persons.includes(part))
  return { credit_person: persons.join(', '), credit_agency: agencies.join('/') }
}

function partsOf(credit: string): string[] {
  const bare = credit.replace(/^\s*(?:(?:fotos?|photos?|bild(?:er)?|credits?|copyright|photo by|by|von)\s*[:/]|©|\(c\))\s*/i, '')
  return bare.replace(/\s*\(([^()]+)\)\s*$/, '/$1').split(/\s*[/|;]\s*/).map((part) => part.trim()).filter(Boolean)
}

function isPerson(part: string): boolean {
  return !isAgency(part) && /^\p{Lu}[\p{L}.'’-]*(\s\p{L}[\p{L}.'’-]*)+$/u.test(part)
}
/** "dpa", "WA", and what calls itself an agency, a paper or an archive. */
function isAgency(part: string): boolean {
  return /^(\p{Ll}+|\p{Lu}{2,5})$/u.test(part) || /\b(alliance|agency|agentur|anzeiger|archive?|bilder|getty|imago|images|media|museum|news|photos?|pictures|polizei|press|presse|reuters|stock|verlag|zeitung)\b/i.test(part)
}

function distinct(parts: string[]): string[] {
  return parts.filter((part, i) => parts.findIndex((other) => sameName(part, other)) === i)
}
function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
