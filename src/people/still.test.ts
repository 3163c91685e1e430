// Who asks was known before their work began: a role that is taken from them in between, or while it goes on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NotPermitted } from '../base/web/route.ts'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { still } from './still.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

const taking = (id: number) => house.db.deleteFrom('staff_roles').where('reader_id', '=', id).execute()
const asked = (id: number) => ({ id, roles: ['editor' as const], may: 'publish_articles' as const })

test('who has lost their role since they were asked does nothing any more, and nothing of it is kept', async () => {
  const { id } = await makeAccount(house.db, { roles: ['editor'] })
  await taking(id)
  await assert.rejects(still(house.db, asked(id), async () => assert.fail('it was done')), NotPermitted)
})

test('who has another role by now does it as that', async () => {
  const { id } = await makeAccount(house.db, { roles: ['chief_editor'] })
  assert.deepEqual(await still(house.db, asked(id), async (_, { roles }) => roles), ['chief_editor'])
})

test('whoever takes a role from somebody waits until what they are doing is done', async () => {
  const { id } = await makeAccount(house.db, { roles: ['editor'] })
  const order: string[] = []
  let going: Promise<unknown> = Promise.resolve()
  await still(house.db, asked(id), async (tx) => {
    going = taking(id).then(() => order.push('taken'))
    // As long as it takes for the other one to stand at the lock.
    for (let waits = 0n; waits === 0n && order.length === 0;) {
      const { rows: [row] } = await house.owner.query<{ n: string }>(`select count(*) as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
      waits = BigInt(row?.n ?? 0)
    }
    await tx.selectFrom('paper').select('id').execute()
    order.push('done')
  })
  await going
  assert.deepEqual(order, ['done', 'taken'])
})
