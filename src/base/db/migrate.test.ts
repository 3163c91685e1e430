import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshDatabase } from '../../../test/database.ts'
import { paperRole } from './embedded-files.ts'
import { migrate } from './migrate.ts'

test('a start that was killed before the jobs had their tables is made good by the next one, and the paper may use them', async () => {
  const { pool, owner, drop } = await freshDatabase()
  await owner.query('drop schema graphile_worker cascade')
  assert.deepEqual(await migrate(owner, paperRole), [])
  await pool.query(`select graphile_worker.add_job('any')`)
  assert.deepEqual((await pool.query('select task_identifier from graphile_worker.jobs')).rows, [{ task_identifier: 'any' }])
  await drop()
})
