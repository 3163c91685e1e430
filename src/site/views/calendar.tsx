import type { Counted } from '../../articles/reads/archive.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { archiveUrl } from '../../urls.ts'

/** A month as a sheet of seven columns, Monday first. `month` is its first day; `days` are those with articles. */
export function Calendar({ t, month, days }: { t: T; month: string; days: Counted[] }) {
  const weeks = weeksOf(month)
  const counts = new Map(days.map(({ begins_on, articles }) => [begins_on, articles]))
  return (
    <table class="calendar">
      <caption class="small">{t('archive.calendar')}</caption>
      <thead><tr>{weeks[1]?.map((day) => <th scope="col">{day ? t.weekday(day) : ''}</th>)}</tr></thead>
      <tbody>{weeks.map((week) => <tr>{week.map((day) => <Day day={day} articles={counts.get(day ?? '')} />)}</tr>)}</tbody>
    </table>
  )
}

function Day({ day, articles }: { day: string | null; articles: number | undefined }) {
  if (day === null) return <td />
  const number = Number(day.slice(8))
  return <td>{articles ? <a href={archiveUrl('day', day)}>{number} <span class="small">{articles}</span></a> : <span class="none">{number}</span>}</td>
}

/** The days by weeks; null before the first and after the last. Every month has a second week, and that is whole. */
function weeksOf(month: string): (string | null)[][] {
  const [year = 0, nth = 1] = month.split('-').map(Number)
  const first = new Date(`${month}T12:00:00Z`)
  const before = (first.getUTCDay() + 6) % 7
  const last = new Date(Date.UTC(year, nth, 0)).getUTCDate()
  return Array.from({ length: Math.ceil((before + last) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, weekday) => {
      const number = week * 7 + weekday - before + 1
      return number >= 1 && number <= last ? `${month.slice(0, 8)}${String(number).padStart(2, '0')}` : null
    }))
}
