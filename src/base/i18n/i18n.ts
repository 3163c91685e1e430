// A language is one file in locales/: flat keys, ICU messages. English is the reference and the last resort.
import { readdirSync, readFileSync } from 'node:fs'
import { IntlMessageFormat } from 'intl-messageformat'
import { noonOf } from '../time.ts'
import en from '../../../locales/en.json' with { type: 'json' }

export type MessageKey = keyof typeof en
type Values = Record<string, string | number>

/** Speaks one language: messages by key, and numbers, dates and money as that language writes them. */
export interface T {
  (key: MessageKey, values?: Values): string
  language: string
  number(value: number): string
  /** 20. November 2026 */
  date(time: Date, zone: string): string
  /** The same for a calendar day, YYYY-MM-DD. */
  day(day: string): string
  /** Freitag, 20. November 2026, of a calendar day */
  longDay(day: string): string
  /** November 2026, of any day in it */
  month(day: string): string
  /** Nov. 26, of any day in it */
  shortMonth(day: string): string
  /** 20.11. */
  shortDay(day: string): string
  /** Fr */
  weekday(day: string): string
  /** Freitag, 20. November 2026 */
  longDate(time: Date, zone: string): string
  /** 11.42 Uhr */
  time(time: Date, zone: string): string
  /** 20. November 2026, 11.42 Uhr */
  dateTime(time: Date, zone: string): string
  /** Minor units; whole amounts without decimals. 5 Euro is `money(500, 'EUR')`: 5 € */
  money(minor: number, currency: string): string
  /** Deutsch; as it is where nobody knows it. */
  languageName(tag: string): string
  /** Österreich, by its code (ISO 3166) */
  countryName(code: string): string
  /** Schweizer Franken, by its code */
  currencyName(code: string): string
  /** Tom, Dick and Harry */
  list(items: string[]): string
}

const folder = new URL('../../../locales/', import.meta.url)
const messages = new Map(readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) =>
  [name.slice(0, -5), JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, string>]))
const reference: Record<string, string> = en
const made = new Map<string, T>()

export const languages: readonly string[] = [...messages.keys()].sort()

/** The language among those the paper speaks that serves `wanted` (a BCP 47 tag) best, else `otherwise`. */
export function spoken(wanted: string, otherwise: string): string {
  return [wanted, wanted.split('-')[0] ?? wanted].find((tag) => messages.has(tag)) ?? otherwise
}

/** The language that a browser asks for first (Accept-Language) among those the paper speaks. */
export function preferred(header: string): string | undefined {
  const wanted = header.split(',').map((part) => {
    const [tag = '', ...rest] = part.split(';').map((word) => word.trim())
    const quality = Number(rest.find((word) => word.startsWith('q='))?.slice(2) ?? 1)
    return { tag, quality: Number.isNaN(quality) ? 0 : quality }
  })
  for (const { tag, quality } of wanted.toSorted((a, b) => b.quality - a.quality)) {
    const language = quality > 0 ? spoken(tag, '') : ''
    if (language) return language
  }
  return undefined
}

/** Whether there is a message of that name. */
export function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key)
}

/** For the attribute lang of what stands on a page in another language than the page's: so it is read out and hyphenated rightly. */
export function langOf({ language }: { language: string }, t: T): string | undefined {
  return language === t.language ? undefined : language
}

/** What a message says before and after one of its values; where that is markup: `around((name) => t('article.by', { name }))`. */
export function around(say: (value: string) => string): [before: string, after: string] {
  const [before = '', after = ''] = say('\u0000').split('\u0000')
  return [before, after]
}

export function translator(language: string): T {
  const ready = made.get(language)
  if (ready) return ready
  const t = isTag(language) ? makeTranslator(language) : translator('en')
  made.set(language, t)
  return t
}

// An article may say that it is in a language which there is not.
function isTag(language: string): boolean {
  try {
    return new Intl.Locale(language) !== undefined
  } catch {
    return false
  }
}

function makeTranslator(language: string): T {
  const own = messages.get(language) ?? reference
  const formats = new Map<string, IntlMessageFormat>()
  const say = (key: MessageKey, values: Values = {}) => {
    const text = own[key] ?? reference[key] ?? key
    if (!text.includes('{')) return text
    let format = formats.get(key)
    if (!format) formats.set(key, format = new IntlMessageFormat(text, language))
    return String(format.format(/[„“]\{/.test(text) ? quotable(values, text) : values))
  }
  const dates = dateFormats(language)
  return Object.assign(say, {
    language,
    ...numbers(language),
    ...dates,
    time: (time: Date, zone: string) => say('time.clock', { time: dates.clock(time, zone) }),
    dateTime: (time: Date, zone: string) => say('time.full', { date: dates.date(time, zone), time: say('time.clock', { time: dates.clock(time, zone) }) }),
  })
}

/** Quotation marks within quotation marks are single ones: a headline may begin with its own. */
function quotable(values: Values, text: string): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'string' && (text.includes(`„{${name}}`) || text.includes(`“{${name}}`))
    ? value.replace(/„([^“”]*)[“”]/g, '‚$1‘').replace(/“([^”]*)”/g, '‘$1’')
    : value]))
}

function numbers(language: string) {
  const number = new Intl.NumberFormat(language)
  const list = new Intl.ListFormat(language)
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const currencies = new Intl.DisplayNames(language, { type: 'currency' })
  const countries = new Intl.DisplayNames(language, { type: 'region' })
  return {
    number: (value: number) => number.format(value),
    list: (items: string[]) => list.format(items),
    money: moneyFormat(language),
    countryName: (code: string) => countries.of(code) ?? code,
    currencyName: (code: string) => currencies.of(code) ?? code,
    languageName: (tag: string) => {
      try {
        return names.of(tag) ?? tag
      } catch {
        return tag
      }
    },
  }
}

function moneyFormat(language: string) {
  const made = new Map<string, { digits: number; whole: Intl.NumberFormat; full: Intl.NumberFormat }>()
  const make = (currency: string) => {
    const full = new Intl.NumberFormat(language, { style: 'currency', currency })
    const formats = { digits: full.resolvedOptions().maximumFractionDigits ?? 2, full, whole: new Intl.NumberFormat(language, { style: 'currency', currency, minimumFractionDigits: 0 }) }
    made.set(currency, formats)
    return formats
  }
  return (minor: number, currency: string) => {
    const { digits, whole, full } = made.get(currency) ?? make(currency)
    const major = minor / 10 ** digits
    return (Number.isInteger(major) ? whole : full).format(major)
  }
}

function dateFormats(language: string) {
  const shapes = {
    date: { day: 'numeric', month: 'long', year: 'numeric' },
    longDate: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    month: { month: 'long', year: 'numeric' },
    shortMonth: { month: 'short', year: '2-digit' },
    shortDay: { day: 'numeric', month: 'numeric' },
    weekday: { weekday: 'short' },
    clock: { hour: 'numeric', minute: '2-digit' },
  } as const
  const formats = new Map<string, Intl.DateTimeFormat>()
  const write = (shape: keyof typeof shapes) => (time: Date, zone: string) => {
    const key = `${shape} ${zone}`
    let format = formats.get(key)
    if (!format) formats.set(key, format = new Intl.DateTimeFormat(dateLanguage(language), { ...shapes[shape], timeZone: zone }))
    const text = format.format(time)
    // German papers write 11.42, the locale data 11:42.
    return shape === 'clock' && language.startsWith('de') ? text.replace(':', '.') : text
  }
  const ofDay = (shape: keyof typeof shapes) => (day: string) => write(shape)(noonOf(day), 'UTC')
  return { date: write('date'), day: ofDay('date'), longDay: ofDay('longDate'), month: ofDay('month'), shortMonth: ofDay('shortMonth'), shortDay: ofDay('shortDay'), weekday: ofDay('weekday'), longDate: write('longDate'), clock: write('clock') }
}

// A paper in Europe writes 20 November 2026 and 17:30; plain `en` would write them the American way.
function dateLanguage(language: string): string {
  return language === 'en' ? 'en-GB' : language
}
