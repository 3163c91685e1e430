import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { wholePaper } from '../audience/tally.ts'
import { figuresOf } from '../audience/figures.ts'
import { liveFigures } from '../audience/live.ts'
import { generateAudience } from './generate-audience.ts'

test('generated readers make figures of every kind, up to this minute and none after it', house(async ({ db, now }) => {
  for (let n = 0; n < 3; n++) await makeArticle(db)
  const { views } = await generateAudience(db, { days: 9, visits: 60, seed: 3, now })
  const sums = await figuresOf(db, { page_id: wholePaper, from: '2026-02-20', to: '2026-03-02' })
  assert.equal(sums.views, views)
  assert.ok(views > 400 && sums.readers > 200 && sums.readers < sums.told && sums.told < views && sums.measured < views, JSON.stringify({ ...sums, days: 0 }))
  assert.deepEqual(sums.days.filter((day) => day.views === 0).map(({ day }) => day), ['2026-03-02'])
  const live = await liveFigures(db, now)
  assert.ok(live.readers >= 1 && live.views >= 14)
  for (const table of ['trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'page_hours'] as const) assert.ok((await db.selectFrom(table).selectAll().execute()).length > 3, table)
}))
