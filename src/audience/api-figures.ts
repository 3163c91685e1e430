// The desk's figures for programs: the same reads, with codes in place of words, so that no language is in the way. What is of
// few who could be told apart is "<5", as it is "< 5" on the desk's pages.
import type { Reads } from '../base/db/db.ts'
import type { Plain } from '../base/json.ts'
import { articleUrl } from '../urls.ts'
import { fewest, figuresOf, together, type Day, type Figures } from './figures.ts'
import { foldedFrom } from './folding.ts'
import { groupFigures, groupsOf, type GroupKind } from './group.ts'
import { liveFigures } from './live.ts'
import type { Period } from './period.ts'
import { countedArticle, nextPages } from './reads/article.ts'
import { hourViews, leavingRows, leftOutRows, machineRows, sourceRows, topPages, traitRows, type PageRow, type SourceRow } from './reads/figures.ts'
import { groupPageIds, groupPages } from './reads/groups.ts'
import { topArticles } from './reads/public.ts'
import { wholePaper, type Trait } from './tally.ts'
import { fewOf } from './totals-statement.ts'

export const apiLists = ['days', 'hours', 'pages', 'articles', 'sources', 'devices', 'languages', 'countries', 'campaigns', 'machines', 'left-out', 'live'] as const
export type ApiList = (typeof apiLists)[number]
type Fields = Record<string, Plain>
export interface Asking extends Period { /** Rows of a list, at most. */ limit: number; now: Date; /** In the paper's zone. */ today: string }

const traitOf = { devices: 'device', languages: 'language', countries: 'country', campaigns: 'campaign' } as const satisfies Partial<Record<ApiList, Trait>>

export async function apiFigures(db: Reads, list: ApiList, { limit, now, from, to }: Asking): Promise<Fields> {
  const [period, whole] = [{ from, to }, { page_id: wholePaper, from, to }]
  switch (list) {
    case 'days': return sumsOf(await figuresOf(db, whole))
    case 'hours': return { day: period.to, hours: (await hourViews(db, { page_id: wholePaper, day: period.to })).map((views, hour) => ({ hour, views })) }
    case 'pages': return { pages: (await topPages(db, { ...period, limit })).map(pageOf) }
    case 'articles': return { articles: (await topArticles(db, { ...period, limit, fewest: 1, isPublic: false })).map(({ id, section, ...article }) => ({ ...pageOf({ ...article, article_id: id, path: articleUrl({ id, ...article }) }), section })) }
    case 'sources': return { sources: sourcesOf(await sourceRows(db, whole), limit) }
    case 'machines': return { machines: (await machineRows(db, period)).map(({ machine, hits }) => ({ class: machine, hits })) }
    case 'left-out': return { left_out: (await leftOutRows(db, period)).map(({ why, hits }) => ({ reason: why, hits })) }
    case 'live': return liveOf(db, { now, limit })
    default: return { [list]: (await traitRows(db, traitOf[list], period)).slice(0, limit).map(({ value, views }) => ({ value, views: fewOf(views) })) }
  }
}

async function liveOf(db: Reads, { now, limit }: { now: Date; limit: number }): Promise<Fields> {
  const { minutes, views, readers, pages, sources } = await liveFigures(db, now)
  return {
    minutes: minutes.map((one) => ({ at: minuteText(one.minute), views: one.views })), views, readers_last_five_minutes: fewOf(readers),
    pages: pages.slice(0, limit).map((page) => ({ article: page.article_id, path: page.path, headline: page.headline, views: page.views })), sources: sourcesOf(sources, limit),
  }
}
/** Of minutes since 1970. */
function minuteText(minute: number): string {
  return new Date(minute * 60_000).toISOString()
}

/** Undefined where there is no such article. */
export async function apiArticle(db: Reads, id: number, { limit, from, to, today }: Asking): Promise<Fields | undefined> {
  const article = await countedArticle(db, id)
  if (!article || article.state === 'held') return undefined
  const of = { page_id: article.page_id ?? -1, from, to }
  const named = { ...of, from: foldedFrom(from, today) }
  const sums = await figuresOf(db, of)
  return {
    article: id, headline: article.headline, path: articleUrl(article), published_at: article.first_published_at?.toISOString() ?? null, ...sumsOf(sums),
    reached: sums.measured < fewest ? null : sums.reached.map((share, n) => ({ tenth: n + 1, share_of_measured_views: rounded(share, 4) })),
    sources: sourcesOf(await sourceRows(db, named), limit), next: (await nextPages(db, { address: articleUrl(article), from, to, limit })).map(({ name, views }) => ({ path: name, measured_views: fewOf(views) })),
    leaving: (await leavingRows(db, named)).slice(0, limit).map(({ host, clicks }) => ({ host, clicks: fewOf(clicks) })),
  }
}

export async function apiGroups(db: Reads, kind: GroupKind, { from, to, limit }: Asking): Promise<Fields> {
  const groups = await groupsOf(db, kind, { from, to, limit })
  return { [kind]: groups.map(({ key, name, articles, views, readers, measured, seconds }) => ({ key, name, articles, views, ...(readers === null ? {} : { readers: fewOf(readers) }), ...attention({ measured, seconds }) })) }
}

export async function apiGroup(db: Reads, of: { kind: GroupKind; key: string; name: string }, { from, to, limit }: Asking): Promise<Fields> {
  const page_ids = await groupPageIds(db, of)
  const { isMerged, ...sums } = await groupFigures(db, { page_ids, from, to })
  const said = sumsOf(sums, { knowsReaders: isMerged })
  return { key: of.key, name: of.name, ...said, articles: (await groupPages(db, { page_ids, from, to, limit })).map(pageOf) }
}

/** `visitor_days`: readers are told apart within one day only. */
function sumsOf(sums: Figures, { knowsReaders = true } = {}): Fields {
  const { views, readers, days } = sums
  const people = (count: number) => (knowsReaders ? fewOf(count) : null)
  return {
    views, ...(days.length === 1 ? { readers: people(readers) } : { visitor_days: people(readers) }), ...attention(sumOf(days)),
    days: days.map((day) => ({ day: day.day, views: day.views, readers: people(day.readers), ...attention(day) })),
  }
}
function sumOf(days: Day[]): { measured: number; seconds: number } {
  return { measured: together(days).measured, seconds: days.reduce((all, { seconds }) => all + seconds, 0) }
}

function attention({ measured, seconds }: { measured: number; seconds: number }) {
  return { measured_views: measured, engaged_seconds: measured < fewest ? null : rounded(seconds / measured, 1) }
}

function pageOf({ article_id, path, headline, views, measured, seconds }: Pick<PageRow, 'article_id' | 'path' | 'headline' | 'views' | 'measured' | 'seconds'>): Fields {
  return { article: article_id, path, headline, views, ...attention({ measured, seconds }) }
}

function sourcesOf(sources: readonly SourceRow[], limit: number): Plain[] {
  return sources.slice(0, limit).map(({ kind, name, views }) => ({ kind, name, measured_views: fewOf(views) }))
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
