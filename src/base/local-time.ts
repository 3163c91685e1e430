// Times as people type them, on the clocks of a time zone: YYYY-MM-DDTHH:MM, as forms have it.

const formats = new Map<string, Intl.DateTimeFormat>()

export function localTime(time: Date, zone: string): string {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
  const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`
}

/** Undefined for what is no time. One that comes twice when clocks are put back is the first; one that clocks leave out is as late after the gap. */
export function timeAt(text: string, zone: string): Date | undefined {
  const written = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2})?$/.exec(text.trim())
  const asUtc = written ? Date.parse(`${written[1]}T${written[2]}:00Z`) : NaN
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(`${written?.[1]}T${written?.[2]}`)) return undefined
  const offset = (at: number) => Date.parse(`${localTime(new Date(at), zone)}:00Z`) - at
  const tried = [offset(asUtc - 86_400_000), offset(asUtc + 86_400_000)].map((one) => new Date(asUtc - one))
  return tried.find((time) => localTime(time, zone) === `${written?.[1]}T${written?.[2]}`) ?? tried[0]
}
