// An addition is articles on their way into the paper, one or very many, with everything that belongs to them.
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { articleUrl } from '../urls.ts'
import { parseDocument } from './document.ts'
import { sections } from './reads/paper.ts'
import { indexArticles } from './search.ts'
import { pointToOriginal } from './translation.ts'
import { drawArticleNumbers, insertAddresses, insertArticles, insertArticleTopics, insertBylines, insertCorrections, type NewArticle, type Role } from './writes.ts'

export interface ArticleDraft extends Omit<NewArticle, 'body' | 'created_at'> {
  /** ProseMirror JSON, checked before it is kept. */
  body: unknown
  bylines: { author_id: number; role: Role }[]
  topic_ids: number[]
  corrections?: { corrected_at: Date; was_wrong: string; is_right: string }[]
  /** Addresses it had in earlier systems: path and query string. */
  former_addresses?: string[]
}

/** Writes the rows of articles, and answers their numbers in the order given. Who calls it counts them in the archive, and marks pages stale. */
export async function addWhole(tx: Db, drafts: ArticleDraft[], { now }: Act): Promise<number[]> {
  const drawn = (await drawArticleNumbers(tx, drafts.filter(({ id }) => id === undefined).length)).values()
  const numbered = drafts.map((draft) => ({ ...draft, id: draft.id ?? drawn.next().value ?? 0 }))
  await insertArticles(tx, numbered.map((draft) => articleRow(draft, now)))
  await insertBylines(tx, numbered.flatMap((draft) => draft.bylines.map((byline, position) => ({ ...ofArticle(draft, position), ...byline }))))
  await insertArticleTopics(tx, numbered.flatMap((draft) => draft.topic_ids.map((topic_id, position) => ({ ...ofArticle(draft, position), topic_id }))))
  await insertCorrections(tx, numbered.flatMap(({ id, corrections = [] }) => corrections.map((correction) => ({ article_id: id, ...correction }))))
  await insertAddresses(tx, await addressesOf(tx, numbered, now))
  for (const { id, translation_of } of numbered) if (translation_of) await pointToOriginal(tx, { id, translation_of })
  const ids = numbered.map(({ id }) => id)
  await indexArticles(tx, ids)
  return ids
}

/** When a list shows it: only what is published now stands in any. */
export function listedAt<T = Date>({ state, published_at }: Pick<ArticleDraft, 'state'> & { published_at?: T | null | undefined }): T | null {
  return state === 'published' ? published_at ?? null : null
}

type Numbered = ArticleDraft & { id: number }

// A translation points to its original once all are there, and both were looked at.
function articleRow({ body, bylines, topic_ids, corrections, former_addresses, translation_of, ...columns }: Numbered, created_at: Date): NewArticle {
  return { ...columns, body: JSON.stringify(parseDocument(body)), created_at }
}

function ofArticle(draft: Numbered, position: number) {
  return { article_id: draft.id, position, listed_at: listedAt(draft) }
}

async function addressesOf(tx: Db, drafts: Numbered[], since: Date) {
  const slugs = new Map((await sections(tx)).map(({ id, slug }) => [id, slug]))
  return drafts.flatMap(({ id, slug, section_id, former_addresses = [] }) =>
    [articleUrl({ id, slug, section_slug: slugs.get(section_id) ?? '' }), ...former_addresses].map((address) => ({ address, article_id: id, since })))
}
