import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { appealFigures } from '../audience/appeals.ts'
import { frontFigures, spanOf } from '../audience/front-clicks.ts'
import { wholePaper } from '../audience/tally.ts'
import { figuresOf } from '../audience/figures.ts'
import { liveFigures } from '../audience/live.ts'
import { generateAudience } from './generate-audience.ts'

test('generated readers make figures of every kind, up to this minute and none after it', house(async ({ db, now }) => {
  const places: { slot: string; article_id: number }[] = []
  for (const slot of ['main-1', 'main-2', 'main-3']) places.push({ slot, article_id: (await makeArticle(db, { first_published_at: new Date('2026-02-21T05:00:00Z') })).id })
  await db.insertInto('campaigns').values({ slug: 'spring', goal: 10, goal_kind: 'supporters', starts_on: '2026-02-25', ends_on: null, smallest_amount: 500, currency: 'EUR', rhythm: 'monthly' }).execute()
  const { views } = await generateAudience(db, { days: 9, visits: 60, seed: 3, now, places })
  const sums = await figuresOf(db, { page_id: wholePaper, from: '2026-02-20', to: '2026-03-02' })
  assert.equal(sums.views, views)
  assert.ok(views > 400 && sums.readers > 200 && sums.readers < sums.told && sums.told < views && sums.measured < views, JSON.stringify({ ...sums, days: 0 }))
  assert.deepEqual(sums.days.filter((day) => day.views === 0).map(({ day }) => day), ['2026-03-02'])
  const appeal = await appealFigures(db, { article_id: null, from: '2026-02-20', to: '2026-03-01' })
  assert.deepEqual(appeal.days.filter(({ shown }) => shown === 0).map(({ day }) => day), ['2026-02-20', '2026-02-21', '2026-02-22', '2026-02-23', '2026-02-24'])
  assert.ok(appeal.followed > 0 && appeal.followed < appeal.in_sight && appeal.in_sight < appeal.measured && appeal.measured < appeal.shown, JSON.stringify({ ...appeal, days: 0 }))
  const front = await frontFigures(db, spanOf('week', { now, zone: 'UTC' }))
  assert.ok(front.measured > 0 && front.measured < front.views, `${front.measured} of ${front.views}`)
  const clicks = front.rows.reduce((sum, row) => sum + row.clicks, 0)
  assert.ok(clicks > 10 && clicks < front.measured && front.rows.every(({ slot, article_id }) => places.some((one) => one.slot === slot && one.article_id === article_id)), JSON.stringify(front.rows))
  const live = await liveFigures(db, now)
  assert.ok(live.readers >= 1 && live.views >= 14)
  for (const table of ['trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'page_hours'] as const) assert.ok((await db.selectFrom(table).selectAll().execute()).length > 3, table)
}))
