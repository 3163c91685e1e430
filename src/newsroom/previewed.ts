// What is previewed is the article as it would be if it were published now, as it is written at this moment: the public page shows it.
import { placeInLists } from '../articles/hold.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { sectionBySlug } from '../articles/reads/paper.ts'
import type { Reads } from '../base/db/db.ts'
import { slugOf } from '../base/slug.ts'
import { peopleCalled, topicsCalled } from './reads/preview-links.ts'
import { rowOf, tidied } from './revised.ts'
import { writtenOf } from './writing.ts'

export async function asWritten(db: Reads, article: FullArticle, now: Date): Promise<FullArticle> {
  const written = tidied((await writtenOf(db, article.id)).written)
  const { row } = await rowOf(db, written, article)
  const section = await sectionBySlug(db, written.section)
  const people = await peopleCalled(db, written.bylines.map(({ name }) => name))
  const topics = await topicsCalled(db, written.topics)
  const isPublic = article.state === 'published'
  return {
    ...article, ...row,
    ...(section ? { section_slug: section.slug, section_name: section.name, section_style: section.style } : {}),
    bylines: written.bylines.map(({ name, role }) => ({ ...(article.bylines.find((one) => one.name === name) ?? called(people, name) ?? { id: 0, slug: slugOf(name) || 'author' }), name, role })),
    topics: written.topics.map((name) => article.topics.find((one) => one.name === name) ?? called(topics, name) ?? { id: 0, slug: slugOf(name) || 'topic', name, no_appeals: false }),
    state: 'published', withdrawn_at: null, withdrawn_reason: null,
    published_at: isPublic ? article.published_at : placeInLists(article, now), first_published_at: article.first_published_at ?? now,
  }
}

function called<Row extends { name: string; slug: string }>(rows: Row[], name: string): Row | undefined {
  return rows.find((one) => one.name.toLowerCase() === name.toLowerCase())
}
