// What a test of headlines found, in words.
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import type { Compared, Ratio } from './headline-comparing.ts'
import { resultOf } from './headline-test.ts'
import { lastTestOf, type HeadlineTest } from './reads/headlines.ts'
import { paperZone } from './reads/rolling.ts'
import { paths, url } from '../urls.ts'

/** +12 %. */
export function changeSaid(t: T, ratio: number): string {
  const share = Math.round((ratio - 1) * 1_000) / 10
  return `${share > 0 ? '+' : share < 0 ? '−' : '±'}${t('case.per_cent', { share: Math.abs(share) }).replace(' ', '\u00a0')}`
}

/** +12 % (+3 % to +22 %). */
export function ratioSaid(t: T, more: Ratio | null): string {
  if (!more) return t('headline_tests.too_little')
  const [mean, from] = [changeSaid(t, more.ratio), changeSaid(t, more.from)]
  return more.to === null ? t('headline_tests.at_least', { mean, from }) : t('headline_tests.between', { mean, from, to: changeSaid(t, more.to) })
}

type Said = Pick<HeadlineTest, 'outcome' | 'winner' | 'stands' | 'ends_at'>

/** How a test stands, in a sentence. */
export function outcomeSaid(t: T, { outcome, winner, ends_at }: Said, { compared, zone }: { compared: readonly Compared[]; zone: string }): string {
  if (outcome === null) return t('headline_tests.runs', { time: t.dateTime(ends_at, zone) })
  if (outcome !== 'decided') return t(`headline_tests.outcome.${outcome}`)
  const more = compared.find(({ version }) => version === winner)?.more
  return winner === 'a' || !more ? t('headline_tests.outcome.own') : t('headline_tests.outcome.decided', { version: (winner ?? '').toUpperCase(), more: ratioSaid(t, more) })
}

/** The last test of an article, and how it stands; null where there was none. */
export async function lastTestTold(db: Reads, article_id: number, t: T): Promise<{ said: string; path: string; runs: boolean } | null> {
  const test = await lastTestOf(db, article_id)
  if (!test) return null
  const { compared } = test.ended_at ? await resultOf(db, { ...test, now: test.ended_at }) : { compared: [] }
  return { said: outcomeSaid(t, test, { compared, zone: await paperZone(db) }), path: url(paths.deskHeadlineTest, { id: String(test.id) }), runs: test.ended_at === null }
}
