// A test of headlines shows an article on the front page under several headlines by turns, the same to everyone at a time,
// and counts how often each is followed. The article itself, feeds and search keep the article's own.
import type { Reads } from '../base/db/db.ts'
import { headlineSecondsLeft, headlineSliceOf, versionOf } from './headline-slice.ts'
import { testsShown } from './reads/headlines.ts'

export interface TestedHeadline {
  headline: string
  /** While a test runs: which, and for which slice of time this is printed. */
  tested?: { test_id: number; slice: number }
  /** For how long it stays as it is; undefined where the winner of a test that is over stands. */
  seconds?: number
}

/** What stands on the front page in place of articles' own headlines now, by article. Once an article is called otherwise by its editors, nothing does. */
export async function testedHeadlines(db: Reads, articles: readonly { id: number; headline: string }[], now: Date): Promise<ReadonlyMap<number, TestedHeadline>> {
  const own = new Map(articles.map(({ id, headline }) => [id, headline]))
  const slice = headlineSliceOf(now)
  return new Map((await testsShown(db, { article_ids: [...own.keys()], now })).flatMap(({ id, article_id, own_headline, winner, versions }): [number, TestedHeadline][] => {
    const version = winner ?? versionOf(slice, { test_id: id, versions: versions.map((one) => one.version) })
    const headline = versions.find((one) => one.version === version)?.headline
    if (headline === undefined || own.get(article_id) !== own_headline) return []
    return [[article_id, winner ? { headline } : { headline, tested: { test_id: id, slice }, seconds: headlineSecondsLeft(now) }]]
  }))
}
