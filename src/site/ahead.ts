// What the press prints ahead, so that it can be read while the database is away.
import { newest } from '../articles/reads/lists.ts'
import { sections } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { articleUrl, paths, staticPages, url } from '../urls.ts'

const articlesAhead = 500

/** The front page, the sections, the pages every paper has, and the newest articles. */
export async function addressesAhead(db: Reads): Promise<string[]> {
  const [articles, all] = await Promise.all([newest(db, { all: true }, articlesAhead), sections(db)])
  const slugs = [...all.map(({ slug }) => slug), ...staticPages]
  return [paths.front, ...slugs.map((slug) => url(paths.section, { slug })), ...articles.map(articleUrl), paths.support]
}
