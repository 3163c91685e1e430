// What search engines are told of: an index of parts, one for each span of articles' numbers, and the news of two days.
import { countedSpans, type Span } from '../../articles/reads/archive.ts'
import { sitemapArticles, sitemapLists, sitemapPages, sitemapParts, publishedSince, type Place } from '../../articles/reads/sitemap.ts'
import { paper } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { latest, secondsAfter } from '../../base/time.ts'
import { printedText } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { archiveUrl, articleUrl, paths, staticPages, url } from '../../urls.ts'
import { mostAddresses, mostNews, newsSeconds, newsSitemap, sitemapIndex, sitemapOf, type Location } from '../sitemap.ts'

const contentType = 'application/xml; charset=utf-8'
/** The parts that hold what is no article. */
const pagesPart = 'pages'
const archivePart = 'archive'

export const show: Page<typeof paths.sitemap, 'anyone', 'part'> = async ({ db, query: { part }, site: { url: origin } }) => {
  if (part === undefined) return printedText(sitemapIndex(await parts(db, origin)), { contentType, tags: ['front', 'paper'] })
  if (part === pagesPart) return printedText(sitemapOf(await pages(db, origin)), { contentType, tags: ['front', 'paper'] })
  if (part === archivePart) return printedText(sitemapOf(await archive(db, origin)), { contentType, tags: ['archive', 'paper'] })
  const number = found(/^[1-9]\d{0,9}$/.test(part) ? Number(part) : undefined)
  const articles = await sitemapArticles(db, number)
  found(articles[0])
  const locations = articles.map((article) => ({ address: `${origin}${articleUrl(article)}`, changed_at: article.changed_at }))
  return printedText(sitemapOf(locations), { contentType, tags: [`sitemap:${number}`, 'paper'] })
}

export const news: Page<typeof paths.newsSitemap, 'anyone'> = async ({ db, site: { url: origin }, now }) => {
  const [{ name }, articles] = await Promise.all([paper(db), publishedSince(db, secondsAfter(now, -newsSeconds), mostNews)])
  const items = articles.flatMap(({ published_at, ...article }) => (published_at ? [{ ...article, published_at, address: `${origin}${articleUrl(article)}` }] : []))
  const oldest = items.at(-1)
  // Nothing is written when an article becomes two days old: the press is told when that will be.
  const seconds = oldest && (secondsAfter(oldest.published_at, newsSeconds).getTime() - now.getTime()) / 1_000
  return printedText(newsSitemap(name, items), { contentType, tags: ['front', 'paper'], seconds })
}

async function parts(db: Reads, origin: string): Promise<Location[]> {
  const address = (part: string) => `${origin}${paths.sitemap}?part=${part}`
  const articles = await sitemapParts(db)
  const changed_at = latest(articles.map((part) => part.changed_at))
  return [{ address: address(pagesPart), changed_at }, { address: address(archivePart), changed_at }, ...articles.map(({ part, changed_at }) => ({ address: address(String(part)), changed_at }))]
}

/** The archive's years, months and days. When one last changed is not known: a correction changes no list. */
async function archive(db: Reads, origin: string): Promise<Location[]> {
  const spans = await Promise.all((['year', 'month', 'day'] as const).map((span) => countedSpans(db, span)))
  const address = (span: Span, begins_on: string) => ({ address: `${origin}${archiveUrl(span, begins_on)}`, changed_at: null })
  return [{ address: `${origin}${paths.archive}`, changed_at: null }, ...spans.flat().map(({ span, begins_on }) => address(span, begins_on))].slice(0, mostAddresses)
}

/** The front page, sections, topics, authors and static pages. */
async function pages(db: Reads, origin: string): Promise<Location[]> {
  const [{ sections, topics, authors }, own] = await Promise.all([sitemapLists(db), sitemapPages(db)])
  const usual = staticPages.filter((slug) => !own.some((page) => page.slug === slug)).map((slug): Place => ({ slug, changed_at: null }))
  const at = (path: typeof paths.section | typeof paths.topic | typeof paths.author, places: Place[]) =>
    places.map(({ slug, changed_at }) => ({ address: `${origin}${url(path, { slug })}`, changed_at }))
  const all = [
    { address: `${origin}${paths.front}`, changed_at: latest(sections.map(({ changed_at }) => changed_at)) }, ...at(paths.section, sections), ...at(paths.section, [...own, ...usual]),
    { address: `${origin}${paths.support}`, changed_at: null }, { address: `${origin}${paths.feeds}`, changed_at: null }, ...at(paths.topic, topics), ...at(paths.author, authors),
  ]
  return all.slice(0, mostAddresses)
}
