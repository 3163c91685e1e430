import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'
import { giveDemonstrationDesk } from './demonstration-desk.ts'

test('whenever somebody first looks, the desk of the demonstration has pieces for today and the days to come', house(async ({ db, files }) => {
  await importArchive(db, { source: await openArchive('demo'), files })
  await giveDemonstrationDesk(db, new Date('2031-02-27T23:30:00Z'))
  const plans = await db.selectFrom('article_plans').innerJoin('articles', 'articles.id', 'article_id').select(['planned_on', 'stage', 'state']).orderBy('article_id').execute()
  assert.deepEqual(plans.map(({ planned_on }) => planned_on), ['2031-02-28', '2031-02-28', '2031-03-02', '2031-03-04', null])
  assert.deepEqual([...new Set(plans.map(({ state }) => state))], ['draft'])
  const { n } = await db.selectFrom('assignments').select((eb) => eb.fn.countAll<number>().as('n')).where('staff_id', 'is not', null).executeTakeFirstOrThrow()
  assert.equal(Number(n), 1)
}))
