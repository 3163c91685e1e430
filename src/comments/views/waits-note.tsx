import type { T } from '../../base/i18n/i18n.ts'

/** What its author is told of a comment that has just come in. */
export function WaitsNote({ state, minutes, t }: { state: 'pending' | 'shown'; /** How long it usually takes; null where nobody can say. */ minutes: number | null; t: T }) {
  if (state === 'shown') return <p class="state" role="status">{t('comments.mine_shown')}</p>
  return <p class="state" role="status">{t('comments.mine_waits')} {minutes === null ? null : usually(minutes, t)}</p>
}

/** How long comments usually wait, in words. */
export function usually(minutes: number, t: T): string {
  return minutes < 90 ? t('comments.wait_minutes', { n: Math.max(1, Math.round(minutes)) }) : t('comments.wait_hours', { n: Math.round(minutes / 60) })
}
