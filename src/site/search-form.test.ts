import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDay } from './search-form.ts'

test('a day is read as browsers write it and as German readers do; a day no calendar has is none', () => {
  for (const text of ['2026-03-01', '1.3.2026', '01.03.2026', '1. 3. 2026']) assert.equal(readDay(text), '2026-03-01', text)
  assert.equal(readDay('29.2.2024'), '2024-02-29')
  for (const text of ['', 'gestern', '2026-02-29', '2026-13-01', '31.4.2026', '0.1.2026', '2026-3-1', '0026-03-01', '2026-03-01T00:00']) assert.equal(readDay(text), undefined, text)
})
