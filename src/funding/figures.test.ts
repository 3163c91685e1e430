import assert from 'node:assert/strict'
import { test } from 'node:test'
import { counted, expected, figureRows, giveThrough, same } from '../../test/figure-histories.ts'
import { house } from '../../test/house.ts'
import { checkLedger } from './ledger-check.ts'
import { countFigures, recountFigures } from './figures.ts'
import { stepsOf, type PledgePast } from './figure-steps.ts'

const pledge = (changes: [day: string, kind: string, amount?: number][], over: Partial<PledgePast> = {}): PledgePast =>
  ({ currency: 'EUR', campaign_id: null, way: 'debit', changes: changes.map(([day, kind, amount = 500]) => ({ day, kind, amount, rhythm: 'monthly', way: null })), ...over })
const kinds = (past: { pledges?: PledgePast[]; gifts?: { currency: string; on: string }[] }) => stepsOf({ pledges: [], gifts: [], ...past }).steps.map(({ day, kind, yearly, regular, supporters }) => [day, kind, yearly, regular, supporters])

for (const seed of [1, 2, 3]) {
  test(`figures are what somebody would have written down every evening, counted in between or from the beginning (${seed})`, house(async ({ db }) => {
    const lived = await giveThrough(db, { seed, days: 60 })
    await countFigures(db)
    same(await counted(db, lived), await expected(db, lived), 'counted as it came')
    const rows = await figureRows(db)
    await recountFigures(db)
    assert.deepEqual(await figureRows(db), rows, 'counted from the beginning')
    assert.deepEqual(await countFigures(db), { people: 0, days: 0 })
    assert.ok(Object.values(rows).every((all) => all.length > 1), 'something happened')
    assert.deepEqual((await checkLedger(db)).map(({ check, count }) => [check, count]), [])
  }))
}

test('a step is taken by what holds at the end of the day', () => {
  assert.deepEqual(kinds({ pledges: [pledge([['2026-01-05', 'given'], ['2026-01-05', 'cancelled']])] }), [], 'who begins and goes on one day was never there')
  assert.deepEqual(kinds({ pledges: [pledge([['2026-01-05', 'given'], ['2026-02-01', 'amount', 700], ['2026-02-03', 'paused', 700], ['2026-03-03', 'resumed', 700], ['2026-04-01', 'stopped', 700], ['2026-05-01', 'resumed', 300], ['2026-06-01', 'ended', 300]])] }),
    [['2026-01-05', 'new', 6_000, 1, 1], ['2026-02-01', 'up', 2_400, 0, 0], ['2026-02-03', 'down', -8_400, 0, 0], ['2026-03-03', 'up', 8_400, 0, 0], ['2026-04-01', 'lost', -8_400, -1, -1], ['2026-05-01', 'back', 3_600, 1, 1], ['2026-06-01', 'lost', -3_600, -1, -1]])
})

test('a pledge through a provider counts from their yes on, and what is cancelled for later until then', () => {
  assert.deepEqual(kinds({ pledges: [pledge([['2026-01-05', 'given'], ['2026-01-07', 'confirmed'], ['2026-02-01', 'ending'], ['2026-03-31', 'cancelled']])] }), [['2026-01-07', 'new', 6_000, 1, 1], ['2026-03-31', 'lost', -6_000, -1, -1]])
})

test('somebody with two pledges is one, and one who gave once is a supporter for a year', () => {
  assert.deepEqual(kinds({ pledges: [pledge([['2026-01-05', 'given']]), pledge([['2026-02-05', 'given', 100], ['2026-03-05', 'ended', 100]])] }), [['2026-01-05', 'new', 6_000, 1, 1], ['2026-02-05', 'up', 1_200, 0, 0], ['2026-03-05', 'down', -1_200, 0, 0]])
  assert.deepEqual(kinds({ gifts: [{ currency: 'EUR', on: '2026-01-05' }, { currency: 'EUR', on: '2026-06-05' }] }), [['2026-01-05', 'other', 0, 0, 1], ['2027-06-05', 'other', 0, 0, -1]])
  assert.deepEqual(stepsOf({ gifts: [], pledges: [pledge([['2026-01-05', 'given']], { currency: 'CHF' }), pledge([['2026-01-05', 'given']])] }).steps.map(({ currency, yearly }) => [currency, yearly]), [['CHF', 6_000], ['EUR', 6_000]], 'currencies are never added up')
})
