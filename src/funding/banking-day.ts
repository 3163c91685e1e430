// Days on which euros move from bank to bank: those on which TARGET is open, the central banks' own system.
import { noonOf } from '../base/time.ts'
import { addDays } from './rhythm.ts'

/** Closed on Saturdays and Sundays, and on six feasts (European Central Bank, long-term calendar of 14 December 2000). */
export function isBankingDay(day: string): boolean {
  return ![0, 6].includes(noonOf(day).getUTCDay()) && !['01-01', '05-01', '12-25', '12-26'].includes(day.slice(5)) && !aroundEaster(day)
}

/** The day itself where banks work on it, else the next one on which they do. */
export function bankingDayFrom(day: string): string {
  return isBankingDay(day) ? day : bankingDayFrom(addDays(day, 1))
}

/** So many banking days later. */
export function bankingDaysAfter(day: string, count: number): string {
  return count === 0 ? day : bankingDaysAfter(bankingDayFrom(addDays(day, 1)), count - 1)
}

/** Good Friday and Easter Monday. */
function aroundEaster(day: string): boolean {
  const easter = easterOf(Number(day.slice(0, 4)))
  return day === addDays(easter, -2) || day === addDays(easter, 1)
}

/** Easter Sunday by the Gregorian rule, in the form of Meeus: steps of whole numbers, each named as he does. */
function easterOf(year: number): string {
  const a = year % 19
  const [b, c] = [Math.floor(year / 100), year % 100]
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return `${year}-${String(Math.floor(days / 31)).padStart(2, '0')}-${String((days % 31) + 1).padStart(2, '0')}`
}
