import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/database.ts'
import { house } from '../../test/house.ts'
import { changeArticle, documentOf, makeArticle, makeAuthor, makePicture, makeTopic, noon } from '../../test/makers.ts'
import { bounded } from '../base/db/bounded.ts'
import { connect, type Reads } from '../base/db/db.ts'
import { migrate } from '../base/db/migrate.ts'
import { addArticles, withdrawArticle } from './article.ts'
import { renameAuthor, renameTopic } from './paper.ts'
import { parseQuery } from './query.ts'
import { indexArticles, search } from './search.ts'

const act = { by: 'test', now: noon }

async function found(db: Reads, typed: string) {
  const asked = { typed, alternatives: parseQuery(typed).alternatives ?? [], filter: { time_zone: 'Europe/Berlin' }, order: 'relevance', page: 1 } as const
  return (await search(db, asked, noon))?.hits.map(({ article }) => article.headline)
}
const kept = async (db: Reads) => ({
  articles: (await sql`select article_id, section_id, published_at, words::text from article_search order by article_id`.execute(db)).rows,
  words: (await sql`select distinct folded from search_words order by folded`.execute(db)).rows,
})

test('whatever was done to articles, the index says what indexing all of them anew would say', house(async ({ db, files }) => {
  const [author, topic] = [await makeAuthor(db), await makeTopic(db)]
  const picture = await makePicture(db, { files, caption: 'Ein Kormoran' })
  const drafts = ['published', 'draft', 'published'] as const
  const first = await makeArticle(db, { headline: 'Das Depot', bylines: [{ author_id: author.id, role: 'text' }], topic_ids: [topic.id], lead_picture_id: picture.id })
  const { section_id } = first
  const ids = await addArticles(db, drafts.map((state, n) => ({
    section_id, slug: `viele-${n}`, state, language: ['de', 'en', 'fr'][n] ?? 'de', headline: `Nummer ${n}`, body: documentOf('Viele Wörter.'),
    first_published_at: noon, published_at: noon, bylines: [], topic_ids: [topic.id],
  })), act)
  await changeArticle(db, { id: first.id, slug: 'neu', section_id }, act)
  await withdrawArticle(db, { id: ids[2]!, reason: 'Falsch.' }, act)
  await renameTopic(db, { id: topic.id, name: 'Seilbahn' }, act)
  await renameAuthor(db, { id: author.id, name: 'Ada Lovelace' }, act)

  const before = await kept(db)
  assert.deepEqual(before.articles.length, 2)
  await db.deleteFrom('article_search').execute()
  await db.deleteFrom('search_words').execute()
  await indexArticles(db, (await db.selectFrom('articles').select('id').execute()).map(({ id }) => id))
  assert.deepEqual(await kept(db), before)
}))

test('an author or a topic that is renamed is found by the new name alone', house(async ({ db }) => {
  const [author, topic] = [await makeAuthor(db, { name: 'Jo Weber' }), await makeTopic(db, { name: 'Tram' })]
  await makeArticle(db, { headline: 'Artikel', bylines: [{ author_id: author.id, role: 'text' }], topic_ids: [topic.id] })
  await renameAuthor(db, { id: author.id, name: 'Jo Lindholm' }, act)
  await renameTopic(db, { id: topic.id, name: 'Strassenbahn' }, act)
  for (const [typed, headlines] of [['weber', []], ['tram', []], ['lindholm', ['Artikel']], ['straßenbahn', ['Artikel']]] as const) assert.deepEqual(await found(db, typed), headlines, typed)
}))

test('of a text longer than a book the beginning is found, and it can be kept', house(async ({ db }) => {
  await makeArticle(db, { headline: 'Lang', body: documentOf(...Array.from({ length: 60 }, (_, n) => Array.from({ length: 1_000 }, (_, m) => `wort${n}x${m}`).join(' '))) })
  assert.deepEqual(await found(db, 'wort1x1'), ['Lang'])
  assert.deepEqual(await found(db, 'wort59x999'), [])
}))

test('what takes too long is ended, and its connection goes on', async () => {
  const { db, drop } = await freshDatabase()
  const settings = { jit: 'off' }
  assert.equal(await bounded(db, { ms: 50, settings }, (tx) => sql`select pg_sleep(5)`.execute(tx)), undefined)
  assert.deepEqual((await bounded(db, { ms: 5_000, settings }, (tx) => sql`select 1 as one`.execute(tx)))?.rows, [{ one: 1 }])
  await assert.rejects(bounded(db, { ms: 5_000, settings }, (tx) => sql`create table written ()`.execute(tx)), /read-only/)
  await drop()
})

test('the articles of a paper from before the search are found after its upgrade, by an owner who is no superuser', async () => {
  const { db, owner: pool, ownerUrl, drop } = await freshDatabase()
  const owner = `owner_${randomBytes(4).toString('hex')}`
  const { rows: [named] } = await pool.query<{ name: string }>('select current_database() as name')
  await pool.query(`create role ${owner} login password 'x'; alter database ${named?.name} owner to ${owner}; drop schema public cascade; drop schema graphile_worker cascade; create schema public authorization ${owner}`)
  const address = new URL(ownerUrl)
  address.username = owner
  address.password = 'x'
  const owned = connect({ connectionString: address.href })
  await owned.pool.query('create table migrations (name text primary key, hash text not null, ran_at timestamptz not null default now())')
  for (const path of globSync('db/migrations/000[1-5]_*.sql').sort()) {
    const text = readFileSync(path, 'utf8')
    await owned.pool.query(text)
    await owned.pool.query('insert into migrations (name, hash) values ($1, $2)', [basename(path), createHash('sha256').update(text).digest('hex')])
  }
  await owned.pool.query(`
    insert into sections (slug, name, position) values ('stadt', 'Stadt', 1);
    insert into articles (section_id, slug, state, language, headline, body, first_published_at, published_at, created_at)
      select 1, 'x', state, 'de', 'Häuser ' || state, '{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"Die Kormorane."}]}]}', now(), now(), now()
      from unnest(array['published', 'draft']) state`)

  assert.ok((await migrate(owned.pool, owner)).includes('0006_search.sql'))
  assert.deepEqual(await found(owned.db, 'haus kormoran'), ['Häuser published'])
  assert.deepEqual(await found(owned.db, 'kormorahne'), ['Häuser published'])
  await owned.db.destroy()
  await pool.query(`reassign owned by ${owner} to current_user; drop owned by ${owner}; drop role ${owner}`)
  assert.ok(db)
  await drop()
})
