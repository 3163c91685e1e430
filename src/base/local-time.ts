// Moments as forms ask for them: a day and a time of day where the paper is, `2026-03-01T18:30`.

/** The moment that somebody means who says so there. Of an hour that comes twice the first is meant; one that does not come, an hour later. */
export function momentIn(text: string, zone: string): Date | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2})?$/.exec(text.trim())?.slice(1).map(Number)
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  // No such day, or no such hour: it would be another one.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== `${text.trim().slice(0, 10)}T${text.trim().slice(11, 16)}`) return undefined
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((around) => offsetAt(new Date(around), zone))
  const meant = offsets.map((offset) => new Date(asUtc - offset)).find((one) => one.getTime() + offsetAt(one, zone) === asUtc)
  return meant ?? new Date(asUtc - Math.min(...offsets))
}

/** As a field of a form holds it. */
export function localText(moment: Date, zone: string): string {
  return new Date(moment.getTime() + offsetAt(moment, zone)).toISOString().slice(0, 16)
}

/** By how many milliseconds clocks there are ahead of UTC. */
function offsetAt(moment: Date, zone: string): number {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }))
  const at = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]))
  return Date.UTC(at.year ?? 0, (at.month ?? 1) - 1, at.day, at.hour, at.minute, at.second) - Math.floor(moment.getTime() / 1000) * 1000
}
/** Making a format takes long. */
const formats = new Map<string, Intl.DateTimeFormat>()
