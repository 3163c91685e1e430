import type { T } from '../../base/i18n/i18n.ts'
import type { Waiting } from '../waiting.ts'

/** Says that there is more than what is shown. */
export function WaitingHits({ t, waiting, zone }: { t: T; waiting: Waiting | undefined; zone: string }) {
  if (!waiting) return null
  const megabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20)
  return <p class="notice" role="status">{t('audience_figures.waiting', { n: waiting.hits, since: t.dateTime(waiting.since, zone), taken: megabytes(waiting.bytes), most: megabytes(waiting.mostBytes) })}</p>
}
