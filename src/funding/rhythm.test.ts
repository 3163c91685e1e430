import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextDueAfterPaying } from './rhythm.ts'

test('what was paid shortly before the usual day stands for it; what was owed stands for its own day', () => {
  const next = (on: string, due_on = on, rhythm: 'monthly' | 'yearly' = 'monthly') => nextDueAfterPaying({ rhythm, began_on: '2026-01-31' }, { on, due_on })
  assert.equal(next('2026-03-28'), '2026-04-30')
  assert.equal(next('2026-03-10'), '2026-03-31')
  assert.equal(next('2026-03-28', '2026-02-28'), '2026-03-31')
  assert.equal(next('2026-12-01', '2026-12-01', 'yearly'), '2028-01-31')
  assert.equal(nextDueAfterPaying({ rhythm: 'once', began_on: '2026-01-31' }, { on: '2026-03-01', due_on: '2026-03-01' }), null)
})
