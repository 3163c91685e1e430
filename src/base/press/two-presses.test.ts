// Two presses on one real database, as two processes have them: their own connections, real notifications.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { playOnDatabase } from '../../../test/press-on-database.ts'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

test('two presses on one database serve no page a second after the notice of a commit it lacks, and none at all after one at once', async () => {
  const { wrong, served, commits, rollbacks } = await playOnDatabase(fresh, { seed: 1855, forMs: 4_000 })
  assert.deepEqual(wrong, [])
  assert.ok(served > 200 && commits > 20 && rollbacks > 5, `${served} pages served, ${commits} commits, ${rollbacks} rollbacks`)
})
