import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { seeded } from '../../test/random.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import type { Db } from '../base/db/db.ts'
import { addDays } from '../funding/rhythm.ts'
import type { Day, Figures } from './figures.ts'
import { groupFigures, groupMonths } from './group.ts'
import { daysIn, type Period } from './period.ts'
import { viewsOfPages } from './reads/compared.ts'
import { pageSums, stepsOf, sumDays } from './reads/sums.ts'
import { makeSums } from './sums.ts'
import { addDays as addDayRows, addMeasured } from './writes/rolling.ts'
import { addToSums } from './writes/sums.ts'

const fifths = (from: string, to: string) => ['2025-12', '2026-01', '2026-02', '2026-03'].flatMap((month) => ['05', '10', '15', '20', '25', month === '2026-02' ? '28' : '31'].map((day) => `${month}-${day}`)).filter((day) => day >= from && day <= to)

const each = (from: string, to: string) => daysIn({ from, to })

interface Sum { page_id: number; views: number; measured: number; seconds: number }
const first = '2025-12-27'
const random = seeded(41)
const some = (most: number) => Math.floor(random() * most)
const someDay = () => addDays(first, some(140))

async function read(db: Db, days: string[], pages: number[]) {
  for (const day of days) {
    const rows = pages.map((page_id) => ({ page_id, day, views: 1 + some(9), measured: some(3), seconds: some(99) }))
    await addDayRows(db, rows.map((row) => ({ ...row, told: 0, readers: null, reader_count: null })))
    await addMeasured(db, rows.map((row) => ({ ...row, reached: Array<number>(10).fill(0) })))
    await addToSums(db, rows)
  }
}

const byId = (rows: Sum[]) => rows.toSorted((a, b) => a.page_id - b.page_id)
async function throughSums(db: Db, period: { from: string; to: string }) {
  return byId((await sql<Sum>`select page_id, views, measured, seconds from (${await pageSums(db, period)}) as s`.execute(db)).rows)
}
async function dayByDay(db: Db, { from, to }: { from: string; to: string }) {
  return byId((await sql<Sum>`select page_id, sum(views)::int as views, sum(measured)::int as measured, sum(seconds)::bigint as seconds from page_days where page_id <> 0 and day between ${from} and ${to} group by 1`.execute(db)).rows)
}

test('what pages had in any period is the same from sums as day by day, also after days came late', () => rolledBack(async (db) => {
  const pages = [0, ...(await db.insertInto('counted_pages').values(['/a', '/b', '/c'].map((path) => ({ path }))).returning('id').execute()).map(({ id }) => id)]
  await read(db, Array.from({ length: 90 }, (_, n) => addDays(first, n)), pages.slice(0, 3))
  await makeSums(db, addDays(first, 60))
  assert.deepEqual(await sumDays(db), each(first, '2026-02-24'))
  // Late ones, of days that were summed up and of pages that were not there, and of days before all.
  await read(db, [someDay(), someDay(), addDays(first, 3), addDays(first, -20), addDays(first, -9)], pages)
  await makeSums(db, addDays(first, 85))
  await makeSums(db, addDays(first, 85))
  assert.deepEqual(await sumDays(db), [...fifths('2025-12-10', '2026-01-10'), ...each('2026-01-11', '2026-03-21')])
  await isExact(db)
  // A year later those of the first months stand for the ends of months only.
  const later = addDays(first, 500)
  await read(db, [addDays(later, -1)], pages)
  await makeSums(db, later)
  await isExact(db)
  await makeSums(db, later)
  assert.deepEqual((await sumDays(db)).filter((day) => day < '2026-04-05'), ['2025-12-31', '2026-01-31', '2026-02-28', '2026-03-31'])
  assert.ok((await sumDays(db)).includes('2026-04-15'))
  await isExact(db)
}))

async function isExact(db: Db) {
  for (let n = 0; n < 40; n++) {
    const [from = '', to = ''] = [addDays(someDay(), -25), someDay()].sort()
    const days = await dayByDay(db, { from, to })
    assert.deepEqual(await throughSums(db, { from, to }), days, `${from} to ${to}`)
    const page_ids = days.slice(1).map(({ page_id }) => page_id)
    assert.deepEqual(await viewsOfPages(db, { page_ids, from, to }), new Map(days.slice(1).map(({ page_id, views }) => [page_id, views])))
    if (n % 5 === 0) await hasMonths(db, { page_ids, from, to })
  }
}

/** What pages had together, by month and in as many days beside cut where those months end, is what their days add up to. */
async function hasMonths(db: Db, { page_ids, from, to }: Period & { page_ids: number[] }) {
  const beside = { from: addDays(from, -37), to: addDays(to, -37) }
  for (const period of [{ from, to }, beside]) {
    const [days, months] = [await groupFigures(db, { page_ids, ...period }), await groupMonths(db, { page_ids, ...period }, { from, to })]
    const told = ({ views, measured, engaged }: Figures) => ({ views, measured, engaged })
    assert.deepEqual(told(months), told(days))
    assert.deepEqual(cutByMonth(months.days, { from, to }), cutByMonth(days.days, { from, to }), `${period.from} to ${period.to}`)
  }
}

function cutByMonth(days: readonly Day[], { from, to }: Period) {
  const own = daysIn({ from, to })
  return [...Map.groupBy(days.keys(), (n) => own[n]?.slice(0, 7))].map(([month, places]) => [month, places.reduce((sum, n) => sum + (days[n]?.views ?? 0), 0)])
}

test('a long period reads two sums and never more than six days', () => {
  const throughs = fifths('2025-12-31', '2026-02-28')
  for (let n = 0; n < 30; n++) {
    const steps = stepsOf({ from: addDays('2026-01-05', n), to: addDays('2026-02-20', n % 9) }, throughs)
    assert.equal(steps.sums.length, 2)
    assert.ok(steps.days.reduce((sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1, 0) <= 6)
  }
  assert.deepEqual(stepsOf({ from: '2026-02-02', to: '2026-02-06' }, throughs).sums, [])
})
