import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bankingDayFrom, bankingDaysAfter, isBankingDay } from './banking-day.ts'

test('Easter is found in years early, late and round', () => {
  // Easter Sundays: 12 April 2026, 28 March 2027, 20 April 2025, 31 March 2024, 22 April 2035, 25 April 2038, 1 April 2029
  for (const [friday, monday] of [['2026-04-03', '2026-04-06'], ['2027-03-26', '2027-03-29'], ['2025-04-18', '2025-04-21'], ['2024-03-29', '2024-04-01'], ['2038-04-23', '2038-04-26'], ['2029-03-30', '2029-04-02'], ['2000-04-21', '2000-04-24']] as const) {
    assert.equal(isBankingDay(friday), false, friday)
    assert.equal(isBankingDay(monday), false, monday)
  }
})

test('nothing is debited on weekends and on the six feasts, and on other feasts it is', () => {
  for (const day of ['2026-01-01', '2026-05-01', '2026-12-25', '2028-12-26', '2026-11-28', '2026-11-29']) assert.equal(isBankingDay(day), false, day)
  for (const day of ['2026-10-30', '2026-05-14', '2026-12-24', '2026-12-31', '2028-10-03']) assert.equal(isBankingDay(day), true, day)
  assert.equal(bankingDayFrom('2026-04-03'), '2026-04-07')
  assert.equal(bankingDayFrom('2026-12-25'), '2026-12-28')
  assert.equal(bankingDaysAfter('2026-12-23', 2), '2026-12-28')
})
