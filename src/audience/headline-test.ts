// A test of headlines shows an article on the front page under several headlines by turns, the same to everyone at a time,
// and counts how often each is followed. The article itself, feeds and search keep the article's own.
import { atomically, attempt, isTaken, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale } from '../base/press/stale.ts'
import { secondsAfter } from '../base/time.ts'
import { compareHeadlines, settledAt, settlingSeconds, winnerOf, type Compared } from './headline-comparing.ts'
import { headlineSecondsLeft, headlineSliceOf, versionNames, versionOf, type Version } from './headline-slice.ts'
import { followedTest, runningTests, slicesOfTest, testsShown } from './reads/headlines.ts'
import { insertTest, insertVersion, takeDown, takeOffWinners, updateEnded } from './writes/headlines.ts'

export const outcomes = ['decided', 'undecided', 'cancelled', 'withdrawn', 'changed'] as const
export type Outcome = (typeof outcomes)[number]

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

interface Begun { article: { id: number; headline: string }; /** Besides its own. */ headlines: readonly string[]; hours: number }

/** Returns the test's number; undefined where one of the article runs already. */
export async function beginTest(db: Db, { article, headlines, hours }: Begun, { by, now }: Act): Promise<number | undefined> {
  try {
    return await attempt(db, async (tx) => {
      await takeOffWinners(tx, article.id)
      const id = await insertTest(tx, { article_id: article.id, own_headline: article.headline, began_at: now, ends_at: secondsAfter(now, hours * 3_600) })
      for (const [n, headline] of [article.headline, ...headlines].entries()) await insertVersion(tx, { test_id: id, version: versionNames[n] ?? '', headline })
      await record(tx, { by, now, what: 'headline test begun', subject: `article:${article.id}` })
      await stale(tx, 'front')
      return id
    })
  } catch (error) {
    if (isTaken(error)) return undefined
    throw error
  }
}

/** Ends a test that runs, or takes the winner of one that is over off the front page. */
export function endTest(db: Db, { id, article_id }: { id: number; article_id: number }, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    const subject = `article:${article_id}`
    if (await updateEnded(tx, { id, outcome: 'cancelled', winner: null, now })) await record(tx, { by, now, what: 'headline test cancelled', subject })
    else if (await takeDown(tx, id)) await record(tx, { by, now, what: 'tested headline taken off', subject })
    await stale(tx, 'front')
  })
}

/** Ends each test that is decided, or cannot go on. Whoever does it at the same time waits, and finds it ended. */
export async function followTests(db: Db, now: Date) {
  for (const { id } of await runningTests(db)) await atomically(db, (tx) => followTest(tx, { id, now }))
}

async function followTest(tx: Db, { id, now }: { id: number; now: Date }) {
  const test = await followedTest(tx, id)
  if (!test) return
  const { outcome, winner } = await endOf(tx, { ...test, now })
  if (!outcome || !(await updateEnded(tx, { id, outcome, winner, now }))) return
  await record(tx, { by: 'schedule', now, what: `headline test ${outcome === 'withdrawn' || outcome === 'changed' ? 'ended with its article' : outcome}`, subject: `article:${test.article_id}` })
  await stale(tx, 'front')
}

interface Followed { id: number; versions: { version: Version }[]; own_headline: string; headline: string; state: string; ends_at: Date; now: Date }

async function endOf(db: Reads, { id, versions, own_headline, headline, state, ends_at, now }: Followed): Promise<{ outcome: Outcome | null; winner: Version | null }> {
  if (state !== 'published') return { outcome: 'withdrawn', winner: null }
  if (headline !== own_headline) return { outcome: 'changed', winner: null }
  const winner = winnerOf((await resultOf(db, { id, versions, ended_at: null, now })).compared)
  if (winner) return { outcome: 'decided', winner }
  // Its last slices are waited for.
  return { outcome: now >= secondsAfter(ends_at, settlingSeconds) ? 'undecided' : null, winner: null }
}

interface OfTest { id: number; versions: readonly { version: Version }[]; ended_at: Date | null; now: Date }

/** What a test shows until now, or showed when it ended. */
export async function resultOf(db: Reads, { id, versions, ended_at, now }: OfTest): Promise<{ blocks: number; compared: Compared[] }> {
  return compareHeadlines(await slicesOfTest(db, id), { versions: versions.map(({ version }) => version), before: settledAt(ended_at ?? now) })
}
