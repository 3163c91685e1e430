import { sql } from 'kysely'
import { headlineToReaders } from '../../articles/reads/named.ts'
import type { Reads } from '../../base/db/db.ts'
import type { How } from '../follow.ts'

/** The threads a reader chose how to be told of, the last chosen first. */
export function followsOf(db: Reads, reader_id: number) {
  return db.selectFrom('follows').innerJoin('comments', 'comments.id', 'follows.thread_id').innerJoin('articles', 'articles.id', 'comments.article_id')
    .innerJoin('sections', 'sections.id', 'articles.section_id').leftJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['follows.thread_id', 'how', 'since', 'articles.id', 'articles.slug', headlineToReaders.as('headline'), 'articles.language', 'sections.slug as section_slug',
      sql<string | null>`case when comments.state = 'shown' then readers.name end`.as('name')])
    .where('follows.reader_id', '=', reader_id).where('how', '<>', 'never').orderBy('since', 'desc').limit(500).execute()
}

/** Somebody who is to be told of what is new in a thread. */
export interface Due { reader_id: number; thread_id: number; told_until: Date; name: string; mail_address: string; language: string | null }

/**
 * Who follows a thread in which something became visible since they were told, and how far back that is looked for:
 * what is older was told, or nobody worked for that long. Rides comments_shown_idx, then follows_thread_idx.
 */
export async function dueFollows(db: Reads, { how, since, until, mailedBefore }: { how: How; since: Date; until: Date; mailedBefore: Date }): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select follows.reader_id, follows.thread_id, follows.told_until, readers.name, readers.mail_address, readers.language
    from (select thread_id, max(shown_at) as last from comments where state = 'shown' and shown_at > ${since} and shown_at <= ${until} group by thread_id) busy
    join follows on follows.thread_id = busy.thread_id and follows.how = ${how} and follows.told_until < busy.last
    join readers on readers.id = follows.reader_id
    where (follows.mailed_at is null or follows.mailed_at <= ${mailedBefore}) and readers.mail_address is not null and readers.confirmed_at is not null and readers.erased_at is null
    order by follows.reader_id, follows.thread_id`.execute(db)
  return rows
}

export interface News { id: number; name: string; body: string; shown_at: Date }

/** What became visible in a thread since somebody was told, but for what they said themselves or do not want to see; of many the first ones. */
export async function newsFor(db: Reads, { reader_id, thread_id, told_until, until }: Pick<Due, 'reader_id' | 'thread_id' | 'told_until'> & { until: Date }, limit: number): Promise<{ items: News[]; count: number }> {
  const { rows } = await sql<News & { count: number }>`
    select comments.id, readers.name, comments.body, comments.shown_at, (count(*) over ())::int as count from comments join readers on readers.id = comments.reader_id
    where comments.thread_id = ${thread_id} and comments.state = 'shown' and comments.shown_at > ${told_until} and comments.shown_at <= ${until} and comments.reader_id <> ${reader_id}
      and not exists (select from hidden_readers where hidden_readers.reader_id = ${reader_id} and hidden_id = comments.reader_id)
    order by comments.shown_at, comments.id limit ${limit}`.execute(db)
  return { items: rows, count: rows[0]?.count ?? 0 }
}

/** The article a thread stands under, and its headline as readers are told it. */
export function articleOfThread(db: Reads, thread_id: number) {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['articles.id', 'articles.slug', 'articles.headline', headlineToReaders.as('told_headline'), 'articles.state', 'sections.slug as section_slug']).where('comments.id', '=', thread_id).executeTakeFirst()
}

/** Whose mails a link ends, and about which thread; null: about all. */
export function unsubscribeLink(db: Reads, token_hash: Buffer) {
  return db.selectFrom('unsubscribe_links').innerJoin('readers', 'readers.id', 'unsubscribe_links.reader_id').select(['reader_id', 'thread_id', 'readers.language']).where('token_hash', '=', token_hash).executeTakeFirst()
}
