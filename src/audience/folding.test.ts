import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rolledBack } from '../../test/rolled-back.ts'
import { foldedFrom, foldFigures } from './folding.ts'

const now = new Date('2026-06-30T12:00:00Z')

test('what is old is kept in sums, what is of the whole paper stays, and no day loses a view', () => rolledBack(async (db) => {
  const { id } = await db.insertInto('counted_pages').values({ path: '/support' }).returning('id').executeTakeFirstOrThrow()
  const pages = [0, id]
  // In one month, in a month folded only in part, and such that is not.
  const days = { older: '2026-03-07', old: '2026-03-11', middling: '2026-05-20', young: '2026-06-29' }
  await db.insertInto('page_hours').values(Object.values(days).flatMap((day) => pages.flatMap((page_id) => [7, 8].map((hour) => ({ page_id, day, hour, views: 3 }))))).execute()
  await db.insertInto('source_days').values(Object.values(days).flatMap((day) => pages.flatMap((page_id) => ['google', 'bing.com', ''].map((name) => ({ page_id, day, kind: 'search', name, views: 2 }))))).execute()
  await db.insertInto('leaving_days').values(Object.values(days).flatMap((day) => pages.flatMap((page_id) => ['a.example', 'b.example', 'other'].map((host) => ({ page_id, day, host, clicks: 4 }))))).execute()
  for (const _ of [1, 2]) await foldFigures(db, now)

  const hours = await db.selectFrom('page_hours').select(['page_id', 'day']).distinct().orderBy('day').execute()
  assert.deepEqual(hours.filter(({ page_id }) => page_id === id).map(({ day }) => day), [days.young])
  assert.equal(hours.filter(({ page_id }) => page_id === 0).length, 4)
  const sources = await db.selectFrom('source_days').select(['page_id', 'day', 'name', 'views']).where('page_id', '=', id).where('day', '<=', days.old).execute()
  assert.deepEqual(sources, [{ page_id: id, day: '2026-03-01', name: '', views: 12 }])
  const leaving = await db.selectFrom('leaving_days').select(['day', 'host', 'clicks']).where('page_id', '=', id).where('day', '<=', days.old).execute()
  assert.deepEqual(leaving, [{ day: '2026-03-01', host: 'other', clicks: 24 }])
  for (const table of ['source_days', 'leaving_days'] as const) {
    const { n } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    assert.equal(n, 4 * 3 + 2 + 3)
  }
}))

test('who asks from the middle of a month that was folded is told of the whole of it', () => {
  assert.deepEqual(['2026-05-26', '2026-05-25', '2026-03-15'].map((from) => foldedFrom(from, '2026-06-30')), ['2026-05-26', '2026-05-01', '2026-03-01'])
})
