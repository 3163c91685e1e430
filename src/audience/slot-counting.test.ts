import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, minuteOf, takeIn } from '../../test/audience-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { foldFigures } from './folding.ts'
import { placedIn, asAttribute } from './slot.ts'

test('a place is read as it was written, and nothing else is one', () => {
  for (const placed of [{ slot: 'lead', article_id: 42 }, { slot: 's3-12', article_id: 1, tested: { test_id: 7, slice: 5_900_000 } }]) assert.deepEqual(placedIn(asAttribute(placed)), placed)
  for (const wrong of ['', 'lead', 'lead.0', 'lead.42.7', 'Lead.42', 'lead-100.42', 'lead.42.7.5.1', 'x'.repeat(20) + '.1']) assert.equal(placedIn(wrong), undefined, wrong)
})

test('clicks are counted by hour, slot and article, of the front page and of articles that there are', house(async ({ db, now }) => {
  const [one, other] = [await makeArticle(db), await makeArticle(db)]
  const at = (article_id: number, slot = 'lead') => ({ slot, article_id })
  await takeIn(db, [
    measuredOf('2026-03-01T10:59:00Z', { shown: [], clicks: [at(one.id)] }), measuredOf('2026-03-01T11:00:00Z', { shown: [], clicks: [at(one.id), at(other.id, 'main-2')] }),
    measuredOf('2026-03-01T11:01:00Z', { shown: [] }), measuredOf('2026-03-01T11:02:00Z', { isFirst: false, source: null, clicks: [at(other.id)] }),
    measuredOf('2026-03-01T11:03:00Z', { shown: [], clicks: [at(987_654)] }), measuredOf('2026-03-01T11:03:00Z', { page: { path: '/suche' }, shown: [], clicks: [at(one.id)] }),
  ], now)
  assert.deepEqual(await db.selectFrom('slot_views').select(['day', 'hour', 'views']).orderBy('hour').execute(), [{ day: '2026-03-01', hour: 11, views: 1 }, { day: '2026-03-01', hour: 12, views: 3 }])
  assert.deepEqual(await db.selectFrom('slot_clicks').select(['hour', 'slot', 'article_id', 'clicks']).orderBy('hour').orderBy('slot').orderBy('article_id').execute(), [
    { hour: 11, slot: 'lead', article_id: one.id, clicks: 1 }, { hour: 12, slot: 'lead', article_id: one.id, clicks: 1 }, { hour: 12, slot: 'lead', article_id: other.id, clicks: 1 }, { hour: 12, slot: 'main-2', article_id: other.id, clicks: 1 },
  ])
}))

test('whatever slots somebody invents, a day has a bounded number of them, and after five weeks none', house(async ({ db, now }) => {
  const { id: article_id } = await makeArticle(db)
  const invented = Array.from({ length: 1_300 }, (_, n) => ({ slot: `x${n}`, article_id }))
  await takeIn(db, Array.from({ length: 130 }, (_, n) => measuredOf('2026-03-01T11:00:00Z', { shown: [], clicks: invented.slice(n * 10, n * 10 + 10) })), now)
  const rows = await db.selectFrom('slot_clicks').select(['slot', 'article_id', 'clicks']).execute()
  assert.equal(rows.length, 1_001)
  assert.deepEqual(rows.find(({ slot }) => slot === 'other'), { slot: 'other', article_id: null, clicks: 300 })
  await foldFigures(db, new Date((minuteOf('2026-03-01T11:00:00Z') + 36 * 1_440) * 60_000))
  assert.deepEqual([await db.selectFrom('slot_clicks').selectAll().execute(), await db.selectFrom('slot_views').selectAll().execute()], [[], []])
}))
