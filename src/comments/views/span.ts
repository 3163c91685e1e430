import type { T } from '../../base/i18n/i18n.ts'

/** A length of time in words, as coarse as it is long: 40 seconds, 12 minutes, 5 hours, 3 days. */
export function spanText(t: T, seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 90) return t('case.span.seconds', { n: Math.round(seconds) })
  if (seconds < 90 * 60) return t('case.span.minutes', { n: Math.round(seconds / 60) })
  if (seconds < 48 * 3_600) return t('case.span.hours', { n: Math.round(seconds / 3_600) })
  return t('case.span.days', { n: Math.round(seconds / 86_400) })
}

/** A share as per cent; a dash where there is nothing to have a share of. */
export function shareText(t: T, share: number | null): string {
  return share === null ? '–' : t('case.per_cent', { share: Math.round(share * 1_000) / 10 })
}
