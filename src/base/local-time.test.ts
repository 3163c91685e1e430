import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localTime, timeAt } from './local-time.ts'

const berlin = 'Europe/Berlin'

test('a time that is typed means the clocks of the paper', () => {
  assert.equal(timeAt('2026-03-01T12:30', berlin)?.toISOString(), '2026-03-01T11:30:00.000Z')
  assert.equal(timeAt('2026-07-01T12:30', berlin)?.toISOString(), '2026-07-01T10:30:00.000Z')
  assert.equal(timeAt('2026-07-01T12:30', 'Asia/Kathmandu')?.toISOString(), '2026-07-01T06:45:00.000Z')
  assert.equal(localTime(new Date('2026-03-01T23:30:00Z'), berlin), '2026-03-02T00:30')
})
test('an hour that comes twice is the first, and one that is left out comes after the gap', () => {
  assert.equal(timeAt('2026-10-25T02:30', berlin)?.toISOString(), '2026-10-25T00:30:00.000Z')
  assert.equal(timeAt('2026-03-29T02:30', berlin)?.toISOString(), '2026-03-29T01:30:00.000Z')
})
test('what is no time is none', () => {
  for (const text of ['', '2026-02-30T10:00', '2026-01-01T25:00', 'tomorrow', '2026-01-01']) assert.equal(timeAt(text, berlin), undefined, text)
})
test('every minute is itself again', () => {
  for (let at = Date.parse('2026-03-28T00:00Z'); at < Date.parse('2026-03-30T00:00Z'); at += 17 * 60_000) assert.equal(timeAt(localTime(new Date(at), berlin), berlin)?.getTime(), at)
})
