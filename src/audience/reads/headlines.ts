// Tests of headlines on the front page.
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { SliceCounts } from '../headline-comparing.ts'
import type { Version } from '../headline-slice.ts'
import type { Outcome } from '../headline-test.ts'

interface WithVersions { versions: { version: Version; headline: string }[] }
const versions = sql`(select json_agg(json_build_object('version', v.version, 'headline', v.headline) order by v.version) from headline_versions as v where v.test_id = t.id) as versions`

export interface RunningTest extends WithVersions { id: number; article_id: number; /** Those in which it was counted until now. */ slots: string[] }

export async function runningTests(db: Reads): Promise<RunningTest[]> {
  const { rows } = await sql<RunningTest>`select t.id, t.article_id, ${versions}, array(select distinct slot from headline_slices as s where s.test_id = t.id) as slots
    from headline_tests as t where t.ended_at is null order by t.id`.execute(db)
  return rows
}

export interface ShownTest extends WithVersions { id: number; article_id: number; own_headline: string; /** Of a test that is over, and whose winner stands; null of one that runs. */ winner: Version | null }

/** What runs or stands now, of these articles. */
export async function testsShown(db: Reads, { article_ids, now }: { article_ids: number[]; now: Date }): Promise<ShownTest[]> {
  const { rows } = await sql<ShownTest>`select distinct on (t.article_id) t.id, t.article_id, t.own_headline, t.winner, ${versions}
    from headline_tests as t where t.article_id = any(${article_ids}::bigint[]) and ((t.ended_at is null and t.ends_at > ${now}) or t.stands)
    order by t.article_id, t.id desc`.execute(db)
  return rows
}

export interface HeadlineTest extends WithVersions {
  id: number
  article_id: number
  own_headline: string
  began_at: Date
  ends_at: Date
  ended_at: Date | null
  outcome: Outcome | null
  winner: Version | null
  stands: boolean
  /** Of the article now. */
  headline: string
  state: string
  language: string
}

function tests(where: RawBuilder<unknown>) {
  return sql<HeadlineTest>`select t.id, t.article_id, t.own_headline, t.began_at, t.ends_at, t.ended_at, t.outcome, t.winner, t.stands, a.headline, a.state, a.language, ${versions}
    from headline_tests as t join articles as a on a.id = t.article_id ${where}`
}

export async function headlineTest(db: Reads, id: number): Promise<HeadlineTest | undefined> {
  return (await tests(sql`where t.id = ${id}`).execute(db)).rows[0]
}

/** One that runs, until the transaction ends nobody else's; undefined where it has ended. */
export async function followedTest(tx: Reads, id: number): Promise<HeadlineTest | undefined> {
  return (await tests(sql`where t.id = ${id} and t.ended_at is null for update of t`).execute(tx)).rows[0]
}

/** Those that run first, then the newest. */
export async function newestTests(db: Reads, limit: number): Promise<HeadlineTest[]> {
  return (await tests(sql`order by t.ended_at desc nulls first, t.id desc limit ${limit}`).execute(db)).rows
}

/** The last one of an article. */
export async function lastTestOf(db: Reads, article_id: number): Promise<HeadlineTest | undefined> {
  return (await tests(sql`where t.article_id = ${article_id} order by t.id desc limit 1`).execute(db)).rows[0]
}

export function slicesOfTest(db: Reads, test_id: number): Promise<SliceCounts[]> {
  return sql<SliceCounts>`select slice, slot, version, views, clicks from headline_slices where test_id = ${test_id} order by slice, slot`.execute(db).then(({ rows }) => rows)
}

/** An article that can be tested: it is published. */
export function testableArticle(db: Reads, id: number) {
  return db.selectFrom('articles').select(['id', 'headline', 'language']).where('id', '=', id).where('state', '=', 'published').executeTakeFirst()
}
