import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../../../test/database.ts'
import { migrate } from './migrate.ts'

test('a start that was killed before the jobs had their tables is made good by the next one', async () => {
  const { pool, drop } = await freshDatabase()
  await pool.query('drop schema graphile_worker cascade')
  assert.deepEqual(await migrate(pool), [])
  await pool.query(`select graphile_worker.add_job('any')`)
  await drop()
})
