import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** Whatever says otherwise: what is under a legal hold has no preview. */
export async function articleOfLink(db: Reads, { token_hash, now }: { token_hash: Buffer; now: Date }): Promise<number | undefined> {
  const row = await db.selectFrom('preview_links').innerJoin('articles', 'articles.id', 'article_id').select('article_id')
    .where('token_hash', '=', token_hash).where('ended_at', 'is', null).where('ends_at', '>', now).where('articles.legal_hold_at', 'is', null).executeTakeFirst()
  return row?.article_id
}

/** Those that still show something, the last made first. */
export function openPreviewLinks(db: Reads, { article_id, now }: { article_id: number; now: Date }) {
  return db.selectFrom('preview_links').leftJoin('readers', 'readers.id', 'made_by').select(['preview_links.id', 'made_at', 'ends_at', 'note', 'readers.name as by_name'])
    .where('article_id', '=', article_id).where('ended_at', 'is', null).where('ends_at', '>', now).orderBy('preview_links.id', 'desc').execute()
}

/** Authors and topics by the names they are called by, as whoever saves an article finds them. */
export function peopleCalled(db: Reads, names: string[]) {
  return db.selectFrom('authors').select(['id', 'slug', 'name']).where(sql`lower(name)`, 'in', ['', ...names.map((name) => name.toLowerCase())]).orderBy('id').execute()
}
export function topicsCalled(db: Reads, names: string[]) {
  return db.selectFrom('topics').select(['id', 'slug', 'name', 'no_appeals']).where(sql`lower(name)`, 'in', ['', ...names.map((name) => name.toLowerCase())]).orderBy('id').execute()
}
