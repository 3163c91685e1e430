// The front page as it stands now: its edition, and all that is printed with it.
import type { Child } from 'hono/jsx'
import { articleById } from '../articles/reads/articles.ts'
import { newest, teasersById, type Teaser } from '../articles/reads/lists.ts'
import type { Section } from '../articles/reads/paper.ts'
import { picturesById, type ShownPicture } from '../articles/reads/pictures.ts'
import { testedHeadlines, type TestedHeadline } from '../audience/headline-test.ts'
import { asAttribute } from '../audience/slot.ts'
import type { Reads } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { countsOf, mostDiscussed } from '../comments/reads/threads.ts'
import { layOut, leadStory, type Edition } from './edition.ts'

/** How far back from the newest article "most discussed" looks. */
const discussedSeconds = 14 * 24 * 3600

export interface Front {
  edition: Edition
  most: { article: Teaser; n: number }[]
  pictures: ShownPicture[]
  /** Of comments, by article. */
  counts: Map<number, number>
  /** What stands in place of articles' own headlines, by article. */
  tested: ReadonlyMap<number, TestedHeadline>
  /** Those in the edition. */
  articles: Teaser[]
}

export async function frontNow(db: Reads, { sections, language, now }: { sections: Section[]; language: string; now: Date }): Promise<Front> {
  const bySection = await Promise.all(sections.map(async (section) => ({ section, articles: await newest(db, { section_id: section.id }, 12) })))
  const newestAt = bySection.flatMap(({ articles }) => articles[0]?.published_at ?? []).reduce((a, b) => (a > b ? a : b), new Date(0))
  const lead = leadStory(bySection.flatMap(({ section, articles }) => (section.style === 'news' ? articles.filter((article) => article.language === language) : [])))
  const [onTopic, discussed] = await Promise.all([
    lead ? onTheTopicsOf(db, lead.id) : [],
    mostDiscussed(db, { since: secondsAfter(newestAt, -discussedSeconds), limit: 5 }),
  ])
  const edition = layOut({ language, bySection, onTopic })
  const articles = articlesOf(edition)
  const [pictures, counts, ranked, tested] = await Promise.all([
    picturesById(db, articles.flatMap((article) => article.lead_picture_id ?? [])),
    countsOf(db, articles.map((article) => article.id)),
    teasersById(db, discussed.map(({ article_id }) => article_id)),
    testedHeadlines(db, articles, now),
  ])
  const most = discussed.flatMap(({ article_id, count: n }) => ranked.filter((article) => article.id === article_id).map((article) => ({ article, n })))
  return { edition, most, pictures, counts, tested, articles }
}

async function onTheTopicsOf(db: Reads, id: number): Promise<Teaser[]> {
  const article = await articleById(db, id)
  return newest(db, { topic_ids: article?.topics.map((topic) => topic.id) ?? [] }, 8)
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
