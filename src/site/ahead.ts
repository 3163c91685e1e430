// What the press prints ahead, so that it can be read while the database is away.
import { newest } from '../articles/reads/lists.ts'
import { paper, sections } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import type { ToPrint } from '../base/press/ahead.ts'
import { dayOf } from '../base/time.ts'
import { articleUrl, paths, staticPages, url } from '../urls.ts'

const articlesAhead = 500

/** The front page, the sections, the pages every paper has, the newest articles, and the paper's feeds. */
export async function toPrintAhead(db: Reads, now: Date): Promise<ToPrint> {
  const [articles, all, { time_zone }] = await Promise.all([newest(db, { all: true }, articlesAhead), sections(db), paper(db)])
  const slugs = [...all.map(({ slug }) => slug), ...staticPages]
  const addresses = [paths.front, ...slugs.map((slug) => url(paths.section, { slug })), ...articles.map(articleUrl), paths.support, paths.rss, paths.atom, paths.jsonFeed]
  return { day: dayOf(now, time_zone), addresses }
}
