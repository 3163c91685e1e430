import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localText, momentIn } from './local-time.ts'

const berlin = 'Europe/Berlin'

test('a time that somebody types is meant where the paper is, in summer and winter', () => {
  assert.equal(momentIn('2026-03-01T18:30', berlin)?.toISOString(), '2026-03-01T17:30:00.000Z')
  assert.equal(momentIn('2026-07-01T18:30', berlin)?.toISOString(), '2026-07-01T16:30:00.000Z')
  assert.equal(momentIn('2026-03-01 18:30:00', 'America/St_Johns')?.toISOString(), '2026-03-01T22:00:00.000Z')
  assert.equal(localText(new Date('2026-07-01T16:30:00Z'), berlin), '2026-07-01T18:30')
})

test('of an hour that comes twice the first is meant, and one that does not come is an hour later', () => {
  assert.equal(momentIn('2026-10-25T02:30', berlin)?.toISOString(), '2026-10-25T00:30:00.000Z')
  assert.equal(localText(momentIn('2026-03-29T02:30', berlin)!, berlin), '2026-03-29T03:30')
})

test('what is no moment is none', () => {
  for (const text of ['', 'morgen', '2026-02-30T10:00', '2026-03-01T24:30', '2026-13-01T10:00', '2026-03-01']) assert.equal(momentIn(text, berlin), undefined, text)
})
