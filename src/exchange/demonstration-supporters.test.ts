import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { safe } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { secondsAfter } from '../base/time.ts'
import { approveCollection } from '../funding/collection.ts'
import { followPledges, makeDuesOfToday } from '../funding/jobs.ts'
import { checkLedger } from '../funding/ledger-check.ts'
import { likelyPairs } from '../funding/reads/duplicates.ts'
import { methodsKept } from '../funding/reads/providers.ts'
import { remindWhoIsDue } from '../funding/reminding.ts'
import { giveDemonstrationSupporters } from './demonstration.ts'

const site = { url: 'http://paper.test' }
const log = { info: () => {} } as unknown as Parameters<typeof makeDuesOfToday>[0]['log']

// Lives through half a year of fewer people: some seconds all the same.
test('the demonstration’s money has something for every page of the desk, and goes on from the day on which it is begun', house(async ({ db, now }) => {
  await giveDemonstrationSupporters(db, { now, safe, site, count: 160, weeks: 24 })
  assert.deepEqual(await checkLedger(db), [])
  const count = async (what: ReturnType<typeof sql>) => Number((await sql<{ n: number }>`select count(*) as n from ${what}`.execute(db)).rows[0]!.n)
  const least = {
    debit: sql`pledges where way = 'debit' and state = 'active'`, transfer: sql`pledges where way = 'transfer' and state = 'active'`, provider: sql`pledges where way = 'provider' and state = 'active'`,
    paused: sql`pledges where state = 'paused'`, cancelled: sql`pledges where ended_why = 'cancelled'`, proposed: sql`collections where state = 'proposed'`, suspense: sql`statement_lines where state in ('suspense', 'proposed')`,
    returned: sql`debits where state = 'returned'`, vouchers: sql`vouchers`, notes: sql`supporter_notes`, campaign: sql`campaigns where reached > carried and ends_on is null`,
  }
  for (const [what, rows] of Object.entries(least)) assert.ok(await count(rows) >= 1, what)
  assert.ok((await likelyPairs(db, { limit: 10 })).count >= 1, 'likely to be one')
  assert.ok((await methodsKept(db)).length > 8)
  assert.equal(await count(sql`mails`), 0)
  await goOn({ db, now })
}))

/** What is done in the night after, and by whoever approves. */
async function goOn({ db, now }: Pick<House, 'db' | 'now'>) {
  const { id, proposed_by } = await db.selectFrom('collections').select(['id', 'proposed_by']).where('state', '=', 'proposed').executeTakeFirstOrThrow()
  const other = await db.selectFrom('staff_roles').select('reader_id').where('reader_id', '<>', proposed_by!).executeTakeFirstOrThrow()
  const approved = await approveCollection(db, id, { id: other.reader_id, by: `staff:${other.reader_id}`, now, safe })
  assert.ok('debits' in approved && approved.debits > 0, JSON.stringify(approved))
  const night = secondsAfter(now, 86_400)
  await followPledges({ db, site, now: night })
  await makeDuesOfToday({ db, site, now: night, log })
  await remindWhoIsDue(db, { site, now: night })
  assert.deepEqual(await checkLedger(db), [])
  const mails = (await db.selectFrom('mails').select('id').execute()).length
  assert.ok(mails < 60, `${mails} mails in the first night`)
}
