// What a wire sends, whatever the format: one text with what is said about it, as it came, before any of it is believed.
import { plainLine } from './html-tree.ts'

/** Thrown for what cannot be read as any of the formats; the message says why, for whoever looks after the source. */
export class WireRefused extends Error {}

export const pubstatuses = ['usable', 'withheld', 'canceled'] as const
export type Pubstatus = (typeof pubstatuses)[number]

export interface Subject { name: string; /** As in medtop:15000000. */ code: string }
export interface WiredPicture { address: string; alt: string; caption: string; /** Who made it and for whom, as it stands there. */ credit: string; rights: string; /** Its file, where that came along. */ file?: Buffer }

export interface Wired {
  /** By which its source knows it, in all its versions. */
  foreign_id: string
  version: string
  /** Texts that this one takes the place of, by their foreign ids. */
  replaces: string[]
  issued_at: Date | null
  urgency: number | null
  pubstatus: Pubstatus
  embargo_until: Date | null
  language: string
  kicker: string
  headline: string
  standfirst: string
  /** Markup, not to be trusted. */
  html: string
  bylines: string[]
  agency: string
  dateline_place: string
  subjects: Subject[]
  /** Those that do not stand in the text. */
  pictures: WiredPicture[]
  /** To the editors. */
  note: string
  usage_terms: string
  /** Where it stands with its source. */
  link: string
}

export const nothingWired: Omit<Wired, 'foreign_id'> = {
  version: '', replaces: [], issued_at: null, urgency: null, pubstatus: 'usable', embargo_until: null, language: '', kicker: '', headline: '', standfirst: '', html: '',
  bylines: [], agency: '', dateline_place: '', subjects: [], pictures: [], note: '', usage_terms: '', link: '',
}

/** How many texts one file or answer may bring, and how many pictures one text. */
export const mostItems = 500
export const mostPictures = 30

/** One line of what may be markup, no longer than this. */
export function line(text: string | null | undefined, most = 500): string {
  const plain = plainLine(text ?? '')
  return plain.length <= most ? plain : `${plain.slice(0, most - 2).toWellFormed()} …`
}

export function moment(text: string | null | undefined): Date | null {
  if (!text) return null
  const at = new Date(text.trim())
  const year = at.getUTCFullYear()
  return Number.isNaN(at.getTime()) || year < 1970 || year > 2200 ? null : at
}

/** From 1, at once, to 9; null for anything else. */
export function urgencyIn(given: unknown): number | null {
  const number = Number(given)
  return given !== null && given !== '' && Number.isInteger(number) && number >= 1 && number <= 9 ? number : null
}

/** `stat:canceled`, `Cancelled`, and a whole address of such a word. */
export function pubstatusIn(text: string | undefined): Pubstatus {
  const word = /([a-z]+)\W*$/i.exec(text ?? '')?.[1]?.toLowerCase().replace('cancelled', 'canceled')
  return pubstatuses.find((one) => one === word) ?? 'usable'
}

/** "Von Henrike Sölter und Jo Ott, wa" names two people; the agency is no author. */
export function bylineNames(text: string, agency: string): string[] {
  const bare = line(text, 300).replace(/^(von|by|par|de)\s+/i, '').replace(/\s*\([^()]*\)\s*$/, '')
  return bare.split(/\s*[,;/&]\s*|\s+(?:und|and|et)\s+/).map((name) => name.trim()).filter((name) => /^\p{Lu}[\p{L}.'’-]*(\s+\p{L}[\p{L}.'’-]*)+$/u.test(name) && name.toLowerCase() !== agency.toLowerCase()).slice(0, 10)
}

/** "Jo Ott" and "wa/Jo Ott" say "Jo Ott/wa": each name once. */
export function creditOf(parts: string[]): string {
  return line([...new Set(parts.flatMap((part) => part.split('/')).map((part) => part.trim()).filter(Boolean))].join('/'), 200)
}

/** Text without markup as markup: a blank line parts paragraphs. */
export function paragraphsOf(text: string): string {
  return text.replace(/\r\n?/g, '\n').split(/\n[^\S\n]*\n/).map((part) => part.trim()).filter(Boolean).map((part) => `<p>${escaped(part)}</p>`).join('')
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
