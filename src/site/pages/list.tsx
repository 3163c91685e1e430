// Sections, topics and authors: a title, and the articles, newest first.
import { listPage, type ListPage, type Of } from '../../articles/reads/lists.ts'
import { authorBySlug, loadFrame, sectionBySlug, topicBySlug, redirectFrom, type Section, type Topic } from '../../articles/reads/paper.ts'
import { picturesById } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import type { CardSubject } from '../../base/ui/card.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { countsOf } from '../../comments/reads/threads.ts'
import { appealIn } from '../../funding/appeal.ts'
import { frameWithCampaigns } from '../../funding/reads/campaigns.ts'
import { standing, top as aboveList } from '../../newsroom/front-slots.ts'
import { emptyLayout, layoutNow, type FrontOf, type Layout } from '../../newsroom/reads/fronts.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { lasting, secondsLeft } from '../front.ts'
import { ListTold } from '../list-told.tsx'
import { ListView } from '../views/list-view.tsx'

export const topic: Page<typeof paths.topic, 'anyone', 'before'> = async ({ db, params, query, site, now }) => {
  const row = await topicBySlug(db, params.slug)
  if (!row) return moved(found(await redirectFrom(db, url(paths.topic, params))))
  return show(db, topicList(row), { before: query.before, site, now })
}

export function topicList({ id, slug, name, description, picture_id }: Topic): List {
  return { of: { topic_ids: [id] }, front: { section_id: null, topic_id: id }, tag: `topic:${id}`, address: url(paths.topic, { slug }), card: `topic-${slug}`, title: name, label: 'topic.label', about: description, picture_id }
}

export const author: Page<typeof paths.author, 'anyone', 'before'> = async ({ db, params, query, site, now }) => {
  const row = await authorBySlug(db, params.slug)
  const address = url(paths.author, params)
  if (!row) return moved(found(await redirectFrom(db, address)))
  const about = [row.office, row.biography].filter(Boolean).join('\n\n')
  return show(db, { of: { author_id: row.id }, tag: `author:${row.id}`, address, card: `author-${row.slug}`, title: row.name, label: 'author.label', about, person: row }, { before: query.before, site, now })
}

export async function section(db: Reads, slug: string, asked: Asked): Promise<Response | undefined> {
  const row = await sectionBySlug(db, slug)
  return row && show(db, sectionList(row, asked), asked)
}

export function sectionList({ id, slug, name, description, no_appeals }: Section, { before, now }: Pick<Asked, 'before' | 'now'>): List {
  return {
    of: { section_id: id }, front: { section_id: id, topic_id: null }, tag: `section:${id}`, address: url(paths.section, { slug }), card: `section-${slug}`, title: name, label: null, about: description, current: slug,
    asksIn: no_appeals || before !== undefined ? null : { section_id: id, now },
  }
}

interface Asked { before: string | undefined; site: Site; now: Date }
export interface List {
  of: Of
  /** On whose first page editors may place articles above the list. */
  front?: FrontOf
  tag: Tag
  address: string
  card: CardSubject
  title: string
  label: 'topic.label' | 'author.label' | null
  about: string
  picture_id?: number | null
  current?: string
  /** A section's first page may ask for money. */
  asksIn?: { section_id: number; now: Date } | null
  /** Of an author's list. */
  person?: { office: string; biography: string }
}

async function show(db: Reads, list: List, asked: Asked): Promise<Response> {
  const { view, ...how } = await listed(db, list, asked)
  return printed(view, how)
}

/** A page of a list, and what it is printed from; with another layout than readers see for a preview. */
export async function listed(db: Reads, list: List, { before, site, now, layout: given }: Asked & { layout?: Layout }) {
  const start = before === undefined ? undefined : found(numberIn(before))
  const [layout, walked] = await Promise.all([given ?? (start === undefined && list.front ? layoutNow(db, list.front, now) : emptyLayout), listPage(db, list.of, start)])
  const page = withTop(found(walked), layout, now)
  const { facts, campaigns } = list.asksIn ? await frameWithCampaigns(db, list.asksIn.now) : { facts: await loadFrame(db), campaigns: [] }
  const t = translator(facts.paper.language)
  const appeal = list.asksIn ? appealIn(campaigns, list.asksIn, { now: list.asksIn.now, language: t.language }) : undefined
  const [pictures, counts] = await Promise.all([
    picturesById(db, [list.picture_id, ...page.articles.map((article) => article.lead_picture_id)].flatMap((id) => id ?? [])),
    countsOf(db, page.articles.map((article) => article.id)),
  ])
  const picture = pictures.find(({ id }) => id === list.picture_id)
  const head = <ListTold site={site} facts={facts} list={list} page={page} picture={picture} address={before === undefined ? list.address : `${list.address}?before=${before}`} t={t} />
  const view = <ListView list={list} page={page} picture={picture} facts={facts} head={head} pictures={pictures} counts={counts} appeal={appeal} t={t} />
  const tags: Tag[] = [list.tag, 'paper', ...(list.asksIn === undefined ? [] : ['campaign'] as const), ...threadTags(page), ...pictures.map(({ name }): Tag => `picture:${name}`)]
  return { view, tags, seconds: lasting([appeal?.seconds, secondsLeft(layout, now)]) }
}

/** What editors have placed stands first, once, and what they hide not at all. The pages after this one are as they are without. */
function withTop(page: ListPage, { places }: Layout, now: Date): ListPage {
  const placed = standing(places, now)
  const top = placed.filter(({ block }) => block === aboveList).map(({ article }) => article)
  return { ...page, articles: [...top, ...page.articles.filter(({ id }) => !placed.some(({ article }) => article.id === id))] }
}

// The number of comments stands on each line, so the list follows each of its threads.
function threadTags(page: ListPage): Tag[] {
  return page.articles.map((article): Tag => `thread:${article.id}`)
}
