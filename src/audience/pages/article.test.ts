import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { articleUrl } from '../../urls.ts'

test('an article shows how far it was read, from where its readers came and where they went', house(async ({ db, open, now }) => {
  const { cookie } = await makeAccount(db, { roles: ['author'] })
  const [article, next] = [await makeArticle(db, { headline: 'Über die Brücke' }), await makeArticle(db, { headline: 'Danach gelesen' })]
  const { slug: section_slug } = await db.selectFrom('sections').select('slug').where('id', '=', article.section_id).executeTakeFirstOrThrow()
  const [page, time] = [{ article_id: article.id }, '2026-03-01T11:00:00Z']
  assert.match((await open(`/desk/audience/articles/${article.id}`, cookie)).html, /noch nicht gelesen worden/)
  await takeIn(db, [
    ...Array.from({ length: 20 }, (_, n) => viewOf(time, { page, reader: readerNumber(n % 7) })),
    ...Array.from({ length: 6 }, () => measuredOf(time, { page, depth: 10, seconds: 60, source: { kind: 'own', name: '/' }, leaving: ['elsewhere.example'] })),
    ...Array.from({ length: 2 }, () => measuredOf(time, { page, depth: 3, seconds: 20, source: { kind: 'social', name: 'bsky.app' } })),
    ...Array.from({ length: 5 }, () => measuredOf(time, { page: { article_id: next.id }, source: { kind: 'own', name: articleUrl({ ...article, section_slug }) } })),
  ], now)
  const { status, html } = await open(`/desk/audience/articles/${article.id}`, cookie)
  assert.equal(status, 200)
  assert.match(html, /<h1>Über die Brücke<\/h1>/)
  for (const said of ['<b>20</b>', '<dt>Leser </dt><dd><b>7</b>', '<b>50 s</b>', '<dt>Bis zum Ende gelesen </dt><dd><b>75\\s%</b>', 'Bis zur Hälfte kamen 75\\s%, bis zum Ende 75\\s%']) assert.match(html, new RegExp(said))
  assert.match(html, /Startseite<\/span><\/th><td class="numeric">6<\/td>/)
  assert.match(html, /bsky\.app(?:<[^>]+>)+Soziale Netzwerke(?:<[^>]+>)+&lt; 5<\/td>/)
  assert.match(html, /Danach gelesen<\/span><\/th><td class="numeric">5<\/td>/)
  assert.match(html, /elsewhere\.example<\/span><\/th><td class="numeric">6<\/td>/)
  const csv = async (name: string) => (await open(`/desk/audience/articles/${article.id}/${name}.csv`, cookie)).html.replace('\uFEFF', '').trim().split('\r\n')
  assert.deepEqual((await csv('days')).slice(1), ['2026-03-01,20,7'])
  assert.equal((await csv('reached'))[3], '30 %,1,8')
  assert.equal((await csv('reached'))[4], '40 %,0.75,6')
  assert.deepEqual(await csv('next'), ['page,measured_views,share', 'Danach gelesen,5,1'])
}))

test('gifts that followed the appeal under an article are told only from five on, and there is no page for what is no article', house(async ({ db, open, now }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const article = await makeArticle(db)
  await takeIn(db, [viewOf('2026-03-01T11:00:00Z', { page: { article_id: article.id } })], now)
  const campaign = await db.insertInto('campaigns').values({ slug: 'spring', goal: 10, goal_kind: 'supporters', starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly' }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('campaign_articles').values({ campaign_id: campaign.id, article_id: article.id, begun: 12, completed: 4, amount: 4_000 }).execute()
  const { html } = await open(`/desk/audience/articles/${article.id}`, cookie)
  assert.match(html, /<dt>Gaben nach dem Aufruf <\/dt><dd><b>&lt; 5<\/b><small>begonnen: 12<\/small>/)
  assert.match(html, /ab fünf gemessenen Aufrufen/)
  for (const path of ['/desk/audience/articles/999999999', '/desk/audience/articles/x', `/desk/audience/articles/${article.id}/people.csv`]) assert.equal((await open(path, cookie)).status, 404)
}))
