import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMonths, nextDueOn } from './rhythm.ts'
import { isReference, newReference, referenceOf, spacedReference } from './reference.ts'

test('a creditor reference has the check digits of ISO 11649', () => {
  // The standard's own example.
  assert.equal(referenceOf('539007547034'), 'RF18539007547034')
  assert.ok(isReference('RF18539007547034'))
  assert.ok(!isReference('RF19539007547034') && !isReference('RF18539007547043') && !isReference('rf18539007547034'))
  assert.equal(spacedReference('RF18539007547034'), 'RF18 5390 0754 7034')
  for (let n = 0; n < 200; n++) assert.ok(isReference(newReference()))
})

test('what was given on the last of a month falls due on the last of shorter ones, and on its own day again after', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  const pledge = { rhythm: 'monthly', began_on: '2026-01-31' } as const
  assert.equal(nextDueOn(pledge, '2026-01-31'), '2026-02-28')
  assert.equal(nextDueOn(pledge, '2026-02-28'), '2026-03-31')
  assert.equal(nextDueOn({ rhythm: 'quarterly', began_on: '2025-11-30' }, '2025-11-30'), '2026-02-28')
  assert.equal(nextDueOn({ rhythm: 'yearly', began_on: '2024-02-29' }, '2024-02-29'), '2025-02-28')
  assert.equal(nextDueOn({ rhythm: 'once', began_on: '2024-02-29' }, '2024-02-29'), null)
})
