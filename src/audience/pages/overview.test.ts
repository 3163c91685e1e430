import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { paths, withQuery } from '../../urls.ts'

const editor = async (db: House['db']) => (await makeAccount(db, { roles: ['editor'] })).cookie
const file = async ({ open }: Pick<House, 'open'>, path: string, cookie: string) => (await open(path, cookie)).html.replace('\uFEFF', '').trim().split('\r\n').map((row) => row.split(','))
const today = '2026-03-01T11:00:00Z'

test('a paper that nobody has read yet says so', house(async ({ db, open }) => {
  const { status, html } = await open(paths.deskAudience, await editor(db))
  assert.equal(status, 200)
  assert.match(html, /Noch ist nichts gezählt/)
  assert.doesNotMatch(html, /<svg class="wide"/)
}))

test('a paper to which only machines have come yet says that', house(async ({ db, open, now }) => {
  const { minute } = viewOf(today)
  await takeIn(db, [...Array.from({ length: 3 }, () => ({ kind: 'machine', minute, page: { path: '/' }, machine: 'search' }) as const), { kind: 'left_out', minute, why: 'prefetch' }], now)
  const { html } = await open(paths.deskAudience, await editor(db))
  assert.match(html, /Noch hat niemand gelesen\. Gezählt wird aber: 3 Zugriffe von Maschinen bisher, und 1 Zugriff wurde ausgelassen\./)
  assert.match(html, /Suchmaschinen<\/span><\/th><td class="numeric">3<\/td>/)
  assert.doesNotMatch(html, /<svg class="wide"/)
}))

test('what is read is for those who write and publish, and for nobody else', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  for (const [role, status] of [['author', 200], ['editor', 200], ['publisher', 200], ['admin', 200], ['moderator', 403], ['fundraiser', 403], ['bookkeeper', 403]] as const) {
    const { cookie } = await makeAccount(db, { roles: [role] })
    for (const path of [paths.deskAudience, '/desk/audience/tables/pages.csv', `/desk/audience/articles/${article.id}`, `/desk/audience/articles/${article.id}/days.csv`]) assert.equal((await open(path, cookie)).status, status, `${role} at ${path}`)
  }
  assert.equal((await open(paths.deskAudience)).status, 303)
}))

test('a day has readers, several days have visitor-days, and neither is made of the other', house(async (paper) => {
  const { db, open, now } = paper
  // Ten readers, the same ones on each of two days: 20 visitor-days, and never 10 or 20 readers.
  const hits = ['2026-02-28T11:00:00Z', today].flatMap((time) => Array.from({ length: 30 }, (_, n) => viewOf(time, { reader: readerNumber(n % 10) })))
  await takeIn(db, [...hits, viewOf(today)], now)
  const cookie = await editor(db)
  const { html } = await open(withQuery(paths.deskAudience, { compare: 'before' }), cookie)
  assert.match(html, /<dt>Aufrufe <\/dt><dd><b>31<\/b><small>Vergleichszeit: 30 \(\+3\s%\)<\/small>/)
  assert.match(html, /<dt>Leser <\/dt><dd><b>10<\/b><small>1 Aufruf ohne Unterscheidung<\/small>/)
  assert.match(html, /Sonntag, 1\. März 2026/)
  const week = (await open(withQuery(paths.deskAudience, { days: '7' }), cookie)).html
  assert.match(week, /<dt>Besuchertage <\/dt><dd><b>20<\/b>/)
  assert.doesNotMatch(week, /<dt>Leser /)
  assert.deepEqual((await file(paper, '/desk/audience/tables/days.csv?days=7&compare=none', cookie)).slice(-2), [['2026-02-28', '30', '10'], ['2026-03-01', '31', '10']])
  assert.match(week, /<title id="days-plot-wide">Aufrufe<\/title>/)
  assert.doesNotMatch(week, /<script(?![^>]*ld\+json)[^>]*>(?!<\/script>)/, 'nothing is drawn in the browser')
}))

test('articles stand under their headlines, with how long they were read, most read first', house(async (paper) => {
  const { db, open, now } = paper
  const [loud, quiet] = [await makeArticle(db, { headline: 'Viel gelesen' }), await makeArticle(db, { headline: 'Kaum gelesen' })]
  const of = (article: { id: number }, n: number) => Array.from({ length: n }, () => viewOf(today, { page: { article_id: article.id } }))
  await takeIn(db, [...of(loud, 8), ...of(quiet, 2), viewOf(today), measuredOf(today, { page: { article_id: loud.id }, seconds: 90 }), measuredOf(today, { page: { article_id: loud.id }, seconds: 30 })], now)
  const cookie = await editor(db)
  assert.deepEqual(await file(paper, '/desk/audience/tables/pages.csv', cookie), [
    ['page', 'views', 'engaged_seconds', 'measured_share'], ['Viel gelesen', '8', '60', '0.25'], ['Kaum gelesen', '2', '', '0'], ['Startseite', '1', '', '0']])
  assert.match((await open(paths.deskAudience, cookie)).html, new RegExp(`<a href="/desk/audience/articles/${loud.id}">Viel gelesen</a></th><td class="numeric">8</td><td class="numeric">1:00 min</td>`))
}))

test('of sources, devices, languages and countries nothing is said exactly that concerns fewer than five', house(async (paper) => {
  const { db, open, now } = paper
  await takeIn(db, [
    ...Array.from({ length: 6 }, () => viewOf(today, { reader: readerNumber(1), device: 'phone', language: 'de', country: 'DE' })), ...Array.from({ length: 3 }, () => viewOf(today, { reader: readerNumber(2), device: 'tablet', language: 'is', country: 'IS' })),
    ...Array.from({ length: 5 }, () => measuredOf(today, { source: { kind: 'search', name: 'google' } })), measuredOf(today, { source: { kind: 'site', name: 'blog.example' } }),
    { kind: 'machine', minute: viewOf(today).minute, page: { path: '/' }, machine: 'ai_training' }, { kind: 'left_out', minute: viewOf(today).minute, why: 'prefetch' },
  ], now)
  const cookie = await editor(db)
  const rows = async (name: string) => (await file(paper, `/desk/audience/tables/${name}.csv`, cookie)).slice(1)
  assert.deepEqual(await rows('devices'), [['Telefon', '6', '0.6667'], ['Tablet', '< 5', '']])
  assert.deepEqual(await rows('languages'), [['Deutsch', '6', '0.6667'], ['Isländisch', '< 5', '']])
  assert.deepEqual(await rows('countries'), [['Deutschland', '6', '0.6667'], ['Island', '< 5', '']])
  assert.deepEqual(await rows('sources'), [['google', 'Suchmaschinen', '5'], ['blog.example', 'Andere Seiten', '< 5']])
  assert.deepEqual(await rows('machines'), [['KI: Training', '1', '1']])
  assert.deepEqual(await rows('left_out'), [['Vorab geladen', '1', '1']])
  const { html } = await open(paths.deskAudience, cookie)
  assert.match(html, /<dt>Leser <\/dt><dd><b>&lt; 5<\/b>/)
  assert.match(html, /Isländisch<\/span><\/th><td class="numeric">&lt; 5<\/td><td class="numeric">–<\/td>/)
  assert.doesNotMatch(html, /id="campaigns"/, 'nobody looks for campaigns unless the paper counts them')
}))

test('a period that is none is refused, and stays as it was typed', house(async ({ db, open, now }) => {
  await takeIn(db, [viewOf(today)], now)
  const cookie = await editor(db)
  for (const asked of [{ from: '2026-03-01', to: '2026-02-01' }, { from: 'x', to: '2026-02-01' }, { from: '2010-01-01', to: '2026-02-01' }, { from: '2027-01-01', to: '2027-02-01' }]) {
    const { status, html } = await open(withQuery(paths.deskAudience, asked), cookie)
    assert.equal(status, 422)
    assert.match(html, new RegExp(`value="${asked.from}"`))
    assert.match(html, /role="alert"/)
  }
  assert.equal((await open('/desk/audience/tables/days.csv?from=x', cookie)).status, 404)
  assert.equal((await open('/desk/audience/tables/people.csv', cookie)).status, 404)
}))
