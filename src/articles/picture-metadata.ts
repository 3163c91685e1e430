// What an agency or a photographer wrote into the file: what is to be seen, who is to be named, whose it is.
import type { Look } from '../base/files/darkroom.ts'
import { iptcFields } from './picture-iptc.ts'
import { xmpFields } from './picture-xmp.ts'

export interface PictureWords { alt: string; caption: string; credit_person: string; credit_agency: string; rights: string }

/** More than these did not make one picture: whoever wrote them means harm. */
const mostCreators = 20

/** XMP goes before IPTC, as the Metadata Working Group has it; cameras write only EXIF. */
export async function pictureWords({ xmp, iptc, exif }: Pick<Look, 'xmp' | 'iptc' | 'exif'>): Promise<PictureWords> {
  const inXmp = xmpFields(xmp)
  const inIptc = iptcFields(iptc)
  const inExif = await exifFields(exif)
  const first = (name: 'alt' | 'caption' | 'credit' | 'rights') => plain(inXmp[name]?.[0] ?? inIptc[name]?.[0] ?? inExif[name]?.[0] ?? '')
  const creators = (inXmp.creator ?? inIptc.creator ?? inExif.creator ?? []).slice(0, mostCreators)
  return { alt: first('alt'), caption: first('caption'), ...splitCredit(creators.map(plain), first('credit')), rights: first('rights') }
}

export type Fields = Partial<Record<'alt' | 'caption' | 'creator' | 'credit' | 'rights', string[]>>

async function exifFields(exif: Uint8Array | undefined): Promise<Fields> {
  if (!exif) return {}
  const { default: exifr } = await import('exifr')
  const marker = Buffer.from(exif.subarray(0, 6)).toString('latin1') === 'Exif\0\0' ? 6 : 0
  const found: unknown = await exifr.parse(exif.subarray(marker), { pick: ['Artist', 'Copyright'] }).catch(() => undefined)
  const text = (name: string) => {
    const value: unknown = found && typeof found === 'object' ? Reflect.get(found, name) : undefined
    return typeof value === 'string' && value.trim() ? [value] : undefined
  }
  const [creator, rights] = [text('Artist'), text('Copyright')]
  return { ...(creator ? { creator } : {}), ...(rights ? { rights } : {}) }
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
