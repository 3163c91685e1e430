// The edition on the front page: which article stands where. What editors have placed stands where they placed it; the
// other slots fill themselves, from the newest of each section where no other rule is set. Each article stands once.
import type { Section } from '../articles/reads/paper.ts'
import type { Teaser } from '../articles/reads/lists.ts'
import { roomIn, sectionBlock } from '../newsroom/front-slots.ts'

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

export interface Supply {
  language: string
  bySection: { section: Section; articles: Teaser[] }[]
  /** What editors have placed, by block and position; `hidden` is shown nowhere. */
  placed?: readonly { article: Teaser; block: string; position: number }[]
  /** What a rule that editors set for a block brings, best first. */
  ruled?: ReadonlyMap<string, readonly Teaser[]>
}
type Whole = Supply & { onTopic: Teaser[] }

/** Deals the newest articles of each section out to the slots that nobody placed anything in, newest first, without showing one twice. */
export function layOut(supply: Whole): Edition {
  const { language, bySection, onTopic } = supply
  const { ours, news, views } = sides(supply)
  const dealing = dealer(supply, bySection.map(({ section }) => section))
  const { left, fill } = dealing

  const inNews = news.flatMap(({ articles }) => articles)
  const [lead] = fill('lead', ruledFor(supply, 'lead', isNews(language)), leadFirst(left(inNews)))
  const also = fill('also', ruledFor(supply, 'also', isNews(language)), onTopic.filter(isNews(language)))
  const [aside] = fill('aside', ruledFor(supply, 'aside', (article) => article.section_style === 'opinion' && article.language === language), views.flatMap(({ articles }) => articles).sort(newestFirst))
  const [largest] = news
  const others = ours.filter(({ section }) => section.style === 'news' && section !== largest?.section)
  const mainRule = ruledFor(supply, 'main', (article) => article.section_id === largest?.section.id && article.language === language)
  const [mainStory] = largest ? fill('main', mainRule, pictureFirst(left(largest.articles)), [1, 1]) : []
  const pictured = (articles: Teaser[]) => articles.filter((article) => article.lead_picture_id !== null)
  const [featured] = fill('feature', pictured(ruledFor(supply, 'feature', isNews(language))), views.length > 0 && largest ? pictured(largest.articles).sort(newestFirst) : [])
  const main = largest && { section: largest.section, articles: [...(mainStory ? [mainStory] : []), ...fill('main', mainRule, largest.articles, [2, roomIn('main', [])])] }
  const ofSection = ({ section, articles }: Block, supplied: (left: Teaser[]) => Teaser[]): Block =>
    ({ section, articles: fill(sectionBlock(section.id), ruledFor(supply, sectionBlock(section.id), (article) => article.section_id === section.id && article.language === language), supplied(left(articles))) })
  const rows = inFours(others.map((block) => ofSection(block, pictureFirst)).filter(hasArticles))
  const opinions = ours.filter(({ section }) => section.style === 'opinion').map((block) => ofSection(block, (articles) => articles)).filter(hasArticles)
  const feature = featured && blockOf(featured, bySection)
  return { lead, also, aside, main, rows, feature, opinions, elsewhere: otherLanguages(left(bySection.flatMap(({ articles }) => articles)), language) }
}

/** The lead story, known before everything else since what stands under it is about its topics. */
export function leadOf(supply: Supply): Teaser | undefined {
  const { left, fill } = dealer(supply, [])
  return fill('lead', ruledFor(supply, 'lead', isNews(supply.language)), leadFirst(left(sides(supply).news.flatMap(({ articles }) => articles))))[0]
}

/** The lead story for the newest articles of the paper: the newest with a picture, unless the newest of all is a day ahead of it. */
export function leadStory(news: Teaser[]): Teaser | undefined {
  const sorted = [...news].sort(newestFirst)
  const newest = sorted[0]
  const pictured = sorted.find((article) => article.lead_picture_id !== null)
  return pictured && newest && at(newest) - at(pictured) < 86_400_000 ? pictured : newest
}

function sides({ language, bySection }: Supply) {
  const ours = bySection.map(({ section, articles }) => ({ section, articles: articles.filter((article) => article.language === language) }))
  const of = (style: Section['style']) => ours.filter(({ section, articles }) => section.style === style && articles.length > 0)
  return { ours, news: of('news'), views: of('opinion') }
}

/** Deals each article once. What is placed, or hidden, is dealt from the beginning. */
function dealer({ placed = [] }: Supply, sections: readonly Section[]) {
  const dealt = new Set(placed.map(({ article }) => article.id))
  const left = (articles: readonly Teaser[]) => articles.filter(({ id }) => !dealt.has(id))
  /** The slots of a block from one to another; those that nothing is left for close up. */
  const fill = (block: string, ruled: readonly Teaser[], own: readonly Teaser[], [from, to] = [1, roomIn(block, sections)]): Teaser[] => Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => {
    const held = placed.find((place) => place.block === block && place.position === from + n)?.article
    if (held) return held
    const [next] = left([...ruled, ...own])
    if (next) dealt.add(next.id)
    return next
  }).filter((article) => article !== undefined)
  return { left, fill }
}

function ruledFor({ ruled }: Supply, block: string, fits: (article: Teaser) => boolean): Teaser[] {
  return (ruled?.get(block) ?? []).filter(fits)
}
function isNews(language: string) {
  return (article: Teaser) => article.section_style === 'news' && article.language === language
}

function leadFirst(news: Teaser[]): Teaser[] {
  const lead = leadStory(news)
  return lead ? [lead] : []
}

// The large place of a block wants a picture: the newest that has one goes first.
function pictureFirst(articles: Teaser[]): Teaser[] {
  const pictured = articles.find((article) => article.lead_picture_id !== null)
  return pictured ? [pictured, ...articles.filter((article) => article !== pictured)] : articles
}

function blockOf(article: Teaser, bySection: Supply['bySection']): Block | undefined {
  const section = bySection.find((one) => one.section.id === article.section_id)?.section
  return section && { section, articles: [article] }
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
