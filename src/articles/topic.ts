// A topic is what articles are about, across sections. Its address is for good: called otherwise or merged into another one,
// it leads there, and so do its feeds.
import { atomically, attempt, isTaken, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { staleAll } from '../base/press/stale.ts'
import { freeSlug, slugOf } from '../base/slug.ts'
import { paths, url } from '../urls.ts'
import { redirectFrom, topicById, topicBySlug } from './reads/paper.ts'
import { articleIdsOn } from './reads/search.ts'
import { topicNumbers } from './reads/topics.ts'
import { indexArticles } from './search.ts'
import { deleteRedirectsTo, deleteTopicRow, insertTopic, lockTopics, moveArticlesOfTopic, redirectTopic, updateTopic } from './writes.ts'

export interface TopicDraft { name: string; slug: string; description: string; picture_id: number | null }

/** So many articles are indexed in one statement. */
const indexedAtOnce = 500

/** Makes a topic; under another slug where its own is, or once was, another one's. */
export function makeTopic(db: Db, { name, ...draft }: Omit<TopicDraft, 'slug'>, act: Act): Promise<{ id: number }> {
  return atomically(db, async (tx) => {
    const slug = await freeSlug(slugOf(name) || 'topic', async (tried) => (await slugRefusal(tx, tried)) !== null)
    const { id } = await insertTopic(tx, { slug, name, ...draft })
    await record(tx, { ...act, what: 'topic created', subject: `topic:${id}` })
    return { id }
  })
}

/** Why a topic cannot have this slug: another one has it, or its address leads to another one. */
export async function slugRefusal(db: Reads, slug: string, id?: number): Promise<'taken' | 'led' | null> {
  const there = await topicBySlug(db, slug)
  if (there) return there.id === id ? null : 'taken'
  const leads_to = await redirectFrom(db, topicUrl(slug))
  const own = id === undefined ? undefined : await topicById(db, id)
  return leads_to === undefined || (own && leads_to === topicUrl(own.slug)) ? null : 'led'
}

/** Changes what is said of a topic. From its former slug the way leads to the new one. Answers why not, where the slug is not to be had. */
export async function describeTopic(db: Db, { id, ...draft }: TopicDraft & { id: number }, act: Act): Promise<'taken' | 'led' | null> {
  try {
    return await attempt(db, async (tx) => {
      await lockTopics(tx, [id])
      const [before, refused] = [await topicById(tx, id), await slugRefusal(tx, draft.slug, id)]
      if (!before || refused) return refused ?? 'taken'
      await updateTopic(tx, id, draft)
      await leadOn(tx, before, { slug: draft.slug, now: act.now })
      if (before.name !== draft.name) await indexTopic(tx, id)
      await record(tx, { ...act, what: before.name !== draft.name || before.slug !== draft.slug ? 'topic renamed' : 'topic described', subject: `topic:${id}` })
      await staleAll(tx)
      return null
    })
  } catch (error) {
    if (isTaken(error)) return 'taken'
    throw error
  }
}

/** Holds both until the transaction ends. False where one of them is not there, or they are one. */
export async function holdTopics(tx: Db, { from, into }: { from: number; into: number }): Promise<boolean> {
  return from !== into && (await lockTopics(tx, [from, into])) === 2
}

/** Puts everything that is under one topic under another, in which the first is no more. Undefined where one of them is not there. */
export function mergeTopics(db: Db, { from, into }: { from: number; into: number }, act: Act): Promise<{ articles: number } | undefined> {
  return atomically(db, async (tx) => {
    if (!(await holdTopics(tx, { from, into }))) return undefined
    const [gone, kept] = [await topicById(tx, from), await topicById(tx, into)]
    if (!gone || !kept) return undefined
    const moved = await moveArticlesOfTopic(tx, { from, into })
    await updateTopic(tx, into, { description: kept.description || gone.description, picture_id: kept.picture_id ?? gone.picture_id, no_appeals: kept.no_appeals || gone.no_appeals })
    await deleteTopicRow(tx, from)
    await leadOn(tx, gone, { slug: kept.slug, now: act.now })
    await indexAll(tx, moved)
    await record(tx, { ...act, what: `${moved.length} articles taken over from a merged topic`, subject: `topic:${into}` })
    await staleAll(tx)
    return { articles: moved.length }
  })
}

/** From its address, and from the one its name would have made: texts that are still being written call it by its name. */
async function leadOn(tx: Db, former: { slug: string; name: string }, { slug, now }: { slug: string; now: Date }) {
  for (const from of new Set([former.slug, slugOf(former.name)])) {
    const isFree = from !== '' && from !== slug && (from === former.slug || ((await topicBySlug(tx, from)) === undefined && (await redirectFrom(tx, topicUrl(from))) === undefined))
    if (isFree) await redirectTopic(tx, { from: topicUrl(from), to: topicUrl(slug), now })
  }
}

/** Takes a topic away under which nothing stands, drafts included. Answers whether it could. */
export function deleteTopic(db: Db, id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    await lockTopics(tx, [id])
    const [topic, { articles }] = [await topicById(tx, id), await topicNumbers(tx, id)]
    if (!topic || articles > 0) return false
    await deleteTopicRow(tx, id)
    await deleteRedirectsTo(tx, topicUrl(topic.slug))
    await record(tx, { ...act, what: 'topic deleted', subject: `topic:${id}` })
    await staleAll(tx)
    return true
  })
}

export function topicUrl(slug: string): string {
  return url(paths.topic, { slug })
}

async function indexTopic(tx: Db, id: number) {
  await indexAll(tx, await articleIdsOn(tx, id))
}
async function indexAll(tx: Db, ids: readonly number[]) {
  for (let at = 0; at < ids.length; at += indexedAtOnce) await indexArticles(tx, ids.slice(at, at + indexedAtOnce))
}
