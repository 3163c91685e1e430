import type { T } from '../../base/i18n/i18n.ts'
import type { Refusal } from '../intake.ts'

/** What a reader is told whose comment is not taken, and how they can do better. */
export function refusalText(refusal: Refusal, { t, zone, now, length }: { t: T; zone: string; now: Date; length: number }): string {
  switch (refusal.refused) {
    case 'too_long': return t('write.error.too_long', { n: length, longest: refusal.longest })
    case 'suspended': return t('write.error.suspended', { until: t.dateTime(refusal.until, zone) })
    case 'slow': case 'cooling': return t(`write.error.${refusal.refused}`, { minutes: Math.max(1, Math.ceil((refusal.until.getTime() - now.getTime()) / 60_000)) })
    case 'rule': return t('write.error.rule', { clause: t(`clause.${refusal.clause}`) })
    default: return t(`write.error.${refusal.refused}`)
  }
}
