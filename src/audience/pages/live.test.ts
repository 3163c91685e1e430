import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { paths } from '../../urls.ts'
import { liveFigures } from '../live.ts'
import { lastRolled } from '../reads/live.ts'

// It is noon.
test('the last half hour is shown minute by minute, and readers are those of the last five minutes, each once', house(async ({ db, open, now }) => {
  const article = await makeArticle(db, { headline: 'Gerade gelesen' })
  assert.equal(await lastRolled(db), 0)
  const at = (minutesAgo: number, n: number, page: { article_id: number } | { path: string } = { path: '/' }) => viewOf(new Date(now.getTime() - minutesAgo * 60_000).toISOString(), { page, reader: readerNumber(n) })
  await takeIn(db, [
    ...Array.from({ length: 12 }, (_, n) => at(n % 5, n % 6, { article_id: article.id })), at(5, 70), at(29, 71), at(30, 72), at(31, 73),
    ...Array.from({ length: 5 }, () => measuredOf('2026-03-01T11:58:00Z', { source: { kind: 'social', name: 'norden.social' } })), measuredOf('2026-03-01T11:20:00Z', { source: { kind: 'mail', name: 'mail.example' } }),
  ], now)
  const live = await liveFigures(db, now)
  assert.deepEqual([live.readers, live.views, live.minutes.length, live.minutes.at(-1)?.views, live.minutes[0]?.views], [6, 14, 30, 3, 1])
  assert.deepEqual(live.pages.map(({ headline, path, views }) => [headline ?? path, views]), [['Gerade gelesen', 12], ['/', 2]])
  assert.deepEqual(live.sources, [{ kind: 'social', name: 'norden.social', views: 5 }])
  assert.equal(await lastRolled(db), now.getTime())

  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const { html, status } = await open(paths.deskAudienceLive, cookie)
  assert.equal(status, 200)
  assert.match(html, /Leser gerade <small>in den letzten 5 Minuten<\/small><\/dt><dd><b>6<\/b>/)
  assert.match(html, new RegExp(`<a href="/desk/audience/articles/${article.id}">Gerade gelesen</a>`))
  assert.match(html, /<noscript><meta http-equiv="refresh" content="30"/)
  assert.match(html, /data-stream="\/desk\/audience\/live\/events"/)
}))

test('whoever wants the page to stand still gets one that does', house(async ({ db, open }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const { html } = await open(`${paths.deskAudienceLive}?still=1`, cookie)
  assert.doesNotMatch(html, /http-equiv="refresh"|data-stream|live-figures/)
  assert.match(html, /Weiterlaufen lassen/)
  assert.match(html, /In dieser Zeit: nichts/)
}))

test('more names in one minute than a live view shows are one', house(async ({ db, now }) => {
  const measured = (n: number) => measuredOf('2026-03-01T11:58:00Z', { source: { kind: 'site', name: `site-${n}.example` } })
  for (const from of [0, 40]) await takeIn(db, Array.from({ length: 40 }, (_, n) => measured(from + n)), now)
  const rows = await db.selectFrom('live_sources').select(['name', 'views']).execute()
  assert.equal(rows.length, 51)
  assert.equal(rows.find(({ name }) => name === 'other')?.views, 30)
}))

test('each table of the last half hour is to be had as a file', house(async ({ db, open, now }) => {
  const article = await makeArticle(db, { headline: 'Gerade gelesen' })
  await takeIn(db, [...Array.from({ length: 3 }, () => viewOf('2026-03-01T11:58:00Z', { page: { article_id: article.id } })), measuredOf('2026-03-01T11:58:00Z', { source: { kind: 'search', name: 'suche.example' } })], now)
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const file = async (name: string) => (await open(`/desk/audience/live/tables/${name}.csv`, cookie)).html.slice(1).split('\r\n')
  assert.deepEqual([(await file('minutes'))[0], (await file('minutes'))[28]], ['minute,views', '12.58 Uhr,3'])
  assert.equal((await file('pages'))[1], 'Gerade gelesen,3')
  assert.equal((await file('sources'))[1], 'suche.example,Suchmaschinen,< 5')
  assert.equal((await file('source_kinds'))[1], 'Suchmaschinen,< 5,')
  assert.equal((await open('/desk/audience/live/tables/readers.csv', cookie)).status, 404)
}))
