// When one may write: until a discussion closes by itself, and in the hours in which moderators are there. Outside them new
// comments wait. They are of one day, in the paper's time zone.
import { secondsAfter } from '../base/time.ts'

export interface Hours {
  /** HH:MM, or with seconds as the database writes it; null: always open. */
  opens_at: string | null
  closes_at: string | null
  /** 1 Monday … 7 Sunday */
  open_days: number[]
}

export function isOpen({ opens_at, closes_at, open_days }: Hours, now: Date, zone: string): boolean {
  if (opens_at === null || closes_at === null) return true
  const { day, clock } = localTime(now, zone)
  return open_days.includes(day) && clock >= opens_at.slice(0, 5) && clock < closes_at.slice(0, 5)
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
/** Making a format takes longer than all the rest of a decision. */
const formats = new Map<string, Intl.DateTimeFormat>()

function localTime(now: Date, zone: string): { day: number; clock: string } {
  let format = formats.get(zone)
  if (!format) formats.set(zone, format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]))
  return { day: days.indexOf(parts.get('weekday') ?? '') + 1, clock: `${parts.get('hour')}:${parts.get('minute')}` }
}

/** When the discussion of an article closes by itself; null: never. */
export function discussionEnd({ published_at, close_after_days }: { published_at: Date | null; close_after_days: number | null }): Date | null {
  return published_at && close_after_days !== null ? secondsAfter(published_at, close_after_days * 86_400) : null
}
