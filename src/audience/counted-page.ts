// A counted page has a number of its own, so that figures do not repeat its address: an article by its number, any other by its path.
import type { Db } from '../base/db/db.ts'
import type { CountedPage, Hit } from './hit.ts'
import { articlesAt, countedArticles, countedPaths, pathCount } from './reads/rolling.ts'
import { insertPages } from './writes/rolling.ts'

/** More paths than this are one, `other`: nobody's invented addresses fill the disk. */
const mostPaths = 20_000
const other = 'other'

/** Says the number of each of these pages, those that were never counted before included; none of an article there is not. */
export async function pageNumbers(tx: Db, pages: readonly CountedPage[], most = mostPaths): Promise<(page: CountedPage) => number | undefined> {
  const former = await formerAddresses(tx, pages)
  const numberOf = (page: CountedPage) => ('article_id' in page ? page.article_id : former.get(page.address ?? ''))
  const article_ids = [...new Set(pages.flatMap((page) => numberOf(page) ?? []))]
  const paths = [...new Set(pages.flatMap((page) => ('path' in page ? [page.path] : [])))]
  const [byArticle, byPath] = [await articleNumbers(tx, article_ids), await pathNumbers(tx, paths, most)]
  return (page) => {
    const article_id = numberOf(page)
    if (article_id !== undefined || 'article_id' in page) return byArticle.get(article_id ?? 0)
    return byPath.get(page.path) ?? byPath.get(other)
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

async function pathNumbers(tx: Db, paths: string[], most: number): Promise<Map<string, number>> {
  if (paths.length === 0) return new Map()
  const wanted = [...paths, other]
  const there = new Set((await countedPaths(tx, wanted)).map(({ path }) => path))
  const room = Math.max(0, most - (await pathCount(tx)))
  const fresh = [...paths.filter((path) => !there.has(path)).slice(0, room), ...(there.has(other) ? [] : [other])]
  await insertPages(tx, fresh.map((path) => ({ article_id: null, path })))
  return new Map((await countedPaths(tx, wanted)).flatMap(({ path, id }) => (path === null ? [] : [[path, id]])))
}
