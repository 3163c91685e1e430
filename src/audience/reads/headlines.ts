// Tests of headlines on the front page.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Version } from '../headline-slice.ts'

export interface RunningTest {
  id: number
  article_id: number
  versions: { version: Version; headline: string }[]
  /** Those in which it was counted until now. */
  slots: string[]
}

export async function runningTests(db: Reads): Promise<RunningTest[]> {
  const { rows } = await sql<RunningTest>`select t.id, t.article_id,
      (select json_agg(json_build_object('version', v.version, 'headline', v.headline) order by v.version) from headline_versions as v where v.test_id = t.id) as versions,
      array(select distinct slot from headline_slices as s where s.test_id = t.id) as slots
    from headline_tests as t where t.ended_at is null order by t.id`.execute(db)
  return rows
}

export interface ShownTest {
  id: number
  article_id: number
  own_headline: string
  /** Of a test that is over, and whose winner stands; null of one that runs. */
  winner: Version | null
  versions: { version: Version; headline: string }[]
}

/** What runs or stands now, of these articles. */
export async function testsShown(db: Reads, { article_ids, now }: { article_ids: number[]; now: Date }): Promise<ShownTest[]> {
  const { rows } = await sql<ShownTest>`select distinct on (t.article_id) t.id, t.article_id, t.own_headline, t.winner,
      (select json_agg(json_build_object('version', v.version, 'headline', v.headline) order by v.version) from headline_versions as v where v.test_id = t.id) as versions
    from headline_tests as t where t.article_id = any(${article_ids}::bigint[]) and ((t.ended_at is null and t.ends_at > ${now}) or t.stands)
    order by t.article_id, t.id desc`.execute(db)
  return rows
}
