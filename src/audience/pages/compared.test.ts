import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { paths, withQuery } from '../../urls.ts'

const editor = async (db: House['db']) => (await makeAccount(db, { roles: ['editor'] })).cookie
const rows = async ({ open }: Pick<House, 'open'>, path: string, cookie: string) => (await open(path, cookie)).html.replace('\uFEFF', '').trim().split('\r\n').map((row) => row.split(','))
const views = (time: string, n: number, page: { article_id: number } | { path: string } = { path: '/' }) => Array.from({ length: n }, (_, k) => viewOf(time, { page, reader: readerNumber(k), device: k < 3 ? 'tablet' : 'phone' }))

// It is Sunday, 1 March, 13:00 in Berlin.
test('a day that is not over is compared with the same hours of the same weekday before', house(async (paper) => {
  const { db, open, now } = paper
  await takeIn(db, [...views('2026-03-01T09:00:00Z', 20), ...views('2026-02-22T10:00:00Z', 10), ...views('2026-02-22T18:00:00Z', 40)], now)
  const cookie = await editor(db)
  const { html } = await open(paths.deskAudience, cookie)
  assert.match(html, /<dt>Aufrufe <\/dt><dd><b>20<\/b><small>Vergleichszeit: 10 \(\+100\s%\)<\/small>/)
  assert.match(html, /<dt>Leser <\/dt><dd><b>20<\/b><small>Vergleichszeit: 10 \(\+100\s%\)<\/small>/)
  assert.match(html, /bis zur selben Stunde/)
  assert.deepEqual((await rows(paper, '/desk/audience/tables/pages.csv', cookie))[0], ['page', 'views', 'engaged_seconds', 'measured_share'], 'half a day is no list to compare with a whole one')
  const hours = await rows(paper, '/desk/audience/tables/hours.csv', cookie)
  assert.deepEqual([hours[0], hours[11], hours[20]], [['hour', 'views', 'before', 'change'], ['10', '20', '0', '20'], ['19', '', '40', '']])
}))

test('any earlier time can be compared with, in the plot and in tables with the difference, and few are not told apart by it', house(async (paper) => {
  const { db, open, now } = paper
  const article = await makeArticle(db, { headline: 'Depot' })
  await takeIn(db, [...views('2026-02-26T11:00:00Z', 12, { article_id: article.id }), ...views('2026-02-27T11:00:00Z', 6), ...views('2026-02-04T11:00:00Z', 9, { article_id: article.id }), ...views('2026-02-05T11:00:00Z', 2)], now)
  const cookie = await editor(db)
  const asked = { from: '2026-02-26', to: '2026-02-27', compare: 'own', than: '2026-02-04' }
  const table = (name: string) => rows(paper, withQuery(`/desk/audience/tables/${name}.csv`, asked), cookie)
  assert.deepEqual(await table('days'), [['day', 'views', 'readers', 'compared_from', 'before', 'change'], ['2026-02-26', '12', '12', '2026-02-04', '9', '3'], ['2026-02-27', '6', '6', '2026-02-05', '2', '4']])
  assert.deepEqual(await table('pages'), [['page', 'views', 'before', 'change', 'engaged_seconds', 'measured_share'], ['Depot', '12', '9', '3', '', '0'], ['Startseite', '6', '2', '4', '', '0']])
  assert.deepEqual(await table('devices'), [['device', 'views', 'share', 'before', 'change'], ['Telefon', '12', '0.6667', '6', '6'], ['Tablet', '6', '0.3333', '5', '1']])
  const { html } = await open(withQuery(paths.deskAudience, asked), cookie)
  assert.match(html, /<path class="dashed" d="M/)
  assert.match(html, /value="own" selected/)
  assert.match(html, /name="than" type="date" value="2026-02-04"/)
  const few = await rows(paper, withQuery('/desk/audience/tables/devices.csv', { ...asked, from: '2026-02-27' }), cookie)
  assert.deepEqual(few.slice(1), [['Telefon', '< 5', '', '6', ''], ['Tablet', '< 5', '', '< 5', '']])
}))

test('a time that is no earlier one is refused, and one in which nothing was counted yet is named', house(async ({ db, open, now }) => {
  await takeIn(db, views('2026-03-01T09:00:00Z', 1), now)
  const cookie = await editor(db)
  for (const than of ['', 'x', '2026-03-01', '2027-01-01']) {
    const { status, html } = await open(withQuery(paths.deskAudience, { days: '7', compare: 'own', than }), cookie)
    assert.equal(status, 422)
    assert.match(html, /id="than-error"/)
  }
  const { html } = await open(withQuery(paths.deskAudience, { days: '7' }), cookie)
  assert.match(html, /In der Vergleichszeit wurde noch nicht gezählt/)
  assert.match(html, /Gezählt wird seit heute/)
  assert.doesNotMatch(html, /class="dashed" d/)
  assert.match(html, /noch nicht gezählt<\/title>/, 'days before the first are no days with nobody')
}))

test('an article is compared with what others had at its age, and a group with another time', house(async (paper) => {
  const { db, open, now } = paper
  const out = (day: string, n: number) => ({ first_published_at: new Date(`2026-02-${day}T08:00:00Z`), published_at: new Date(`2026-02-${day}T08:00:00Z`), headline: `Artikel ${n}` })
  const others = await Promise.all([10, 11, 12, 13, 14].map((day, n) => makeArticle(db, out(String(day), n))))
  const own = await makeArticle(db, out('20', 9))
  const read = (id: number, days: Record<string, number>) => Object.entries(days).flatMap(([day, n]) => views(`2026-02-${day}T11:00:00Z`, n, { article_id: id }))
  await takeIn(db, [...others.flatMap(({ id }, n) => read(id, { [10 + n]: 10 + n, [11 + n]: 2 })), ...read(own.id, { 20: 30, 22: 5 }), ...views('2026-02-01T11:00:00Z', 1)], now)
  const cookie = await editor(db)
  const usual = await rows(paper, `/desk/audience/articles/${own.id}/usual.csv`, cookie)
  assert.deepEqual(usual.slice(0, 4), [['day', 'views', 'usual_views', 'change', 'articles'], ['0', '30', '12', '18', '5'], ['1', '30', '14', '16', '5'], ['2', '35', '14', '21', '5']])
  const page = await open(`/desk/audience/articles/${own.id}`, cookie)
  assert.match(page.html, /<title id="usual-plot-wide">Dieser Artikel gegen das Übliche/)
  assert.doesNotMatch((await open(`/desk/audience/articles/${others[1]!.id}`, cookie)).html, /usual-plot/, 'too few came before')
  assert.equal((await open(withQuery(`/desk/audience/articles/${own.id}`, { compare: 'own', than: '2026-12-01' }), cookie)).status, 422)

  assert.match((await open(withQuery(`/desk/audience/articles/${own.id}`, { compare: 'own', than: '2026-02-02' }), cookie)).html, /Er war damals nicht erschienen/)

  const sections = await rows(paper, '/desk/audience/lists/sections.csv?from=2026-02-20&to=2026-02-22&compare=own&than=2026-02-10', cookie)
  assert.deepEqual(sections.map((row) => row.slice(2)), [['views', 'before', 'change', 'engaged_seconds'], ['35', '0', '35', '']])
}))

test('what clients tell besides views, and what others have counted, stands by itself under its own name', house(async (paper) => {
  const { db, open, now } = paper
  await takeIn(db, [...views('2026-03-01T09:00:00Z', 6), ...Array.from({ length: 7 }, () => ({ kind: 'event', minute: viewOf('2026-03-01T09:00:00Z').minute, category: 'download', action: 'pdf' }) as const), measuredOf('2026-03-01T09:00:00Z')], now)
  await db.insertInto('imported_days').values([{ source: 'matomo', page_id: 0, day: '2026-02-20', views: 900, visitors: 300 }, { source: 'matomo', page_id: 0, day: '2026-03-01', views: 100, visitors: 3 }]).execute()
  const cookie = await editor(db)
  const { html } = await open(paths.deskAudience, cookie)
  assert.match(html, /<dt>Aufrufe <\/dt><dd><b>6<\/b>/, 'nothing of it is added')
  assert.match(html, /Matomo hat vom 20\. Februar 2026 bis zum 1\. März 2026 gezählt\./)
  assert.deepEqual(await rows(paper, '/desk/audience/tables/imported.csv', cookie), [['day', 'program', 'views', 'visitors'], ['2026-03-01', 'Matomo', '100', '< 5']])
  assert.deepEqual(await rows(paper, '/desk/audience/tables/events.csv', cookie), [['category', 'action', 'hits'], ['Download', 'pdf', '7']])
}))

test('machines are told by class and by name, in the sums by class alone', house(async (paper) => {
  const { db, now } = paper
  const { minute } = viewOf('2026-03-01T09:00:00Z')
  const came = (machine: 'search' | 'other', name?: string) => ({ kind: 'machine', minute, page: { path: '/' }, machine, ...(name ? { name } : {}) }) as const
  await takeIn(db, [came('search', 'Googlebot'), came('search', 'Googlebot'), came('search', 'Yahoo! Slurp'), came('other')], now)
  const cookie = await editor(db)
  assert.deepEqual(await rows(paper, '/desk/audience/tables/machines.csv', cookie), [['machine', 'hits', 'share'], ['Suchmaschinen', '3', '0.75'], ['Andere', '1', '0.25']])
  assert.deepEqual(await rows(paper, '/desk/audience/tables/machine_names.csv', cookie), [['name', 'class', 'hits'], ['Googlebot', 'Suchmaschinen', '2'], ['ohne bekannten Namen', 'Andere', '1'], ['Yahoo! Slurp', 'Suchmaschinen', '1']])
}))

test('a paper that counts campaigns sees which of their links were followed', house(async (paper) => {
  const { db, open, now } = paper
  await db.updateTable('audience_settings').set({ mode: 'full' }).execute()
  await takeIn(db, Array.from({ length: 6 }, () => viewOf('2026-03-01T09:00:00Z', { campaign: { source: 'brief', medium: 'mail', name: 'Mai', content: 'oben' } })), now)
  const cookie = await editor(db)
  assert.deepEqual(await rows(paper, '/desk/audience/tables/campaign_links.csv', cookie), [['content', 'views', 'share'], ['oben', '6', '1']])
  assert.match((await open(paths.deskAudience, cookie)).html, /id="campaigns"/)
}))
