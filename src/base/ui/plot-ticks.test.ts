import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayTicks, evenTicks, fitting, minuteTicks, monthTicks } from './plot-ticks.ts'
import { axisOf } from './series-plot.tsx'

const from = (day: string, count: number) => Array.from({ length: count }, (_, n) => new Date(Date.parse(day) + n * 86_400_000).toISOString().slice(0, 10))
const at = (days: string[], most: number) => fitting(dayTicks(days), most).map((n) => days[n])

test('ticks stand at days, Mondays and firsts of months, as many as there is room for', () => {
  assert.deepEqual(at(from('2026-11-20', 5), 7), from('2026-11-20', 5))
  assert.deepEqual(at(from('2026-11-01', 30), 7), ['2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'])
  assert.deepEqual(at(from('2026-11-01', 30), 4), ['2026-11-02', '2026-11-16', '2026-11-30'])
  assert.deepEqual(at(from('2026-09-15', 90), 4), ['2026-10-01', '2026-11-01', '2026-12-01'])
  assert.deepEqual(at(from('2026-11-20', 9), 7), ['2026-11-20', '2026-11-22', '2026-11-24', '2026-11-26', '2026-11-28'])
  assert.deepEqual(at(from('2026-11-28', 1), 7), ['2026-11-28'])
})

test('months are thinned out to quarters, halves and years', () => {
  const months = Array.from({ length: 36 }, (_, n) => `${2024 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`)
  assert.deepEqual(fitting(monthTicks(months), 6).map((n) => months[n]), ['2024-01-01', '2024-07-01', '2025-01-01', '2025-07-01', '2026-01-01', '2026-07-01'])
  assert.deepEqual(fitting(monthTicks(months), 4).map((n) => months[n]), ['2024-01-01', '2025-01-01', '2026-01-01'])
  assert.deepEqual(fitting(minuteTicks([57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70]), 3), [3, 8, 13])
  assert.deepEqual(fitting(evenTicks(24, [1, 3, 6]), 8), [0, 3, 6, 9, 12, 15, 18, 21])
})

test('an axis has few, round steps, and nought among them', () => {
  for (const [lowest, highest, steps] of [[0, 0, [0, 1]], [0, 7, [0, 2, 4, 6, 8]], [0, 973, [0, 500, 1_000]], [0, 30_122, [0, 10_000, 20_000, 30_000, 40_000]], [-20, 90, [-50, 0, 50, 100]]] as const) assert.deepEqual(axisOf(lowest, highest).steps, steps)
})
