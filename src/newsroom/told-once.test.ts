// Several processes look at the same moment: what staff are told, they are told once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { turnDone } from '../audience/turn.ts'
import { watchAudience } from '../audience/watching.ts'
import { sendMorningMails } from './morning-mail.ts'

const site = { url: 'http://paper.test' }
const now = new Date('2026-03-04T12:00:00Z')
let there: FreshDatabase
before(async () => { there = await freshDatabase() })
after(() => there.drop())

test('four processes that send the mornings and watch at once write one mail of each to each', async () => {
  const { db } = there
  const staff = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['author'] })]
  await db.insertInto('audience_mails').values(staff.map(({ id }) => ({ reader_id: id, alerts: true, daily_at: 6, told_until: '2026-03-01' }))).execute()
  await sql`insert into page_days (page_id, day, views, told) select 0, (${now}::date - n), 48000, 0 from generate_series(1, 36) as n`.execute(db)
  await sql`insert into page_hours (page_id, day, hour, views) select 0, (${now}::date - n), hour, 2000 from generate_series(1, 36) as n cross join generate_series(0, 23) as hour`.execute(db)
  for (const minutes of [40, 39, 38, 37, 36, 35, 34, 33, 31, 29, 27, 25, 23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1, 0]) await turnDone(db, { id: '00000000-0000-4000-8000-000000000001', now: new Date(now.getTime() - minutes * 60_000) })
  await Promise.all([1, 2, 3, 4].flatMap(() => [sendMorningMails(db, { site, now }), watchAudience(db, { site, now })]))
  const mails = await db.selectFrom('mails').select(['to_address', 'subject']).execute()
  assert.deepEqual(mails.map(({ to_address, subject }) => `${to_address} ${/bleiben aus/.test(subject) ? 'alert' : 'morning'}`).sort(), staff.flatMap(({ mail_address }) => [`${mail_address} alert`, `${mail_address} morning`]).sort())
  assert.deepEqual(await db.selectFrom('audience_alerts').select(['kind', 'usual']).execute(), [{ kind: 'gone', usual: 1_000 }])
})
