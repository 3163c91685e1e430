// Which pages of a paper are compared with those of another.
import type { Client } from 'pg'
import { archiveUrl, articleUrl, commentsUrl, paths, url } from '../src/urls.ts'

export interface Pages {
  /** By what they are. `topic, rare` of one paper is compared with `topic` of the other where that has no rare one. */
  addresses: Record<string, string>
  comparable: Comparable
}
/** So many comments stand under the article that is compared, and so long is its text. */
export interface Comparable { comments: number; letters: number }

export async function pagesOf(database: Client, like?: Comparable): Promise<Pages> {
  const first = async <R extends object>(sql: string, values: unknown[] = []): Promise<R> => {
    const { rows: [row] } = await database.query<R>(sql, values)
    if (!row) throw new Error(`nothing found: ${sql}`)
    return row
  }
  type Article = { id: number; slug: string; section_slug: string } & Comparable
  const article = (order: string, values: unknown[] = []) => first<Article>(`
    select a.id::integer, a.slug, s.slug as section_slug, coalesce(c.shown, 0) as comments, length(a.body::text) as letters
    from articles a join sections s on s.id = a.section_id left join comment_counts c on c.article_id = a.id
    where a.state = 'published' and a.language = 'de' and not a.sensitive and a.comment_mode <> 'off' and a.lead_picture_id is not null
    order by ${order}, a.id limit 1`, values)
  const slugOf = async (table: string, kind: string, order: string) => (await first<{ slug: string }>(`
    select ${kind}s.slug from ${kind}s join ${table} on ${kind}_id = ${kind}s.id where listed_at is not null group by ${kind}s.id order by count(*) ${order}, ${kind}s.id limit 1`)).slug
  const [common, discussed] = [await article('abs(coalesce(c.shown, 0) - $1), abs(length(a.body::text) - $2)', [like?.comments ?? 38, like?.letters ?? 8_000]), await article('coalesce(c.shown, 0) desc')]
  const section = (await first<{ slug: string }>(`select slug from sections where style = 'news' order by position limit 1`)).slug
  const back = (await first<{ id: number }>(`select min(id)::integer as id from (select a.id from articles a join sections s on s.id = a.section_id
    where s.slug = $1 and state = 'published' order by published_at limit 400) oldest`, [section])).id
  const { day } = await first<{ day: string }>(`select begins_on::text as day from archive_counts where span = 'day' order by articles desc, begins_on desc limit 1`)
  return {
    comparable: common,
    addresses: {
      'front page': paths.front,
      section: url(paths.section, { slug: section }),
      ...(like ? { 'section, far back': `${url(paths.section, { slug: section })}?before=${back}` } : {}),
      topic: url(paths.topic, { slug: await slugOf('article_topics', 'topic', 'desc') }),
      'topic, rare': url(paths.topic, { slug: await slugOf('article_topics', 'topic', 'asc') }),
      author: url(paths.author, { slug: await slugOf('bylines', 'author', 'desc') }),
      // Here even she fills a page; in the demonstration nobody does.
      ...(like ? { 'author, rare': url(paths.author, { slug: await slugOf('bylines', 'author', 'asc') }) } : {}),
      archive: paths.archive,
      'archive: year': archiveUrl('year', day),
      'archive: month': archiveUrl('month', day),
      'archive: day': archiveUrl('day', day),
      article: articleUrl(common),
      ...(like ? { 'article, the most discussed': articleUrl(discussed) } : {}),
      discussion: commentsUrl(common),
      ...(like ? { 'discussion, the largest': commentsUrl(discussed) } : {}),
    },
  }
}
