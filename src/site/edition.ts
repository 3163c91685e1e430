// The edition on the front page: which article stands where, when nobody has placed anything. Each stands once.
import type { Section } from '../articles/reads/paper.ts'
import type { Teaser } from '../articles/reads/lists.ts'

export interface Block { section: Section; articles: Teaser[] }
export interface Edition {
  lead: Teaser | undefined
  /** Under the lead story: more on its topic. */
  also: Teaser[]
  /** Beside it: one opinion. */
  aside: Teaser | undefined
  /** The section with most to say, shown large. */
  main: Block | undefined
  /** The other sections, four in a row. */
  rows: Block[][]
  /** A large picture story, beside the opinions. */
  feature: Block | undefined
  opinions: Block[]
  /** What is written in other languages than the paper's, by language. */
  elsewhere: { language: string; articles: Teaser[] }[]
}

interface Supply { language: string; bySection: { section: Section; articles: Teaser[] }[]; onTopic: Teaser[] }

/** Deals the newest articles of each section out to the slots, newest first, without showing one twice. */
export function layOut({ language, bySection, onTopic }: Supply): Edition {
  const dealt = new Set<number>()
  const take = (articles: Teaser[], count: number) => {
    const taken = articles.filter((article) => !dealt.has(article.id)).slice(0, count)
    for (const article of taken) dealt.add(article.id)
    return taken
  }
  const ours = bySection.map(({ section, articles }) => ({ section, articles: articles.filter((article) => article.language === language) }))
  const news = ours.filter(({ section, articles }) => section.style === 'news' && articles.length > 0)
  const views = ours.filter(({ section, articles }) => section.style === 'opinion' && articles.length > 0)

  const lead = leadStory(news.flatMap(({ articles }) => articles))
  take(lead ? [lead] : [], 1)
  const also = take(onTopic.filter((article) => article.language === language && article.section_style === 'news'), 2)
  const [aside] = take(views.flatMap(({ articles }) => articles).sort(newestFirst), 1)
  const [largest, ...others] = news
  const mainStory = largest ? take(pictureFirst(largest.articles, dealt), 1) : []
  const feature = views.length > 0 ? featureOf(largest ? [largest] : [], dealt) : undefined
  take(feature?.articles ?? [], 1)
  const main = largest && { section: largest.section, articles: [...mainStory, ...take(largest.articles, 6)] }
  const rows = inFours(others.map(({ section, articles }) => ({ section, articles: take(pictureFirst(articles, dealt), 3) })).filter(hasArticles))
  const opinions = views.map(({ section, articles }) => ({ section, articles: take(articles, 5) })).filter(hasArticles)
  return { lead, also, aside, main, rows, feature, opinions, elsewhere: otherLanguages(bySection.flatMap(({ articles }) => articles), language) }
}

/** The lead story for the newest articles of the paper: the newest with a picture, unless the newest of all is a day ahead of it. */
export function leadStory(news: Teaser[]): Teaser | undefined {
  const sorted = [...news].sort(newestFirst)
  const newest = sorted[0]
  const pictured = sorted.find((article) => article.lead_picture_id !== null)
  return pictured && newest && at(newest) - at(pictured) < 86_400_000 ? pictured : newest
}

function featureOf(news: Block[], dealt: Set<number>): Block | undefined {
  const left = news.flatMap(({ section, articles }) => articles.map((article) => ({ section, article })))
    .filter(({ article }) => article.lead_picture_id !== null && !dealt.has(article.id))
    .sort((a, b) => newestFirst(a.article, b.article))
  const [best] = left
  return best && { section: best.section, articles: [best.article] }
}

// The large place of a block wants a picture: the newest that has one goes first.
function pictureFirst(articles: Teaser[], dealt: Set<number>): Teaser[] {
  const left = articles.filter((article) => !dealt.has(article.id))
  const pictured = left.find((article) => article.lead_picture_id !== null)
  return pictured ? [pictured, ...left.filter((article) => article !== pictured)] : left
}

function otherLanguages(articles: Teaser[], language: string) {
  const languages = [...new Set(articles.map((article) => article.language).filter((one) => one !== language))].sort()
  return languages.map((one) => ({ language: one, articles: articles.filter((article) => article.language === one).sort(newestFirst).slice(0, 4) }))
}

function inFours(blocks: Block[]): Block[][] {
  return Array.from({ length: Math.ceil(blocks.length / 4) }, (_, n) => blocks.slice(n * 4, n * 4 + 4))
}
function hasArticles({ articles }: { articles: Teaser[] }): boolean {
  return articles.length > 0
}
function newestFirst(a: Teaser, b: Teaser): number {
  return at(b) - at(a) || b.id - a.id
}
function at({ published_at }: Teaser): number {
  return published_at?.getTime() ?? 0
}
