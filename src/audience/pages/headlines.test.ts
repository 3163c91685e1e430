import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, takeIn } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { changeArticle, makeArticle, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import type { Db } from '../../base/db/db.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { secondsAfter } from '../../base/time.ts'
import { articleUrl, paths } from '../../urls.ts'
import { headlineSliceOf, sliceBegins, versionOf } from '../headline-slice.ts'
import { beginTest, followTests, testedHeadlines } from '../headline-test.ts'
import { headlineTest, slicesOfTest } from '../reads/headlines.ts'

const now = new Date('2026-03-01T12:00:00Z')
const act = { by: 'staff:1', now }

async function makeTest(db: Db, { headlines = ['Zweite'], hours = 24 } = {}) {
  const article = await makeArticle(db, { headline: 'Erste', section_id: (await makeSection(db)).id })
  return { article, id: (await beginTest(db, { article, headlines, hours }, act))! }
}

/** What readers of the front page tell of some hours: of a hundred views of each slice so many followed each version. */
function readingOf({ article_id, test_id, hours, followed }: { article_id: number; test_id: number; hours: number; followed: { a: number; b: number } }) {
  const first = headlineSliceOf(now)
  return Array.from({ length: hours * 12 }, (_, n) => {
    const slice = first + n
    const placed = { slot: 'lead', article_id, tested: { test_id, slice } }
    const version = versionOf(slice, { test_id, versions: ['a', 'b'] })
    const clicks = followed[version === 'b' ? 'b' : 'a'] + (n % 3)
    return Array.from({ length: 100 }, (_, view) => measuredOf(sliceBegins(slice).toISOString(), { shown: [placed], ...(view < clicks ? { clicks: [placed] } : {}) }))
  }).flat()
}

test('an editor begins a test; who may only see figures sees it, and what is wrong with what was typed is said beside it', house(async ({ db, open, send }: House) => {
  const [editor, author] = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['author'] })]
  const article = await makeArticle(db, { headline: 'Erste' })
  const form = (await open(`${paths.deskNewHeadlineTest}?article=${article.id}`, editor.cookie)).html
  assert.match(form, /<b>A<\/b> <span>Erste<\/span>/)
  const fields = { article: String(article.id), b: '', c: '', d: '', hours: '24' }
  for (const [wrong, said] of [[{}, 'mindestens einen anderen'], [{ b: 'Erste' }, 'steht hier schon'], [{ b: 'Zweite', c: 'Zweite' }, 'steht hier schon'], [{ b: 'x'.repeat(501) }, 'höchstens 500'], [{ b: 'Zweite', hours: '5' }, 'wie lange']] as const) {
    const { status, html } = await send(paths.deskHeadlines, { ...fields, ...wrong }, editor.cookie)
    assert.deepEqual([status, html.includes(said)], [422, true], said)
    if ('b' in wrong) assert.ok(html.includes(`value="${wrong.b}"`))
  }
  assert.equal((await send(paths.deskHeadlines, { ...fields, article: '999999' }, editor.cookie)).status, 404)
  assert.equal((await send(paths.deskHeadlines, { ...fields, b: 'Zweite' }, author.cookie)).status, 403)
  const begun = await send(paths.deskHeadlines, { ...fields, b: '  Zweite ', c: 'Dritte' }, editor.cookie)
  assert.equal(begun.status, 303)
  const page = (begun.headers.get('location') ?? '').replace('?done=begun', '')
  assert.match((await open(page, author.cookie)).html, /Läuft längstens bis .+Zweite.+Dritte/s)
  assert.doesNotMatch((await open(page, author.cookie)).html, /Test abbrechen/)
  const again = await send(paths.deskHeadlines, { ...fields, b: 'Vierte' }, editor.cookie)
  assert.deepEqual([again.status, again.html.includes('läuft schon ein Test'), again.html.includes('value="Vierte"')], [422, true, true])
  assert.match((await open(paths.deskHeadlines, author.cookie)).html, new RegExp(`<a href="${page}">Erste</a>`))
  assert.equal((await send(`${page}/end`, {}, author.cookie)).status, 403)
  assert.equal((await send(`${page}/end`, {}, editor.cookie)).status, 303)
  assert.match((await open(page, editor.cookie)).html, /Abgebrochen/)
  assert.deepEqual((await db.selectFrom('journal').select('what').where('subject', '=', `article:${article.id}`).where('what', 'like', '%headline%').orderBy('id').execute()).map(({ what }) => what), ['headline test begun', 'headline test cancelled'])
}))

test('the front page shows versions by turns, prints itself anew with each, and says which it shows; everything else keeps the article’s own', house(async ({ db, open }: House) => {
  const { article, id } = await makeTest(db)
  const slice = headlineSliceOf(now)
  const shown = versionOf(slice, { test_id: id, versions: ['a', 'b'] }) === 'b' ? 'Zweite' : 'Erste'
  const { html, headers } = await open('/')
  assert.match(html, new RegExp(`data-slot="[a-z0-9-]+\\.${article.id}\\.${id}\\.${slice}"[^]*?>${shown}</a>`))
  assert.equal(headers.get('x-true-for'), '300')
  const turns = await Promise.all([0, 1].map(async (n) => (await testedHeadlines(db, [article], sliceBegins(slice - (slice % 2) + n))).get(article.id)?.headline))
  assert.deepEqual(turns.toSorted(), ['Erste', 'Zweite'])
  for (const path of [`/${article.section_slug}`, paths.atom, articleUrl(article)]) {
    const { status, html } = await open(path)
    assert.deepEqual([status, html.includes('Erste'), html.includes('Zweite')], [200, true, false], path)
  }
  assert.equal((await testedHeadlines(db, [article], secondsAfter(now, 24 * 3_600))).size, 0)
}))

test('a test is decided when it is certain: the winner stands, and what comes later changes nothing', house(async ({ db, open, send }: House) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const { article, id } = await makeTest(db)
  await takeIn(db, readingOf({ article_id: article.id, test_id: id, hours: 10, followed: { a: 5, b: 11 } }), now)
  await followTests(db, secondsAfter(now, 3_600))
  assert.equal((await headlineTest(db, id))?.ended_at, null)
  const later = secondsAfter(now, 10 * 3_600)
  await followTests(db, later)
  const ended = (await headlineTest(db, id))!
  assert.deepEqual([ended.outcome, ended.winner, ended.stands, ended.ended_at], ['decided', 'b', true, later])
  assert.deepEqual((await testedHeadlines(db, [article], later)).get(article.id), { headline: 'Zweite' })
  const page = `/desk/audience/headlines/${id}`
  const found = /Titel B gewinnt: \+[\d,]+\s% Klicks \(zwischen \+[\d,]+\s% und \+[\d,]+\s%\)/
  assert.match((await open(page, cookie)).html, found)
  assert.match((await open(paths.deskHeadlines, cookie)).html, found)
  assert.match((await open(`/desk/articles/${article.id}`, cookie)).html, found)
  const before = await slicesOfTest(db, id)
  await takeIn(db, readingOf({ article_id: article.id, test_id: id, hours: 1, followed: { a: 50, b: 1 } }), now)
  assert.deepEqual(await slicesOfTest(db, id), before)
  await followTests(db, secondsAfter(later, 60))
  assert.equal((await db.selectFrom('journal').select('id').where('what', '=', 'headline test decided').where('actor', '=', 'schedule').execute()).length, 1)
  await send(`${page}/end`, {}, cookie)
  assert.equal((await testedHeadlines(db, [article], later)).size, 0)
}))

test('a test ends by itself: at its time, with its article, and when the article is called otherwise', house(async ({ db }: House) => {
  const [long, withdrawn, changed] = [await makeTest(db, { hours: 6 }), await makeTest(db), await makeTest(db)]
  await withdrawArticle(db, { id: withdrawn.article.id, reason: 'Falsch' }, act)
  await changeArticle(db, { id: changed.article.id, headline: 'Richtig' }, act)
  assert.equal((await testedHeadlines(db, [{ id: changed.article.id, headline: 'Richtig' }], now)).size, 0)
  await followTests(db, secondsAfter(now, 6 * 3_600 + 60))
  const outcomes = () => Promise.all([long, withdrawn, changed].map(async ({ id }) => (await headlineTest(db, id))?.outcome))
  assert.deepEqual(await outcomes(), [null, 'withdrawn', 'changed'])
  await followTests(db, secondsAfter(now, 6 * 3_600 + 900))
  assert.deepEqual(await outcomes(), ['undecided', 'withdrawn', 'changed'])
}))

test('what is sent of other articles, of other times and of tests that there are not counts nowhere', house(async ({ db }: House) => {
  const { article, id } = await makeTest(db)
  const slice = headlineSliceOf(now)
  const at = (over: { article_id?: number; test_id?: number; slice?: number; slot?: string }) => measuredOf(now.toISOString(), { shown: [{ slot: over.slot ?? 'lead', article_id: over.article_id ?? article.id, tested: { test_id: over.test_id ?? id, slice: over.slice ?? slice } }] })
  await takeIn(db, [at({}), at({ article_id: 987_654 }), at({ test_id: id + 1 }), at({ slice: slice + 1 }), at({ slice: slice - 12 }), ...Array.from({ length: 30 }, (_, n) => at({ slot: `x${n}` }))], now)
  const rows = await slicesOfTest(db, id)
  assert.equal(rows.length, 12)
  assert.ok(rows.every((row) => row.slice === slice && row.views === 1 && row.clicks === 0 && row.version === versionOf(slice, { test_id: id, versions: ['a', 'b'] })))
}))
