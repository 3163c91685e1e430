// What one person may have on its way holds also for what is begun at once.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { secondsAfter } from '../base/time.ts'
import { beginUpload } from './upload.ts'

const now = new Date('2026-03-04T12:00:00Z')
let there: FreshDatabase
before(async () => { there = await freshDatabase() })
after(() => there.drop())

test('of uploads that are begun at once no more are taken than may be on their way, by number and by size', async () => {
  const { db } = there
  const [many, large, other] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['author'] })]
  const open = (reader_id: number, bytes: number) => ({ id: randomUUID(), reader_id, name: 'Bild.jpg', bytes, begun_at: now, expires_at: secondsAfter(now, 60) })
  await db.insertInto('uploads').values([...Array.from({ length: 198 }, () => open(many.id, 1)), ...Array.from({ length: 79 }, () => open(large.id, 50_000_000))]).execute()
  const begunBy = async (reader_id: number, bytes: number) => (await Promise.all(Array.from({ length: 8 }, () => beginUpload(db, { reader_id, name: 'Bild.jpg', bytes }, now)))).filter(({ refused }) => !refused).length
  assert.deepEqual(await Promise.all([begunBy(many.id, 1), begunBy(large.id, 25_000_000), begunBy(other.id, 1)]), [2, 2, 8])
})
