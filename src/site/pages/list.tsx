// Sections, topics and authors: a title, and the articles, newest first.
import { listPage, type ListPage, type Of } from '../../articles/reads/lists.ts'
import { authorBySlug, loadFrame, sectionBySlug, topicBySlug, redirectFrom } from '../../articles/reads/paper.ts'
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
import { numberIn, paths, url } from '../../urls.ts'
import { ListTold } from '../list-told.tsx'
import { ListView } from '../views/list-view.tsx'

export const topic: Page<typeof paths.topic, 'anyone', 'before'> = async ({ db, params, query, site }) => {
  const row = await topicBySlug(db, params.slug)
  const address = url(paths.topic, params)
  if (!row) return moved(found(await redirectFrom(db, address)))
  return show(db, { of: { topic_ids: [row.id] }, tag: `topic:${row.id}`, address, card: `topic-${row.slug}`, title: row.name, label: 'topic.label', about: row.description }, { before: query.before, site })
}

export const author: Page<typeof paths.author, 'anyone', 'before'> = async ({ db, params, query, site }) => {
  const row = await authorBySlug(db, params.slug)
  const address = url(paths.author, params)
  if (!row) return moved(found(await redirectFrom(db, address)))
  const about = [row.office, row.biography].filter(Boolean).join('\n\n')
  return show(db, { of: { author_id: row.id }, tag: `author:${row.id}`, address, card: `author-${row.slug}`, title: row.name, label: 'author.label', about, person: row }, { before: query.before, site })
}

export async function section(db: Reads, slug: string, asked: Asked & { now: Date }): Promise<Response | undefined> {
  const row = await sectionBySlug(db, slug)
  if (!row) return undefined
  const about = { of: { section_id: row.id }, tag: `section:${row.id}`, address: url(paths.section, { slug }), card: `section-${slug}`, title: row.name, label: null, about: row.description, current: slug, asksIn: row.no_appeals || asked.before !== undefined ? null : { section_id: row.id, now: asked.now } } as const
  return show(db, about, asked)
}

interface Asked { before: string | undefined; site: Site }
export interface List {
  of: Of
  tag: Tag
  address: string
  card: CardSubject
  title: string
  label: 'topic.label' | 'author.label' | null
  about: string
  current?: string
  /** A section's first page may ask for money. */
  asksIn?: { section_id: number; now: Date } | null
  /** Of an author's list. */
  person?: { office: string; biography: string }
}

async function show(db: Reads, list: List, { before, site }: Asked): Promise<Response> {
  const start = before === undefined ? undefined : found(numberIn(before))
  const page = found(await listPage(db, list.of, start))
  const { facts, campaigns } = list.asksIn ? await frameWithCampaigns(db, list.asksIn.now) : { facts: await loadFrame(db), campaigns: [] }
  const t = translator(facts.paper.language)
  const appeal = list.asksIn ? appealIn(campaigns, list.asksIn, { now: list.asksIn.now, language: t.language }) : undefined
  const [pictures, counts] = await Promise.all([
    picturesById(db, page.articles.flatMap((article) => article.lead_picture_id ?? [])),
    countsOf(db, page.articles.map((article) => article.id)),
  ])
  const head = <ListTold site={site} facts={facts} list={list} page={page} address={before === undefined ? list.address : `${list.address}?before=${before}`} t={t} />
  const view = <ListView list={list} page={page} facts={facts} head={head} pictures={pictures} counts={counts} appeal={appeal} t={t} />
  return printed(view, { seconds: appeal?.seconds, tags: [list.tag, 'paper', ...(list.asksIn === undefined ? [] : ['campaign'] as const), ...threadTags(page), ...pictures.map((picture): Tag => `picture:${picture.name}`)] })
}

// The number of comments stands on each line, so the list follows each of its threads.
function threadTags(page: ListPage): Tag[] {
  return page.articles.map((article): Tag => `thread:${article.id}`)
}
