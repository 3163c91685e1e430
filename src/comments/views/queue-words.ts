// How the queue says how long ago something was, and what is known of an author.
import type { T } from '../../base/i18n/i18n.ts'

/** 4 min, 3 h, 12 days. */
export function span(from: Date, now: Date, t: T): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - from.getTime()) / 60_000))
  if (minutes < 60) return t('moderation.minutes', { n: minutes })
  return minutes < 48 * 60 ? t('moderation.hours', { n: Math.floor(minutes / 60) }) : t('moderation.days', { n: Math.floor(minutes / 1440) })
}

interface Record { approved: number | null; rejected: number | null; reports_right: number | null; reports_wrong: number | null }

/** What the record of an author says: so many approved, so many rejected, reports that were right. */
export function recordWords({ approved, rejected, reports_right, reports_wrong }: Record, t: T): string {
  const reports = (reports_right ?? 0) + (reports_wrong ?? 0)
  return [t('moderation.record', { approved: approved ?? 0, rejected: rejected ?? 0 }), ...(reports > 0 ? [t('moderation.record_reports', { right: reports_right ?? 0, all: reports })] : [])].join(', ')
}
