import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeGiving, payDue } from '../../../test/own-side-makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { paths, withQuery } from '../../urls.ts'
import { startCampaign } from '../campaign.ts'
import { duesTakenBack } from '../due.ts'
import { countFigures } from '../figures.ts'
import { book, move } from '../ledger.ts'
import { endPledge } from '../pledge.ts'

const campaign = { slug: 'goal', goal: 50_000, goal_kind: 'supporters', starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly', texts: [] } as const
const fundraiser = async (db: House['db']) => (await makeAccount(db, { roles: ['fundraiser'] })).cookie
const file = async ({ open }: Pick<House, 'open'>, name: string, cookie: string, more = '') => (await open(`/desk/funding/figures/${name}.csv${more}`, cookie)).html.replace('\uFEFF', '').trim().split('\r\n').map((row) => row.split(','))

test('a paper to which nobody gives yet is told how readers can', house(async ({ db, open }) => {
  const { status, html } = await open(paths.deskFundingFigures, await fundraiser(db))
  assert.equal(status, 200)
  assert.match(html, /Noch gibt niemand/)
  assert.match(html, /href="\/support"/)
  assert.doesNotMatch(html, /<svg class="wide"/)
}))

test('figures are for fundraisers and publishers, and for nobody else', house(async ({ db, open }) => {
  for (const [role, status] of [['fundraiser', 200], ['publisher', 200], ['bookkeeper', 403], ['admin', 403], ['editor', 403]] as const) {
    const { cookie } = await makeAccount(db, { roles: [role] })
    for (const path of [paths.deskFundingFigures, '/desk/funding/figures/money.csv']) assert.equal((await open(path, cookie)).status, status, `${role} at ${path}`)
  }
  assert.equal((await open(paths.deskFundingFigures)).status, 303)
}))

test('the first month of a paper is shown day by day, with plots, tables and words, and no script', house(async ({ db, open, now }) => {
  const [one, other] = [await makeGiving(db, { rhythm: 'quarterly', amount: 1_000 }), await makeGiving(db, { amount: 500 })]
  await makeGiving(db, { rhythm: 'once', amount: 9_900 }).then(({ due_id }) => payDue(db, due_id, '2026-03-01'))
  await payDue(db, one.due_id, '2026-03-01')
  await endPledge(db, { id: other.pledge_id, why: 'cancelled', ends_on: '2026-03-02' }, { by: 'test', now: new Date(now.getTime() + 86_400_000) })
  const cookie = await fundraiser(db)
  assert.match((await open(paths.deskFundingFigures, cookie)).html, /wird nachgezählt/, 'before the job has counted')
  await countFigures(db)
  const { html, status } = await open(withQuery(paths.deskFundingFigures, { from: '2026-03-01', to: '2026-03-31', compare: 'on' }), cookie)
  assert.equal(status, 200)
  assert.match(html, /<dt>Förderer <small>am 1\. März 2026<\/small><\/dt><dd><b>3<\/b>/, 'what is not over yet ends today')
  assert.match(html, /<b>8,33\s€<\/b>/)
  assert.match(html, /<title id="supporters-plot-wide">Förderer<\/title><desc id="supporters-plot-wide-says">Am Ende waren es 3 Förderer, am Anfang 0\.<\/desc>/)
  for (const said of ['Wie gezählt wird', 'Als Tabelle', 'Als CSV', 'nicht zurückging', '<b>109\\s€</b>']) assert.match(html, new RegExp(said))
  assert.doesNotMatch(html, /<script(?![^>]*ld\+json)[^>]*>(?!<\/script>)/, 'nothing is drawn in the browser')
}))

test('a period that is none is refused, and stays as it was typed', house(async ({ db, open }) => {
  await makeGiving(db)
  await countFigures(db)
  const cookie = await fundraiser(db)
  const { status, html } = await open(withQuery(paths.deskFundingFigures, { from: '2026-05-01', to: '2026-02-01' }), cookie)
  assert.equal(status, 422)
  assert.match(html, /value="2026-05-01"/)
  assert.match(html, /role="alert"/)
  assert.equal((await open(withQuery(paths.deskFundingFigures, { from: 'x', to: '2026-02-01' }), cookie)).status, 422)
  assert.equal((await open('/desk/funding/figures/people.csv', cookie)).status, 404)
}))

test('what goes back is deducted where it had come, also in months that are over', house(async (paper) => {
  const { db, now } = paper
  const cookie = await fundraiser(db)
  const { due_id } = await makeGiving(db, { now: new Date('2026-01-10T12:00:00Z'), first_due_on: '2026-01-10' })
  await payDue(db, due_id, '2026-01-12')
  await countFigures(db)
  const january = async () => (await file(paper, 'money', cookie, '?from=2025-12-01&to=2026-03-01')).find(([at]) => at === '2026-01-01')
  assert.deepEqual(await january(), ['2026-01-01', '10', '10', '0', '0', '10', '0', '10', '0', '0', 'EUR'])
  await book(db, [{ kind: 'debit_returned', source: 77, due_id, booked_on: '2026-02-20', postings: move({ from: 'bank', to: 'pledges', amount: 1_000, currency: 'EUR' }) }], now)
  await duesTakenBack(db, [due_id], 'returned')
  await countFigures(db)
  assert.deepEqual(await january(), ['2026-01-01', '10', '10', '0', '-10', '0', '0', '0', '0', '0', 'EUR'])
}))

test('of articles nothing is said exactly that concerns fewer than five people, on the page and in the file', house(async (paper) => {
  const { db, open } = paper
  await makeGiving(db)
  await countFigures(db)
  const campaign_id = await startCampaign(db, campaign)
  const [few, many] = [await makeArticle(db, { headline: 'Wenige' }), await makeArticle(db, { headline: 'Viele' })]
  await db.insertInto('campaign_articles').values([{ campaign_id, article_id: few.id, begun: 7, completed: 4, amount: 48_123 }, { campaign_id, article_id: many.id, begun: 9, completed: 5, amount: 60_000 }]).execute()
  const cookie = await fundraiser(db)
  const rows = await file(paper, 'articles', cookie)
  assert.deepEqual(rows.slice(1), [['Viele', 'goal', '9', '5', '600', 'EUR'], ['Wenige', 'goal', '7', '< 5', '< 5', 'EUR']])
  const { html } = await open(paths.deskFundingFigures, cookie)
  assert.match(html, /Wenige<\/th>.*?&lt; 5/)
  assert.doesNotMatch(html, /481,23/)
}))

test('each currency stands for itself', house(async (paper) => {
  const { db, open } = paper
  await makeGiving(db)
  await makeGiving(db, { currency: 'CHF', amount: 700 })
  await countFigures(db)
  const cookie = await fundraiser(db)
  assert.equal((await file(paper, 'monthly', cookie)).at(-1)?.[1], '10')
  assert.deepEqual((await file(paper, 'monthly', cookie, '?currency=CHF')).at(-1)?.slice(0, 2), ['2026-03-01', '7'])
  assert.match((await open(`${paths.deskFundingFigures}?currency=CHF`, cookie)).html, /<option value="CHF" selected/)
}))

test('every file of the pages about money is listed for those who may have it', house(async ({ db, open }) => {
  const [one, other] = [await makeAccount(db, { roles: ['fundraiser'] }), await makeAccount(db, { roles: ['bookkeeper'] })]
  const ways = async (cookie: string) => [...(await open(paths.deskFundingFiles, cookie)).html.matchAll(/<li><a href="(\/desk\/funding\/[^"]+)">/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  for (const { cookie } of [one, other]) {
    const all = await ways(cookie)
    assert.ok(all.length > 0)
    for (const href of all) assert.equal((await open(href, cookie)).status, 200, href)
  }
  assert.ok((await ways(other.cookie)).every((href) => !href.includes('/figures')))
}))
