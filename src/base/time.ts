export function secondsAfter(time: Date, seconds: number): Date {
  return new Date(time.getTime() + seconds * 1000)
}

/** The calendar day (YYYY-MM-DD) that a moment falls on in a time zone. */
export function dayOf(time: Date, zone: string): string {
  let format = dayFormats.get(zone)
  if (!format) dayFormats.set(zone, format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }))
  return format.format(time)
}
/** Making a format takes longer than all the rest of a page's dates. */
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/** Noon UTC of a calendar day: a moment that every way of writing dates puts on that day. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00Z`)
}

/** The time of day. Only the bindings and commands call it; everything else is told. */
export function now(): Date {
  return new Date()
}
