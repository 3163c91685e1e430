// Generated readers: views of a paper in the weeks before now, as the counter would have taken them down, put into its figures the way
// it puts in its own. Nobody read anything; the same seed makes the same figures.
import { paper, sections } from '../articles/reads/paper.ts'
import type { Device } from '../audience/agent.ts'
import type { Hit } from '../audience/hit.ts'
import type { Measured } from '../audience/measured.ts'
import type { Source, SourceKind } from '../audience/referrer.ts'
import { takeInBeside } from '../audience/rolling.ts'
import type { Placed } from '../audience/slot.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf, hourOf, noonOf, secondsAfter } from '../base/time.ts'
import { allCampaigns } from '../funding/reads/campaigns.ts'
import { addDays } from '../funding/rhythm.ts'
import { articleUrl, paths, url } from '../urls.ts'
import { logNormal, pick, seededChance, whole, type Chance } from './generate-chance.ts'
import { readableArticles, type ReadableArticle } from './reads/generated.ts'

export interface Readers { /** So many days before today, and today until now. */ days: number; /** Of an average day. */ visits: number; seed: number; now: Date; /** What stands on the front page, and is followed from there. */ places?: readonly Placed[] }

interface Page { address: string; counted: { article_id: number } | { path: string }; /** Shares of its readers. */ weight: number; published_at: Date | null }
interface Around { chance: Chance; zone: string; now: Date; pages: Page[]; places: readonly Placed[]; /** Whether an appeal stands on pages that day. */ asksOn: (day: string) => boolean }

export async function generateAudience(db: Db, { days, visits, seed, now, places = [] }: Readers): Promise<{ views: number }> {
  const chance = seededChance(seed)
  const { time_zone: zone } = await paper(db)
  const campaigns = await allCampaigns(db)
  const asksOn = (day: string) => campaigns.some(({ starts_on, ends_on }) => starts_on <= day && (ends_on === null || day <= ends_on))
  const around = { chance, zone, now, asksOn, places, pages: [...shelves(await sections(db)), ...(await readableArticles(db)).map((article) => articlePage(article, chance))] }
  const today = dayOf(now, zone)
  const hits = Array.from({ length: days + 1 }, (_, n) => days - n).flatMap((back) =>
    hitsOfDay(around, { day: addDays(today, -back), visits: Math.round(visits * busyness(addDays(today, -back)) * (1 - 0.25 * (back / days)) * (0.85 + 0.3 * chance())) }))
  await atomically(db, (tx) => takeInBeside(tx, hits, { zone, now }))
  return { views: hits.filter(({ kind }) => kind === 'view').length }
}

const liveMinutes = 30
const minuteOf = (time: Date) => Math.floor(time.getTime() / 60_000)

/** What is always there: front page, sections, search and the page where readers give. */
function shelves(all: readonly { slug: string }[]): Page[] {
  const page = (path: string, weight: number) => ({ address: path, counted: { path }, weight, published_at: null })
  return [page(paths.front, 1), ...all.map(({ slug }, n) => page(url(paths.section, { slug }), 0.12 / (1 + n / 3))), page(paths.search, 0.03), page(paths.support, 0.04)]
}

function articlePage(article: ReadableArticle, chance: Chance): Page {
  return { address: articleUrl(article), counted: { article_id: article.id }, weight: logNormal(chance, { median: 1, spread: 0.9 }), published_at: article.first_published_at }
}

/** Fewer read on Saturdays. */
function busyness(day: string): number {
  return [0.86, 1.08, 1.1, 1.04, 1.06, 1, 0.72][noonOf(day).getUTCDay()] ?? 1
}

const machines = [
  { machine: 'search', name: 'Googlebot' }, { machine: 'search', name: 'Googlebot' }, { machine: 'search', name: 'bingbot' }, { machine: 'ai_training', name: 'GPTBot' }, { machine: 'ai_training', name: 'CCBot' }, { machine: 'ai_search', name: 'OAI-SearchBot' },
  { machine: 'ai_user', name: 'ChatGPT-User' }, { machine: 'preview', name: 'Mastodon' }, { machine: 'feed', name: 'Miniflux' }, { machine: 'feed', name: 'FreshRSS' }, { machine: 'monitor', name: 'UptimeRobot' }, { machine: 'other' },
] as const
const hourWeights = [6, 3, 2, 1, 2, 6, 22, 46, 55, 48, 44, 46, 58, 50, 40, 38, 40, 48, 58, 62, 66, 60, 40, 18]

function hitsOfDay(around: Around, { day, visits }: { day: string; visits: number }): Hit[] {
  const { chance, now, zone } = around
  const hits: Hit[] = []
  const readers: string[] = []
  const midnight = secondsAfter(noonOf(day), -12 * 3_600)
  const isToday = day === dayOf(now, zone)
  // Whoever opens the demonstration at night is to see somebody, too.
  const late = isToday ? Array.from({ length: 14 }, () => minuteOf(now) - whole(chance, 0, liveMinutes - 1)) : []
  const minutes = [...Array.from({ length: visits }, () => minuteOf(midnight) - offset(day, zone) + 60 * hourDrawn(chance) + whole(chance, 0, 59)), ...late]
  for (const minute of minutes) {
    const known = readers.length > 0 && chance() < 0.22 ? pick(chance, readers) : undefined
    const reader = known ?? readerDrawn(chance)
    readers.push(reader)
    hits.push(...visit(around, { minute, reader: chance() < 0.1 ? null : reader, asks: around.asksOn(day) }))
  }
  for (let n = 0; n < visits / 6; n++) hits.push({ kind: 'machine', minute: pick(chance, minutes), page: { path: '/' }, ...pick(chance, machines) })
  for (let n = 0; n < visits / 20; n++) hits.push({ kind: 'left_out', minute: pick(chance, minutes), why: pick(chance, ['prefetch', 'prefetch', 'prefetch', 'repeated', 'forged', 'malformed']) })
  return hits.filter(({ minute }) => minute <= minuteOf(now))
}

/** Minutes by which a zone is ahead of UTC on a day. */
function offset(day: string, zone: string): number {
  return 60 * (hourOf(noonOf(day), zone) - 12)
}

function hourDrawn(chance: Chance): number {
  return drawn(chance, hourWeights.map((weight, hour) => [hour, weight] as const))
}

function drawn<V>(chance: Chance, weights: readonly (readonly [V, number])[]): V {
  let left = chance() * weights.reduce((sum, [, weight]) => sum + weight, 0)
  const found = weights.find(([, weight]) => (left -= weight) < 0) ?? weights.at(-1)
  if (!found) throw new Error('there is nothing to draw from')
  return found[0]
}

function readerDrawn(chance: Chance): string {
  const half = () => Math.floor(chance() * 2 ** 32).toString(16).padStart(8, '0')
  return half() + half()
}

const sourceWeights: readonly (readonly [SourceKind, number])[] = [['none', 46], ['search', 24], ['social', 11], ['mail', 7], ['site', 6], ['paper', 4], ['assistant', 2]]
const names: Record<SourceKind, readonly string[]> = {
  none: [''], own: [''], search: ['google', 'google', 'google', 'google', 'bing.com', 'duckduckgo.com', 'ecosia.org'], social: ['norden.social', 'mastodon.social', 'bsky.app', 'facebook.com', 'reddit.com'], mail: ['mail.example', 'webmail.example'],
  site: ['wallstedt.example', 'verein-strassenbahn.example', 'gartenfreunde.example'], paper: ['nachbarblatt.example', 'landeszeitung.example'], assistant: ['chatgpt.com', 'perplexity.ai'],
}
const devices: readonly (readonly [Device, number])[] = [['phone', 62], ['desktop', 30], ['tablet', 7], ['television', 0.3], ['unknown', 0.7]]
const languages: readonly (readonly [string, number])[] = [['de', 88], ['en', 8], ['tr', 1.5], ['uk', 1], ['pl', 0.8], ['fr', 0.5], ['is', 0.05]]
const countries: readonly (readonly [string, number])[] = [['DE', 89], ['AT', 4], ['CH', 3], ['FR', 1], ['GB', 0.9], ['US', 0.9], ['NL', 0.7], ['PL', 0.4], ['IS', 0.05]]

/** One page after the other, until its reader has had enough. */
function visit(around: Around, { minute, reader, asks }: { minute: number; reader: string | null; asks: boolean }): Hit[] {
  const { chance, pages } = around
  const traits = reader === null ? { device: null, language: null, country: null } : { device: drawn(chance, devices), language: drawn(chance, languages), country: drawn(chance, countries) }
  const isMeasured = chance() < 0.78
  const hits: Hit[] = []
  const kind = drawn(chance, sourceWeights)
  let source: Source = { kind, name: pick(chance, names[kind]) }
  let page = pages[0] && kind === 'none' && chance() < 0.7 ? pages[0] : pageDrawn(around, minute)
  for (let [step, at] = [0, minute]; page && step < 8; step++) {
    const isAsked = asks && (page.published_at !== null || page === pages[0])
    hits.push({ kind: 'view', minute: at, page: page.counted, reader, ...traits, campaign: null, ...(isAsked ? { asks: true } : {}) })
    const depth = 'article_id' in page.counted ? Math.min(10, Math.floor(chance() * 13)) : whole(chance, 2, 10)
    const seconds = Math.round(Math.min(1_800, logNormal(chance, { median: 8 + 11 * depth, spread: 0.6 })))
    const told: Measured = { kind: 'measured', minute: at, page: page.counted, isFirst: true, seconds, from_depth: 0, depth, source, leaving: chance() < 0.03 ? [pick(chance, names.site)] : [], ...(isAsked ? { asks: true } : {}), ...(isAsked && depth > 8 ? { in_sight: true } : {}), ...(page === pages[0] ? { shown: [] } : {}) }
    if (isMeasured) hits.push(told)
    if (isAsked && depth > 6 && chance() < 0.03) hits.push({ kind: 'view', minute: at + 1, page: { path: paths.support }, reader, ...traits, campaign: null, followed: 'article_id' in page.counted ? page.counted.article_id : 0 })
    if (chance() > 0.52) break
    source = { kind: 'own', name: page.address }
    const clicked = page === pages[0] ? placeDrawn(around, minute) : undefined
    if (clicked) told.clicks = [clicked.placed]
    const next = clicked?.page ?? (chance() < 0.2 ? pages[0] : pageDrawn(around, at))
    if (next === page) break
    page = next
    at += 1 + Math.round(seconds / 60)
  }
  return hits
}

/** What stands above is followed most; what was not out yet, not at all. Some go on by the menu. */
function placeDrawn({ chance, pages, places }: Around, minute: number): { placed: Placed; page: Page } | undefined {
  const out = places.flatMap((placed, n) => {
    const page = pages.find(({ counted }) => 'article_id' in counted && counted.article_id === placed.article_id)
    return page?.published_at && minuteOf(page.published_at) <= minute ? [[{ placed, page }, page.weight / (1 + n / 5)] as const] : []
  })
  return out.length > 0 && chance() < 0.85 ? drawn(chance, out) : undefined
}

/** What is new is read most, and something of everything is found years later. */
function pageDrawn({ chance, pages }: Around, minute: number): Page | undefined {
  const weights = pages.map((page) => {
    const hours = page.published_at ? (minute - minuteOf(page.published_at)) / 60 : 0
    return [page, hours < 0 ? 0 : page.published_at ? page.weight * (Math.exp(-hours / 18) + 0.05 * Math.exp(-hours / 300) + 0.003) : 0.2 * page.weight] as const
  })
  return drawn(chance, weights)
}
