import { articleById, articleByAddress } from '../../articles/reads/articles.ts'
import { newest, teasersById, type Teaser as TeaserRow } from '../../articles/reads/lists.ts'
import { redirectFrom } from '../../articles/reads/paper.ts'
import { picturesById } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { secondsAfter } from '../../base/time.ts'
import { Head } from '../../base/ui/head.tsx'
import { moved, printed } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { countsOf, mostDiscussed } from '../../comments/reads/threads.ts'
import { appealIn } from '../../funding/appeal.ts'
import { frameWithCampaigns } from '../../funding/reads/campaigns.ts'
import { articleUrl, paths } from '../../urls.ts'
import { layOut, leadStory, type Edition } from '../edition.ts'
import { webSite } from '../json-ld-paper.ts'
import { FrontView } from '../views/front-view.tsx'

/** How far back from the newest article "most discussed" looks. */
const discussedSeconds = 14 * 24 * 3600

export const show: Page<typeof paths.front, 'anyone', 'p' | 'page_id'> = async ({ db, query, site, now }) => {
  const former = query.p ?? query.page_id
  if (former !== undefined) return fromFormer(db, query.p === undefined ? `/?page_id=${former}` : `/?p=${former}`)

  const { facts, campaigns } = await frameWithCampaigns(db, now)
  const { language } = facts.paper
  const bySection = await Promise.all(facts.sections.map(async (section) => ({ section, articles: await newest(db, { section_id: section.id }, 12) })))
  const newestAt = bySection.flatMap(({ articles }) => articles[0]?.published_at ?? []).reduce((a, b) => (a > b ? a : b), new Date(0))
  const lead = leadStory(bySection.flatMap(({ section, articles }) => (section.style === 'news' ? articles.filter((article) => article.language === language) : [])))
  const [onTopic, discussed] = await Promise.all([
    lead ? onTheTopicsOf(db, lead.id) : [],
    mostDiscussed(db, { since: secondsAfter(newestAt, -discussedSeconds), limit: 5 }),
  ])
  const appeal = appealIn(campaigns, 'front', { now, language })
  const edition = layOut({ language, bySection, onTopic })
  const shown = articlesOf(edition)
  const [pictures, counts, ranked] = await Promise.all([
    picturesById(db, shown.flatMap((article) => article.lead_picture_id ?? [])),
    countsOf(db, shown.map((article) => article.id)),
    teasersById(db, discussed.map(({ article_id }) => article_id)),
  ])
  const most = discussed.flatMap(({ article_id, count: n }) => ranked.filter((article) => article.id === article_id).map((article) => ({ article, n })))
  const tags = ['front', 'paper', 'campaign', ...shown.map((article): Tag => `thread:${article.id}`), ...most.map(({ article }): Tag => `thread:${article.id}`),
    ...pictures.map((picture): Tag => `picture:${picture.name}`)] satisfies Tag[]
  const t = translator(language)
  const head = <Head site={site} facts={facts} t={t} address={paths.front} title={facts.paper.name} description={facts.paper.claim} things={[webSite({ site, facts })]} />
  return printed(<FrontView facts={facts} t={t} head={head} edition={edition} most={most} appeal={appeal} pictures={pictures} counts={counts} />, { tags, seconds: appeal?.seconds })
}

// WordPress addresses without a readable path: /?p=123
async function fromFormer(db: Reads, address: string): Promise<Response> {
  const article = await articleByAddress(db, address)
  return moved(article && article.state !== 'draft' ? articleUrl(article) : ((await redirectFrom(db, address)) ?? paths.front))
}

async function onTheTopicsOf(db: Reads, id: number): Promise<TeaserRow[]> {
  const article = await articleById(db, id)
  return newest(db, { topic_ids: article?.topics.map((topic) => topic.id) ?? [] }, 8)
}

function articlesOf(edition: Edition): TeaserRow[] {
  const blocks = [edition.main, edition.feature, ...edition.rows.flat(), ...edition.opinions].flatMap((block) => block?.articles ?? [])
  return [edition.lead, edition.aside, ...edition.also, ...blocks, ...edition.elsewhere.flatMap(({ articles }) => articles)].filter((article) => article !== undefined)
}
