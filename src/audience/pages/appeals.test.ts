import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const time = '2026-03-01T11:00:00Z'
const many = <V>(count: number, one: V): V[] => Array<V>(count).fill(one)

test('the way from the appeal to the gift is shown for the paper and for each article, and few are never told apart', house(async ({ db, open, now }) => {
  const { cookie } = await makeAccount(db, { roles: ['author'] })
  assert.match((await open('/desk/audience/appeals', cookie)).html, /auf keiner Seite ein Spendenaufruf/)
  const [bridge, mayor] = [await makeArticle(db, { headline: 'Über die Brücke' }), await makeArticle(db, { headline: 'Die neue Bürgermeisterin' })]
  const under = { bridge: { page: { article_id: bridge.id } }, mayor: { page: { article_id: mayor.id } }, giving: { page: { path: '/support' } } }
  await takeIn(db, [
    ...many(40, viewOf(time, { ...under.bridge, asks: true })), ...many(10, viewOf(time, { ...under.mayor, asks: true })), ...many(50, viewOf(time, { asks: true })), viewOf(time, under.mayor),
    ...many(10, measuredOf(time, { ...under.bridge, asks: true })), ...many(4, measuredOf(time, { ...under.bridge, isFirst: false, in_sight: true })), ...many(3, measuredOf(time, { ...under.mayor, asks: true, in_sight: true })),
    ...many(8, viewOf(time, { ...under.giving, followed: bridge.id })), ...many(3, viewOf(time, { ...under.giving, followed: mayor.id })), ...many(2, viewOf(time, { ...under.giving, followed: 0 })), viewOf(time, { ...under.giving, followed: 999_999 }),
  ], now)
  const day = '2026-03-01'
  await db.insertInto('appeal_days').values([{ article_id: bridge.id, day, begun: 7, agreed: 6, given: 5 }, { article_id: mayor.id, day, begun: 3, agreed: 2, given: 1 }, { article_id: null, day, begun: 2, agreed: 1, given: 1 }]).execute()
  assert.deepEqual(await db.selectFrom('appeal_view_days').select(['shown', 'measured', 'in_sight', 'followed']).where('page_id', '=', 0).executeTakeFirst(), { shown: 100, measured: 13, in_sight: 7, followed: 14 })

  const { status, html } = await open('/desk/audience/appeals', cookie)
  assert.equal(status, 200)
  for (const said of ['<dt>Gezeigt </dt><dd><b>100</b>', '<dt>Gedrückt </dt><dd><b>14</b><small>14\\s% von gezeigt', '<dt>Zugesagt </dt><dd><b>9</b><small>begonnen: 12', '<dt>Eingegangen </dt><dd><b>7</b>']) assert.match(html, new RegExp(said))
  const csv = async (path: string) => (await open(path, cookie)).html.replace('\uFEFF', '').trim().split('\r\n')
  assert.deepEqual(await csv('/desk/audience/appeals/articles.csv'), ['article,shown,in_sight_share,followed,begun,agreed,given', 'Über die Brücke,40,0.4,8,7,6,5', 'Die neue Bürgermeisterin,10,,< 5,< 5,< 5,< 5'])
  assert.deepEqual((await csv('/desk/audience/appeals/days.csv?days=7')).at(-1), '2026-03-01,100,0.5385,14,12,9,7')
  assert.deepEqual((await csv(`/desk/audience/articles/${bridge.id}/appeal.csv`)).slice(1), ['Seiten mit Spendenaufruf geöffnet,40,', 'Knopf im Blick (gemessene Aufrufe),< 5,', 'Knopf gedrückt,8,0.2', 'Formular ausgefüllt,7,0.875', 'Zugesagt,6,0.8571', 'Geld eingegangen,5,0.8333'])
  const own = (await open(`/desk/audience/articles/${mayor.id}`, cookie)).html
  assert.match(own, /Geld eingegangen(?:<[^>]+>)+&lt; 5/)
  assert.doesNotMatch(own, /Zugesagt(?:<[^>]+>)+2</)
  for (const path of ['/desk/audience/appeals/people.csv']) assert.equal((await open(path, cookie)).status, 404)
  assert.equal((await open('/desk/audience/appeals?from=2026-03-02&to=2026-03-01', cookie)).status, 422)
}))
