import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import type { Db } from '../base/db/db.ts'
import { folderFiles } from '../base/files/files.ts'
import { addComment } from '../comments/comment.ts'
import { PaperNotEmpty } from './empty-paper.ts'
import { generatePaper } from './generate.ts'

const act = { by: 'test', now: new Date('2026-03-01T12:00:00Z') }
const folder = mkdtempSync(join(tmpdir(), 'litfass-generate-'))
const [one, other] = [await freshDatabase(), await freshDatabase()]
after(async () => {
  for (const { drop } of [one, other]) await drop()
  rmSync(folder, { recursive: true })
})

function generate({ db }: FreshDatabase, seed: number) {
  const until = new Date('2026-02-01T00:00:00Z')
  return generatePaper(db, { articles: 300, comments: 2_000, seed, years: 3, until, files: folderFiles(folder), pictures: { folder: 'demo/pictures', most: 1 } }, act)
}

await generate(one, 7)

test('the same seed makes the same paper, row by row, and another seed another one', async () => {
  await generate(other, 7)
  assert.deepEqual(await contents(other.db), await contents(one.db))
  const third = await freshDatabase()
  await generate(third, 8)
  const [ours, theirs] = [await contents(one.db), await contents(third.db)]
  await third.drop()
  assert.notEqual(ours.articles, theirs.articles)
  assert.notEqual(ours.comments, theirs.comments)
})

test('a generated paper has the size that was asked for, and long tails', async () => {
  const [facts] = await rows<{ articles: number; comments: number; longest: number; shortest: number; most: number; none: number; days: number; english: number }>(one.db, sql`
    select (select count(*) from articles) as articles, (select count(*) from comments) as comments, max(length(body::text)) as longest, min(length(body::text)) as shortest,
      (select max(n) from (select count(*) as n from comments group by article_id) of_each) as most, count(*) filter (where not exists (select from comments where article_id = articles.id)) as none,
      count(distinct published_at::date) as days, count(*) filter (where language = 'en') as english
    from articles`)
  assert.deepEqual([facts!.articles, facts!.comments], [300, 2_000])
  assert.ok(facts!.longest > 5 * facts!.shortest && facts!.none > 10 && facts!.days > 150 && facts!.english > 5, JSON.stringify(facts))
  assert.ok(facts!.most >= 100, `${facts!.most} comments under one article`)
})

test('whatever is counted of a generated paper is counted right', async () => {
  const wrong = await rows(one.db, sql`
    select 'comment counts' as what, article_id::text as which from (
      select a.id as article_id, coalesce(c.shown, 0) as shown, coalesce(c.threads, 0) as threads,
        (select count(*) from comments where article_id = a.id and state = 'shown') as has, (select count(*) from comments where article_id = a.id and parent_id is null and visible) as begun
      from articles a left join comment_counts c on c.article_id = a.id) counted where shown <> has or threads <> begun
    union all select 'replies', id::text from comments c where parent_id is null and replies <> (select count(*) from comments r where r.thread_id = c.id and r.parent_id is not null and r.visible)
    union all select 'children', id::text from comments c where children <> (select count(*) from comments r where r.parent_id = c.id)
    union all select 'visible', id::text from comments c where visible <> (state = 'shown' or exists (select from comments r where r.parent_id = c.id and r.visible))
    union all select 'listed topics', article_id::text from article_topics t join articles a on a.id = article_id where listed_at is distinct from case when state = 'published' then published_at end
    union all select 'listed bylines', article_id::text from bylines b join articles a on a.id = article_id where listed_at is distinct from case when state = 'published' then published_at end
    union all select 'archive', begins_on::text from archive_counts, paper where articles <> (select count(*) from articles
      where state = 'published' and date_trunc(span, published_at at time zone time_zone)::date = begins_on)
    union all select 'index', id::text from articles where (state = 'published') <> exists (select from article_search where article_id = id)`)
  assert.deepEqual(wrong, [])
})

test('the threads of a generated paper stand as if each comment had been added by itself', async () => {
  const [{ article_id } = { article_id: 0 }] = await rows<{ article_id: number }>(one.db, sql`select article_id from comments group by 1 order by count(*) desc limit 1`)
  const comments = await one.db.selectFrom('comments').selectAll().where('article_id', '=', article_id).orderBy('id').execute()
  const [target] = await rows<{ id: number }>(one.db, sql`select id from articles where comment_mode <> 'off' and not exists (select from comments where article_id = articles.id) limit 1`)
  const own = new Map<number | null, number | null>([[null, null]])
  for (const { id, parent_id, reader_id, body, state, removed_reason, submitted_at } of comments) {
    own.set(id, await addComment(one.db, { article_id: target!.id, parent_id: own.get(parent_id)!, reader_id, body, state, removed_reason, submitted_at }))
  }
  const single = await one.db.selectFrom('comments').selectAll().where('article_id', '=', target!.id).orderBy('id').execute()
  const place = ({ path, visible, children, replies }: (typeof single)[number]) => ({ path: path.toString('hex'), visible, children, replies })
  assert.deepEqual(comments.map(place), single.map(place))
})

test('a paper in which something stands already is left as it is', async () => {
  const before = await contents(other.db)
  await assert.rejects(generate(other, 9), PaperNotEmpty)
  assert.deepEqual(await contents(other.db), before)
})

/** A sum over all rows of each table. */
async function contents(db: Db): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const table of ['paper', 'sections', 'topics', 'authors', 'articles', 'bylines', 'article_topics', 'corrections', 'article_addresses', 'archive_counts', 'readers', 'comments', 'comment_counts', 'campaigns']) {
    const [row] = await rows<{ sum: string }>(db, sql`select md5(string_agg(line::text, e'\n' order by line::text)) as sum from ${sql.table(table)} line`)
    found[table] = row!.sum
  }
  return found
}

async function rows<R>(db: Db, query: ReturnType<typeof sql>): Promise<R[]> {
  return (await sql<R>`${query}`.execute(db)).rows
}
