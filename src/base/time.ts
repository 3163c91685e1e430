export function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000)
}
export function secondsBefore(time: Date, seconds: number): Date {
  return secondsAfter(time, -seconds)
}

/** The last of some moments; null where there is none among them. */
export function latest(times: Iterable<Date | null>): Date | null {
  let last: Date | null = null
  for (const time of times) if (time && (!last || time > last)) last = time
  return last
}

/** The calendar day (YYYY-MM-DD) that a moment falls on in a time zone. */
export function dayOf(time: Date, zone: string): string {
  let format = dayFormats.get(zone)
  if (!format) dayFormats.set(zone, format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }))
  return format.format(time)
}
/** Making a format takes longer than all the rest of a page's dates. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** The hour of the day, 0 to 23, that a moment falls into in a time zone. */
export function hourOf(time: Date, zone: string): number {
  let format = hourFormats.get(zone)
  if (!format) hourFormats.set(zone, format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }))
  return Number(format.format(time))
}
const hourFormats = new Map<string, Intl.DateTimeFormat>()

/** The moment at which a calendar day begins in a time zone. */
export function startOfDay(day: string, zone: string): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`)
  let at = wanted
  // Twice: the first guess may lie on the other side of a change of the clocks.
  for (let n = 0; n < 2; n++) at -= clockAt(new Date(at), zone) - wanted
  return new Date(at)
}
/** What clocks show at a moment, read as if it were UTC. */
function clockAt(time: Date, zone: string): number {
  let format = clockFormats.get(zone)
  if (!format) clockFormats.set(zone, format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }))
  return Date.parse(`${format.format(time).replace(' ', 'T')}Z`)
}
const clockFormats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day some days after one. */
export function daysAfter(day: string, days: number): string {
  return new Date(noonOf(day).getTime() + days * 86_400_000).toISOString().slice(0, 10)
}

/** Noon UTC of a calendar day: a moment that every way of writing dates puts on that day. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** The calendar day (YYYY-MM-DD) of a year, a month and a day as they stand in an address; undefined where there is no such day. */
export function calendarDay([year = '', month = '', day = '']: [string, string, string]): string | undefined {
  if (!/^\d{4}$/.test(year) || year === '0000' || !/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day)) return undefined
  const text = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  const noon = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(text) ? text : undefined
}

/** A name of the time zone database; no offset, whose sign Intl and PostgreSQL read in opposite ways. */
export function isTimeZone(name: string): boolean {
  try {
    return !/^[+-]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
export function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone')
}

/** The time of day. Only the bindings and commands call it; everything else is told. */
export function now(): Date {
  return new Date()
}
