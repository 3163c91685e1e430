import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { articleUrl } from '../../urls.ts'

const desk = '/desk/funding/campaigns'
const typed = { slug: 'herbst', goal_kind: 'supporters', goal: '50.000', carried: '31.244', starts_on: '2026-02-01', ends_on: '', smallest_amount: '5', rhythm: 'monthly', on_articles: 'on' }
const words = { version: 'a', language: 'de', headline: 'Frei für alle', body: 'Weil es Sie gibt.', button: '', footnote: '', shown_from: '', shown_until: '' }

test('a fundraiser begins a campaign, gives it words, and it stands under articles; nobody else may', house(async ({ db, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['fundraiser'] })
  assert.equal((await send(desk, typed, (await makeAccount(db, { roles: ['author'] })).cookie)).status, 403)
  const refused = await send(desk, { ...typed, slug: 'Herbst!', ends_on: '2026-01-01' }, cookie)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /value="Herbst!"/)
  const page = ((await send(desk, typed, cookie)).headers.get('location') ?? '').split('?')[0] ?? ''
  assert.match(page, /^\/desk\/funding\/campaigns\/\d+$/)
  assert.equal((await send(desk, typed, cookie)).status, 422, 'the short name is taken')
  const empty = await send(`${page}/text`, { ...words, headline: '' }, cookie)
  assert.deepEqual([empty.status, /Weil es Sie gibt\./.test(empty.html)], [422, true])
  assert.equal((await send(`${page}/text`, words, cookie)).status, 303)
  const article = await makeArticle(db)
  const { html } = await open(articleUrl(article))
  assert.match(html, /<strong>31\.244<\/strong>/)
  assert.match(html, new RegExp(`href="/support\\?campaign=herbst&amp;version=a&amp;article=${article.id}&amp;currency=EUR"`))
  assert.doesNotMatch((await open('/')).html, /class="appeal/)
  assert.match((await open(page, cookie)).html, /Frei für alle/)
  assert.equal((await send(`${page}/end`, {}, cookie)).status, 303)
  assert.equal((await db.selectFrom('campaigns').select('ends_on').executeTakeFirst())?.ends_on, '2026-03-01')
}))

test('a section that is marked is asked nothing, and an unknown topic is named', house(async ({ db, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['fundraiser'] })
  const page = ((await send(desk, typed, cookie)).headers.get('location') ?? '').split('?')[0] ?? ''
  await send(`${page}/text`, words, cookie)
  const article = await makeArticle(db)
  const { section_id } = await db.selectFrom('articles').select('section_id').where('id', '=', article.id).executeTakeFirstOrThrow()
  const unknown = await send('/desk/funding/appeal-marks', { unasked: String(section_id), topics: 'nirgends' }, cookie)
  assert.deepEqual([unknown.status, unknown.html.includes('nirgends')], [422, true])
  assert.match((await open(articleUrl(article))).html, /class="appeal"/)
  assert.equal((await send('/desk/funding/appeal-marks', { unasked: String(section_id), topics: '' }, cookie)).status, 303)
  assert.doesNotMatch((await open(articleUrl(article))).html, /class="appeal"/)
}))
