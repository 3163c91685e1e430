import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { commitTogether } from './commit-together.ts'
import type { Db } from './db.ts'
import { record } from './journal.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

const note = (tx: Db, subject: string) => record(tx, { by: 'test', what: 'noted', subject, now: new Date(0) })

/** How far the log of the database is written by itself, and on the disk. */
async function log(db: Db) {
  const { rows: [row] } = await sql<{ written: number; on_disk: number }>`
    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as written, pg_current_wal_flush_lsn() - '0/0'::pg_lsn as on_disk`.execute(db)
  return { written: Number(row!.written), on_disk: Number(row!.on_disk) }
}

test('what is committed together is on the disk before anybody is told', async () => {
  await Promise.all(Array.from({ length: 6 }, async (_, hand) => {
    for (let n = 0; n < 10; n++) {
      // Its end is written behind this.
      const { written } = await commitTogether(fresh.db, async (tx) => {
        await note(tx, `${hand}.${n}`)
        return log(tx)
      })
      assert.ok((await log(fresh.db)).on_disk > written)
    }
  }))
})

test('what fails undoes itself alone, and an operation within another joins it', async () => {
  const works = Array.from({ length: 8 }, (_, n) => commitTogether(fresh.db, async (tx) => {
    await note(tx, `half ${n}`)
    await commitTogether(tx, (same) => note(same, `whole ${n}`))
    if (n % 2) throw new Error('changed its mind')
  }))
  const ends = await Promise.allSettled(works)
  assert.deepEqual(ends.map(({ status }) => status), ['fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled', 'rejected', 'fulfilled', 'rejected'])
  const kept = await fresh.db.selectFrom('journal').select('subject').where('subject', 'like', '%h% %').orderBy('id').execute()
  assert.deepEqual(new Set(kept.map(({ subject }) => subject)), new Set([0, 2, 4, 6].flatMap((n) => [`half ${n}`, `whole ${n}`])))
})
