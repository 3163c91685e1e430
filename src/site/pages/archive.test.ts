import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type Answer } from '../../../test/house.ts'
import { makeArticle, makeSection, noon } from '../../../test/makers.ts'
import { addArticles, tagsOf, withdrawArticle } from '../../articles/article.ts'
import { relist } from '../../articles/archive.ts'
import { describePaper } from '../../articles/paper.ts'
import type { Db } from '../../base/db/db.ts'

const act = { by: 'test', now: noon }
const at = (time: string) => ({ published_at: new Date(time), first_published_at: new Date(time) })
const headlines = ({ html }: Answer) => [...html.matchAll(/<h2>\s*(?:<span[^>]*>[^<]*<\/span>)?\s*<a href="[^"]+">([^<]+)<\/a><\/h2>/g)].map(([, headline]) => headline)
const spans = ({ html }: Answer) => [...html.matchAll(/<li><a href="(\/archive[^"]*)">[^<]*<\/a> <span class="small">(\d+) Artikel/g)].map(([, address, n]) => [address, Number(n)])
const beside = ({ html }: Answer, rel: 'prev' | 'next') => new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]
const tags = ({ headers }: Answer) => headers.get('surrogate-key')?.split(' ') ?? []

async function publish(db: Db, times: Record<string, string>) {
  for (const [headline, time] of Object.entries(times)) await makeArticle(db, { headline, ...at(time) })
}

test('every article stands under its day, newest first, and days lead to each other past empty ones', house(async ({ db, open }) => {
  await publish(db, { Morgens: '2026-02-03T06:00:00Z', Abends: '2026-02-03T18:00:00Z', Später: '2026-02-10T06:00:00Z', Vorher: '2025-12-24T06:00:00Z' })
  const day = await open('/archive/2026/02/03')
  assert.deepEqual(headlines(day), ['Abends', 'Morgens'])
  assert.match(day.html, /<h1>Dienstag, 3\. Februar 2026<\/h1>[\s\S]*2 Artikel/)
  assert.deepEqual([beside(day, 'prev'), beside(day, 'next')], ['/archive/2025/12/24', '/archive/2026/02/10'])
  assert.deepEqual(spans(await open('/archive')), [['/archive/2026', 3], ['/archive/2025', 1]])
  assert.deepEqual(spans(await open('/archive/2026')), [['/archive/2026/02', 3]])
  const month = await open('/archive/2026/02')
  assert.match(month.html, /<a href="\/archive\/2026\/02\/03">3 <span class="small">2<\/span>/)
  assert.match(month.html, />Abends</)
  assert.equal(beside(month, 'prev'), '/archive/2025/12')
}))

test('a day is one of the paper’s time zone, also when the clock is changed on it', house(async ({ db, open }) => {
  await publish(db, {
    'Vor Mitternacht': '2025-03-29T22:59:59Z', 'Nach Mitternacht': '2025-03-29T23:00:00Z', 'Ende des kurzen Tages': '2025-03-30T21:59:59Z', 'Tag danach': '2025-03-30T22:00:00Z',
    'Beginn des langen Tages': '2025-10-25T22:00:00Z', 'Ende des langen Tages': '2025-10-26T22:59:59Z', 'Wieder danach': '2025-10-26T23:00:00Z',
  })
  assert.deepEqual(headlines(await open('/archive/2025/03/29')), ['Vor Mitternacht'])
  assert.deepEqual(headlines(await open('/archive/2025/03/30')), ['Ende des kurzen Tages', 'Nach Mitternacht'])
  assert.deepEqual(headlines(await open('/archive/2025/10/26')), ['Ende des langen Tages', 'Beginn des langen Tages'])

  await describePaper(db, { time_zone: 'America/Havana' })
  // There the first hour of this day comes twice.
  await publish(db, { 'Erste Stunde': '2024-11-03T04:30:00Z', 'Noch einmal': '2024-11-03T05:30:00Z' })
  assert.deepEqual(headlines(await open('/archive/2024/11/03')), ['Noch einmal', 'Erste Stunde'])
}))

test('after a change of the time zone all days are counted anew', house(async ({ db, open }) => {
  await publish(db, { Silvester: '2025-12-31T23:30:00Z' })
  assert.deepEqual(spans(await open('/archive')), [['/archive/2026', 1]])
  await describePaper(db, { time_zone: 'Europe/London' })
  assert.deepEqual(spans(await open('/archive')), [['/archive/2025', 1]])
  assert.deepEqual(headlines(await open('/archive/2025/12/31')), ['Silvester'])
}))

test('what is withdrawn leaves its day, its month and its year, and is counted out once', house(async ({ db, open }) => {
  const article = await makeArticle(db, { headline: 'Weg', ...at('2026-02-03T06:00:00Z') })
  await publish(db, { Bleibt: '2026-02-01T06:00:00Z', Später: '2026-02-05T06:00:00Z' })
  for (let n = 0; n < 2; n++) await withdrawArticle(db, { id: article.id, reason: 'Falsch.' }, act)
  const day = await open('/archive/2026/02/03')
  assert.equal(day.status, 200)
  assert.match(day.html, /In dieser Zeit ist nichts erschienen/)
  assert.deepEqual([beside(day, 'prev'), beside(day, 'next')], ['/archive/2026/02/01', '/archive/2026/02/05'])
  assert.deepEqual(spans(await open('/archive/2026')), [['/archive/2026/02', 2]])
}))

test('a page of the archive follows what it was printed from, and nothing else', house(async ({ db, open }) => {
  await publish(db, { Davor: '2026-02-01T06:00:00Z', Danach: '2026-02-05T06:00:00Z' })
  const article = await makeArticle(db, at('2026-02-03T06:00:00Z'))
  assert.deepEqual(tagsOf(article).filter((tag) => tag.startsWith('archive')), ['archive', 'archive:2026', 'archive:2026-02', 'archive:2026-02-03'])
  for (const [address, tag] of [['/archive', 'archive'], ['/archive/2026', 'archive:2026'], ['/archive/2026/02', 'archive:2026-02'], ['/archive/2026/02/03', 'archive:2026-02-03']]) {
    assert.deepEqual(tags(await open(address!)), [tag, 'paper'], address)
  }
  // An empty day leads to its neighbours; when a day between begins or ends, they are told, and it with them.
  assert.deepEqual(tags(await open('/archive/2026/02/04')), ['archive:2026-02-04', 'paper', 'archive:2026-02-03', 'archive:2026-02-05'])
  assert.deepEqual(await relist(db, { was: null, is: new Date('2026-02-04T06:00:00Z') }), ['archive:2026-02-03', 'archive:2026-02-05'])
  assert.deepEqual(await relist(db, { was: null, is: new Date('2026-02-04T07:00:00Z') }), [])
  assert.deepEqual(await relist(db, { was: new Date('2026-02-04T06:00:00Z'), is: new Date('2026-02-05T07:00:00Z') }), [])
}))

test('there is no page for a day that is none, for one before the first article, or for one to come', house(async ({ db, open, now }) => {
  assert.equal((await open('/archive')).status, 200)
  assert.equal((await open('/archive/2026/03/01')).status, 404)
  await publish(db, { Erster: '2026-02-03T06:00:00Z' })
  for (const address of ['2026/02/30', '2026/13', '2026/00', '0000', '20', 'x', '2026/02/03x', '2026/x', '2026/02/02', '2026/01', '2025', '2026/03/02', '2026/04', '2027', '9999/12/31', '2026/02/03?before=x', '2026/02/03?before=99999999']) {
    assert.equal((await open(`/archive/${address}`)).status, 404, address)
  }
  assert.equal(now.toISOString().slice(0, 10), '2026-03-01')
  assert.equal((await open('/archive/2026/03/01')).status, 200, 'today may still bring something')
  assert.equal((await open('/archive/2026/02/04')).status, 200)
  for (const [short, long] of [['/archive/2026/2', '/archive/2026/02'], ['/archive/2026/2/3', '/archive/2026/02/03']]) {
    const { status, headers } = await open(short!)
    assert.deepEqual([status, headers.get('location')], [301, long])
  }
}))

test('a day of very many articles has several pages, and each article stands on one of them', house(async ({ db, open }) => {
  const { id: section_id } = await makeSection(db)
  const draft = (n: number) => ({ section_id, slug: `nr-${n}`, state: 'published' as const, language: 'de', headline: `Nr. ${n}`, body: { type: 'doc', content: [] }, bylines: [], topic_ids: [], ...at('2026-02-03T06:00:00Z') })
  await addArticles(db, Array.from({ length: 230 }, (_, n) => draft(n)), act)
  const seen: (string | undefined)[] = []
  for (let address: string | undefined = '/archive/2026/02/03'; address; ) {
    const page: Answer = await open(address)
    seen.push(...headlines(page))
    address = /<a rel="next" href="([^"]+before=\d+)"/.exec(page.html)?.[1]
  }
  assert.equal(new Set(seen).size, 230)
  assert.equal(seen.length, 230)
  assert.deepEqual(spans(await open('/archive/2026')), [['/archive/2026/02', 230]])
}))

test('the archive speaks the paper’s language, and every page leads to it', house(async ({ db, open }) => {
  await publish(db, { News: '2026-02-03T06:00:00Z' })
  await describePaper(db, { language: 'en' })
  assert.match((await open('/archive/2026/02/03')).html, /<h1>Tuesday,? 3 February 2026<\/h1>[\s\S]*1 article/)
  assert.match((await open('/')).html, /<a href="\/archive">Archive<\/a>/)
}))
