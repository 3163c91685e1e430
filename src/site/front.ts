// The front page as it stands now: its edition, and all that is printed with it.
import type { Child } from 'hono/jsx'
import { newest, teasersById, type Teaser } from '../articles/reads/lists.ts'
import type { Section } from '../articles/reads/paper.ts'
import { picturesById, type ShownPicture } from '../articles/reads/pictures.ts'
import { testedHeadlines, type TestedHeadline } from '../audience/headline-test.ts'
import { topPages } from '../audience/reads/figures.ts'
import { asAttribute } from '../audience/slot.ts'
import type { Reads } from '../base/db/db.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { countsOf, mostDiscussed } from '../comments/reads/threads.ts'
import { hidden, standing } from '../newsroom/front-slots.ts'
import { layoutNow, ofPaper, type BlockRule, type Layout } from '../newsroom/reads/fronts.ts'
import { layOut, leadOf, type Edition, type Supply } from './edition.ts'

/** How far back from the newest article "most discussed" looks. */
const discussedSeconds = 14 * 24 * 3600
/** How many are looked at where a rule says most read or most discussed: some belong elsewhere, some stand already. */
const ruledArticles = 60
/** For how long a front stays printed on which readers' clicks and words decide what stands there. */
const ruledSeconds = 300

export interface Front {
  edition: Edition
  layout: Layout
  most: { article: Teaser; n: number }[]
  pictures: ShownPicture[]
  /** Of comments, by article. */
  counts: Map<number, number>
  /** What stands in place of articles' own headlines, by article. */
  tested: ReadonlyMap<number, TestedHeadline>
  /** Those in the edition. */
  articles: Teaser[]
  /** For how long the layout stays so by itself. */
  seconds: number | undefined
}

interface Asked {
  sections: Section[]
  paper: { language: string; time_zone: string }
  now: Date
  /** Where it is not what readers see. */
  layout?: Layout
}

export async function frontNow(db: Reads, { sections, paper: { language, time_zone }, now, layout: given }: Asked): Promise<Front> {
  const [layout, ...bySection] = await Promise.all([
    given ?? layoutNow(db, ofPaper, now), ...sections.map(async (section) => ({ section, articles: await newest(db, { section_id: section.id }, 12) })),
  ])
  const newestAt = bySection.flatMap(({ articles }) => articles[0]?.published_at ?? []).reduce((a, b) => (a > b ? a : b), new Date(0))
  const since = secondsAfter(newestAt, -discussedSeconds)
  const wanted = (rule: BlockRule['rule']) => layout.rules.some((one) => one.rule === rule)
  const discussed = await mostDiscussed(db, { since, limit: wanted('discussed') ? ruledArticles : mostShown })
  const ruled = await ruledBlocks(db, { rules: layout.rules, discussed: discussed.map(({ article_id }) => article_id), today: dayOf(now, time_zone), bySection })
  const placed = standing(layout.places, now)
  const supply: Supply = { language, bySection, placed, ruled }
  const lead = leadOf(supply)
  const edition = layOut({ ...supply, onTopic: lead ? await newest(db, { topics_of: lead.id }, 8) : [] })
  const articles = articlesOf(edition)
  const unshown = new Set(placed.filter(({ block }) => block === hidden).map(({ article }) => article.id))
  const mostOf = discussed.filter(({ article_id }) => !unshown.has(article_id)).slice(0, mostShown)
  const [pictures, counts, ranked, tested] = await Promise.all([
    picturesById(db, articles.flatMap((article) => article.lead_picture_id ?? [])),
    countsOf(db, articles.map((article) => article.id)),
    teasersById(db, mostOf.map(({ article_id }) => article_id)),
    testedHeadlines(db, articles, now),
  ])
  const most = mostOf.flatMap(({ article_id, count: n }) => ranked.filter((article) => article.id === article_id).map((article) => ({ article, n })))
  return { edition, layout, most, pictures, counts, tested, articles, seconds: secondsLeft(layout, now) }
}

/** How many of the most discussed are listed. */
const mostShown = 5

interface Ruling { rules: readonly BlockRule[]; discussed: number[]; today: string; bySection: Supply['bySection'] }

/** What the rules that editors set bring, each looked for once and only where one is set. */
async function ruledBlocks(db: Reads, { rules, discussed, today, bySection }: Ruling): Promise<Map<string, Teaser[]>> {
  const bring = async ({ rule, topic_id }: BlockRule): Promise<Teaser[]> => {
    if (rule === 'topic') return newest(db, { topic_ids: topic_id === null ? [] : [topic_id] }, 20)
    if (rule === 'newest') return bySection.flatMap(({ articles }) => articles).sort((a, b) => (b.published_at?.getTime() ?? 0) - (a.published_at?.getTime() ?? 0) || b.id - a.id)
    return inOrder(db, rule === 'discussed' ? discussed : (await topPages(db, { from: today, to: today, limit: ruledArticles })).flatMap(({ article_id }) => article_id ?? []))
  }
  const brought = new Map<string, Promise<Teaser[]>>()
  return new Map(await Promise.all(rules.map(async (rule): Promise<[string, Teaser[]]> => {
    const key = `${rule.rule} ${rule.topic_id}`
    const found = brought.get(key) ?? bring(rule)
    brought.set(key, found)
    return [rule.block, await found]
  })))
}

async function inOrder(db: Reads, ids: number[]): Promise<Teaser[]> {
  const found = await teasersById(db, ids)
  return ids.flatMap((id) => found.find((article) => article.id === id) ?? [])
}

/** Until a pin ends, another version begins, or what is read and discussed is to be looked at again. */
export function secondsLeft({ places, rules, next_at }: Layout, now: Date): number | undefined {
  const times = [next_at, ...places.map(({ until }) => until)].flatMap((time) => (time && time > now ? (time.getTime() - now.getTime()) / 1_000 : []))
  return lasting([...times, ...(rules.some(({ rule }) => rule === 'read' || rule === 'discussed') ? [ruledSeconds] : [])])
}

/** As long as everything on a page is true. */
export function lasting(seconds: (number | undefined)[]): number | undefined {
  const ends = seconds.filter((one) => one !== undefined)
  return ends.length > 0 ? Math.min(...ends) : undefined
}

function articlesOf(edition: Edition): Teaser[] {
  const blocks = [edition.main, edition.feature, ...edition.rows.flat(), ...edition.opinions].flatMap((block) => block?.articles ?? [])
  return [edition.lead, edition.aside, ...edition.also, ...blocks, ...edition.elsewhere.flatMap(({ articles }) => articles)].filter((article) => article !== undefined)
}

/** How an article stands in a slot: under which headline, and what its teaser says of where it stands. */
export interface Place { article: Teaser; slot: string; mark?: Child }
export type Placing = (slot: string, article: Teaser) => Place

/** `mark`: what else is said in a slot. */
export function placing({ tested }: Pick<Front, 'tested'>, mark?: (slot: string, article: Teaser) => Child): Placing {
  return (slot, article) => {
    // What is discussed most is listed as it is called.
    const shown = slot.startsWith('most-') ? undefined : tested.get(article.id)
    const placed = { slot, article_id: article.id, ...(shown?.tested ? { tested: shown.tested } : {}) }
    return { article: shown ? { ...article, headline: shown.headline } : article, slot: asAttribute(placed), mark: mark?.(slot, article) }
  }
}
