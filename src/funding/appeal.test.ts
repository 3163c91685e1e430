import assert from 'node:assert/strict'
import { test } from 'node:test'
import { givenAs, makeFunding } from '../../test/giving-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle, makeSection } from '../../test/makers.ts'
import { queriesOf } from '../../test/queries.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { articleUrl } from '../urls.ts'
import { appealIn, mayAskUnder, type Place } from './appeal.ts'
import { startCampaign } from './campaign.ts'
import { compare, interval, studentsT } from './comparing.ts'
import { countFollowed, countGiven } from './followed.ts'
import { runningCampaigns } from './reads/campaigns.ts'
import { secondsLeft, sliceOf, sliceShowing, versionIn } from './slice.ts'

const text = { language: 'de', headline: 'Frei', body: 'Warum', button: '' }
const campaign = { slug: 'goal', goal: 50_000, goal_kind: 'supporters', starts_on: '2026-01-01', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly' } as const

test('each version is shown once in each block of slices, in an order that is drawn anew', () => {
  const versions = ['a', 'b', 'c']
  const orders = new Set<string>()
  for (let block = 0; block < 60; block++) {
    const shown = versions.map((_, n) => versionIn(block * 3 + n, { campaign_id: 7, versions }) ?? '')
    assert.deepEqual(shown.toSorted(), versions)
    orders.add(shown.join(''))
  }
  assert.equal(orders.size, 6)
})

test('who comes from a version a while after it was shown counts for its last slice', () => {
  const now = new Date('2026-03-01T12:09:00Z')
  const trial = { campaign_id: 7, versions: ['a', 'b'] }
  for (const version of trial.versions) assert.equal(versionIn(sliceShowing(version, now, trial), trial), version)
  assert.ok(sliceOf(now) - Math.min(...trial.versions.map((version) => sliceShowing(version, now, trial))) <= 2)
  assert.equal(secondsLeft(now), 60)
})

test('an interval is Student’s, and says nothing of a few blocks', () => {
  assert.ok(Math.abs(studentsT(29) - 2.0452) < 0.001 && Math.abs(studentsT(100) - 1.984) < 0.001)
  assert.equal(interval(new Array<number>(29).fill(1)), null)
  const { mean, from, to } = interval(Array.from({ length: 40 }, (_, n) => n % 2))!
  assert.deepEqual([mean, Number(from.toFixed(3)), Number(to.toFixed(3))], [0.5, 0.338, 0.662])
})

test('of a version that brings more the interval leaves nothing out, of one that does not it does', () => {
  const [since, now] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-03-11T00:00:00Z')]
  const trial = { campaign_id: 7, versions: ['a', 'b'] }
  const counted = []
  for (let slice = sliceOf(since); slice < sliceOf(now); slice++) {
    const version = versionIn(slice, trial) ?? ''
    const completed = version === 'b' ? 1 + slice % 3 : slice % 3
    counted.push({ slice, version, begun: completed, completed, amount: completed * 500 })
  }
  const { blocks, compared: [a, b] } = compare(counted, { ...trial, since, now })
  assert.ok(blocks > 700 && a?.more === null && b?.more && b.more.from > 100 && b.more.to < 190, JSON.stringify(b))
})

test('an appeal stands where its campaign asks, with the texts of the day, and its page lasts as long as its version', house(async ({ db, now }) => {
  await startCampaign(db, { ...campaign, on_front: false, texts: [text, { ...text, version: 'b', headline: 'Bald', shown_from: '2026-03-02' }] })
  const asked = async (place: Place, moment: Date) => appealIn(await runningCampaigns(db, dayOf(moment, 'Europe/Berlin')), place, { now: moment, language: 'de' })
  assert.equal(await asked('front', now), undefined)
  const today = await asked('articles', now)
  assert.deepEqual([today?.version, today?.seconds], ['a', undefined])
  const tomorrow = await asked('articles', new Date('2026-03-02T12:00:00Z'))
  assert.equal(tomorrow?.seconds, 600)
  assert.equal(await asked({ section_id: 1 }, now), undefined)
}))

test('under a sensitive article, section or topic nobody is asked', () => {
  const [asks, marked] = [{ no_appeals: false }, { no_appeals: true }]
  assert.ok(mayAskUnder({ sensitive: false, topics: [asks] }, asks))
  for (const [article, section] of [[{ sensitive: true, topics: [] }, asks], [{ sensitive: false, topics: [asks, marked] }, asks], [{ sensitive: false, topics: [] }, marked]] as const) assert.ok(!mayAskUnder(article, section))
})

test('what follows is counted by slice and by article, and names nobody', house(async ({ db, now }) => {
  await startCampaign(db, { ...campaign, texts: [text] })
  const article = await makeArticle(db)
  const gift = { campaign: 'goal', version: 'a', article: String(article.id), amount: 500, currency: 'EUR', rhythm: 'monthly' } as const
  await countFollowed(db, gift, { stage: 'begun', now })
  for (let n = 0; n < 2; n++) await countFollowed(db, gift, { stage: 'completed', now })
  for (const stray of [{ ...gift, campaign: 'other' }, { ...gift, version: 'z' }, { ...gift, version: '' }]) await countFollowed(db, stray, { stage: 'completed', now })
  await countFollowed(db, { ...gift, article: '999999' }, { stage: 'begun', now })
  const counts = { begun: 1, completed: 2, amount: 12_000 }
  assert.deepEqual((await db.selectFrom('campaign_slices').select(['begun', 'completed', 'amount', 'slice']).execute()), [{ ...counts, begun: 2, slice: sliceOf(now) }])
  assert.deepEqual(await db.selectFrom('campaign_articles').select(['article_id', 'begun', 'completed', 'amount']).execute(), [{ article_id: article.id, ...counts }])
}))

test('a gift is counted for the article whose appeal it followed once it is paid, and then nothing says which gift it was', house(async (t) => {
  const { db, now } = t
  await makeFunding(db)
  await startCampaign(db, { ...campaign, texts: [text] })
  const article = await makeArticle(db)
  const led = { campaign: 'goal', version: 'a' }
  for (const [n, article_id] of [article.id, article.id, article.id, 999_999].entries()) await givenAs(t, { ...led, article: String(article_id), mail_address: `ada-${n}@mail.example` })
  await givenAs(t, { mail_address: 'nobody-asked@mail.example' })
  const sums = () => db.selectFrom('appeal_days').select(['article_id', 'day', 'begun', 'agreed', 'given']).orderBy('article_id').execute()
  const day = '2026-03-01'
  assert.deepEqual(await sums(), [{ article_id: article.id, day, begun: 3, agreed: 3, given: 0 }, { article_id: null, day, begun: 1, agreed: 1, given: 0 }])
  const [first, second] = await db.selectFrom('pledge_origins').select('pledge_id').orderBy('pledge_id').execute()
  await db.insertInto('dues').values([first, second].map((origin) => ({ pledge_id: origin!.pledge_id, due_on: '2026-03-08', amount: 550, currency: 'EUR', state: 'paid', paid_on: '2026-03-08' }))).onConflict((oc) => oc.columns(['pledge_id', 'due_on']).doNothing()).execute()
  for (let n = 0; n < 2; n++) await countGiven(db, now)
  assert.deepEqual((await sums())[0], { article_id: article.id, day, begun: 3, agreed: 3, given: 2 })
  assert.equal((await db.selectFrom('pledge_origins').selectAll().execute()).length, 2)
  await countGiven(db, secondsAfter(now, 61 * 86_400))
  assert.deepEqual([(await sums())[0]?.given, (await db.selectFrom('pledge_origins').selectAll().execute()).length], [2, 0])
}))

test('the appeal adds no query to a page that is printed', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'city' })
  const article = await makeArticle(db, { section_id: section.id })
  const pages = ['/', '/city', articleUrl({ ...article, section_slug: 'city' }), '/support']
  const counted = async () => {
    const counts: number[] = []
    for (const page of pages) {
      await open(page)
      counts.push(await queriesOf(() => open(page)))
    }
    return counts
  }
  const without = await counted()
  const campaign_id = await startCampaign(db, { ...campaign, texts: [text] })
  await db.insertInto('campaign_sections').values({ campaign_id, section_id: section.id }).execute()
  for (const page of pages) assert.match((await open(page)).html, /class="appeal/, page)
  assert.deepEqual(await counted(), without)
  assert.ok(without.every((count) => count > 0), without.join())
}))
