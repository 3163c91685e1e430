// Sections, topics and authors: a title, and the articles, newest first.
import { listPage, type ListPage, type Of } from '../../articles/reads/lists.ts'
import { authorBySlug, loadFrame, sectionBySlug, topicBySlug, redirectFrom } from '../../articles/reads/paper.ts'
import { picturesById } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { countsOf } from '../../comments/reads.ts'
import { paths, url } from '../../urls.ts'
import { ListView } from '../views/list-view.tsx'

export const topic: Page<typeof paths.topic, 'anyone', 'before'> = async ({ db, params, query }) => {
  const row = await topicBySlug(db, params.slug)
  const address = url(paths.topic, params)
  if (!row) return moved(found(await redirectFrom(db, address)))
  return show(db, { of: { topic_ids: [row.id] }, tag: `topic:${row.id}`, address, title: row.name, label: 'topic.label', about: row.description }, query.before)
}

export const author: Page<typeof paths.author, 'anyone', 'before'> = async ({ db, params, query }) => {
  const row = await authorBySlug(db, params.slug)
  const address = url(paths.author, params)
  if (!row) return moved(found(await redirectFrom(db, address)))
  const about = [row.office, row.biography].filter(Boolean).join('\n\n')
  return show(db, { of: { author_id: row.id }, tag: `author:${row.id}`, address, title: row.name, label: 'author.label', about }, query.before)
}

export async function section(db: Reads, slug: string, before: string | undefined): Promise<Response | undefined> {
  const row = await sectionBySlug(db, slug)
  if (!row) return undefined
  const about = { of: { section_id: row.id }, tag: `section:${row.id}`, address: url(paths.section, { slug }), title: row.name, label: null, about: row.description, current: slug } as const
  return show(db, about, before)
}

export interface List { of: Of; tag: Tag; address: string; title: string; label: 'topic.label' | 'author.label' | null; about: string; current?: string }

async function show(db: Reads, list: List, before: string | undefined): Promise<Response> {
  const start = before === undefined ? undefined : found(/^[1-9]\d{0,14}$/.test(before) ? Number(before) : undefined)
  const page = found(await listPage(db, list.of, start))
  const facts = await loadFrame(db)
  const [pictures, counts] = await Promise.all([
    picturesById(db, page.articles.flatMap((article) => article.lead_picture_id ?? [])),
    countsOf(db, page.articles.map((article) => article.id)),
  ])
  const view = <ListView list={list} page={page} facts={facts} pictures={pictures} counts={counts} t={translator(facts.paper.language)} />
  return printed(view, { tags: [list.tag, 'paper', ...threadTags(page), ...pictures.map((picture): Tag => `picture:${picture.name}`)] })
}

// The number of comments stands on each line, so the list follows each of its threads.
function threadTags(page: ListPage): Tag[] {
  return page.articles.map((article): Tag => `thread:${article.id}`)
}
