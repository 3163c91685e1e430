// A counted page has a number of its own, so that figures do not repeat its address: an article by its number, any other by its path.
import type { Db } from '../base/db/db.ts'
import type { CountedPage, Hit } from './hit.ts'
import { articlesAt, authorsThere, countedArticles, countedPaths, namesThere, pathCount, topicsThere } from './reads/rolling.ts'
import { reservedSlugs } from '../urls.ts'
import { insertPages } from './writes/rolling.ts'

/** More paths than this are one, `other`: nobody's invented addresses fill the disk. */
const mostPaths = 20_000
const other = 'other'

interface Numbering {
  /** Anybody may have named them: of pages that were never counted before only those that are there get a number. */
  isChecked: boolean
  most?: number
}

/** Says the number of each of these pages, those that were never counted before included; none of an article that no reader can open. */
export async function pageNumbers(tx: Db, pages: readonly CountedPage[], { isChecked, most = mostPaths }: Numbering): Promise<(page: CountedPage) => number | undefined> {
  const former = await formerAddresses(tx, pages)
  const numberOf = (page: CountedPage) => ('article_id' in page ? page.article_id : former.get(page.address ?? ''))
  const article_ids = [...new Set(pages.flatMap((page) => numberOf(page) ?? []))]
  const paths = [...new Set(pages.flatMap((page) => ('path' in page ? [page.path] : [])))]
  const [byArticle, byPath] = [await articleNumbers(tx, article_ids), await pathNumbers(tx, paths, { isChecked, most })]
  return (page) => {
    const article_id = numberOf(page)
    if (article_id !== undefined || 'article_id' in page) return byArticle.get(article_id ?? 0)
    return byPath.get(page.path)
  }
}

/** The pages that a hit is counted of. */
export function pagesOf(hit: Hit): CountedPage[] {
  if (hit.kind === 'measured') return [hit.page]
  return hit.kind === 'view' ? [hit.page, ...(hit.followed ? [{ article_id: hit.followed }] : [])] : []
}

async function formerAddresses(tx: Db, pages: readonly CountedPage[]): Promise<Map<string, number>> {
  const addresses = [...new Set(pages.flatMap((page) => ('path' in page && page.address ? [page.address] : [])))]
  return new Map(addresses.length === 0 ? [] : (await articlesAt(tx, addresses)).map(({ address, article_id }) => [address, article_id]))
}

async function articleNumbers(tx: Db, article_ids: number[]): Promise<Map<number, number>> {
  if (article_ids.length === 0) return new Map()
  const there = await countedArticles(tx, article_ids)
  const fresh = there.filter(({ id }) => id === null)
  if (fresh.length > 0) await insertPages(tx, fresh.map(({ article_id }) => ({ article_id, path: null })))
  const all = fresh.length > 0 ? await countedArticles(tx, article_ids) : there
  return new Map(all.flatMap(({ article_id, id }) => (id === null ? [] : [[article_id, id]])))
}

async function pathNumbers(tx: Db, paths: string[], { isChecked, most }: Required<Numbering>): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map()
  const wanted = [...paths, other]
  const there = new Set((await countedPaths(tx, wanted)).map(({ path }) => path))
  const unknown = paths.filter((path) => !there.has(path))
  const real = isChecked && unknown.length > 0 ? await pathsThere(tx, unknown) : unknown
  const room = Math.max(0, most - (await pathCount(tx)))
  await insertPages(tx, [...real.slice(0, room), ...(there.has(other) ? [] : [other])].map((path) => ({ article_id: null, path })))
  const numbers = new Map((await countedPaths(tx, wanted)).flatMap(({ path, id }) => (path === null ? [] : [[path, id]])))
  const beyond = numbers.get(other)
  for (const path of real) if (beyond !== undefined && !numbers.has(path)) numbers.set(path, beyond)
  return numbers
}

/** Of these paths those of a page there is. Only names that the paper has given itself stand in paths (counter.ts). */
async function pathsThere(tx: Db, paths: string[]): Promise<string[]> {
  const names = new Map(paths.map((path) => [path, namedIn(path)]))
  const asked = (kind: Named['kind']) => [...names.values()].flatMap((named) => (named?.kind === kind ? [named.slug] : []))
  const found = { topic: await topicsThere(tx, asked('topic')), author: await authorsThere(tx, asked('author')), page: await namesThere(tx, asked('page')) }
  return paths.filter((path) => {
    const named = names.get(path)
    return named === undefined || found[named.kind].has(named.slug)
  })
}

interface Named { kind: 'topic' | 'author' | 'page'; slug: string }

/** Undefined where a path is one of the program's own, which are always there. */
function namedIn(path: string): Named | undefined {
  const [, first = '', second] = path.split('/')
  if (second === undefined) return first === '' || first === 'unknown' || reservedSlugs.includes(first) || first.includes('.') ? undefined : { kind: 'page', slug: first }
  return (first === 'topic' || first === 'author') && !second.startsWith(':') && path.split('/').length === 3 ? { kind: first, slug: second } : undefined
}
