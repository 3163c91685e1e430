import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { documentOf, makeArticle, makeAuthor, makeTopic } from '../../test/makers.ts'
import { catchUp } from './catching-up.ts'

test('what a version wrote that knows neither lists nor search is put into them, and what it took back leaves them', house(async ({ db, now, open }) => {
  const [author, topic] = [await makeAuthor(db), await makeTopic(db)]
  const whole = { bylines: [{ author_id: author.id, role: 'text' as const }], topic_ids: [topic.id] }
  const stays = await makeArticle(db, { ...whole, headline: 'Der Kiosk bleibt', body: documentOf('Rhabarberkuchen.') })
  const goes = await makeArticle(db, { ...whole, headline: 'Der Kiosk geht', body: documentOf('Stachelbeertorte.') })
  assert.equal(await catchUp(db), 0)
  const indexed = await db.selectFrom('article_search').selectAll().where('article_id', '=', stays.id).execute()
  // As that version leaves them: one added, and one withdrawn, which the database itself takes out of lists and search.
  for (const table of ['article_search', 'search_words'] as const) await db.deleteFrom(table).where('article_id', '=', stays.id).execute()
  for (const table of ['bylines', 'article_topics'] as const) await db.updateTable(table).set({ listed_at: null }).where('article_id', '=', stays.id).execute()
  await db.updateTable('articles').set({ state: 'withdrawn', withdrawn_at: now, withdrawn_reason: 'Es war ein anderer Kiosk.' }).where('id', '=', goes.id).execute()

  assert.equal(await catchUp(db), 1)
  assert.equal(await catchUp(db), 0)
  for (const address of [`/topic/${topic.slug}`, `/author/${author.slug}`, '/search?q=Kiosk', '/archive/2026/03/01']) {
    const { html } = await open(address)
    assert.match(html, /bleibt<\/a>/, address)
    assert.doesNotMatch(html, /geht<\/a>/, address)
  }
  assert.deepEqual(await db.selectFrom('article_search').selectAll().execute(), indexed)
  assert.deepEqual((await db.selectFrom('archive_counts').select('articles').execute()).map(({ articles }) => articles), [1, 1, 1])
}))
