import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { house } from '../../test/house.ts'
import { makeAuthor } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { makeReader } from '../../test/comment-makers.ts'
import { changeName, formerName, nameRefusal } from './naming.ts'
import { accountById } from './reads/readers.ts'
import { catchUpWithNames } from './reader.ts'

const day = 86_400_000
const later = (now: Date, days: number) => new Date(now.getTime() + days * day)
let shared: FreshDatabase
before(async () => { shared = await freshDatabase() })
after(() => shared.drop())

test('a name that somebody has, or that looks like theirs, is taken; an imported one is not', house(async (t) => {
  await makeAccount(t.db, { name: 'Paul' })
  await makeReader(t.db, 'Emil')
  assert.equal(await nameRefusal(t.db, { name: 'pau1' }, t.now), 'taken')
  assert.equal(await nameRefusal(t.db, { name: 'Emil' }, t.now), null)
}))

test('a name may be changed every 90 days; the old one is shown for 30, and is nobody else’s meanwhile', house(async (t) => {
  const { id } = await makeAccount(t.db, { name: 'Paul' })
  const change = (name: string, now: Date) => changeName(t.db, { reader_id: id, name, is_staff: false }, now)
  assert.deepEqual(await change(' Paula  K. ', t.now), { name: 'Paula K.' })
  const reader = await accountById(t.db, id)
  assert.equal(formerName(reader, later(t.now, 29)), 'Paul')
  assert.equal(formerName(reader, later(t.now, 31)), null)
  assert.equal(await nameRefusal(t.db, { name: 'Paul' }, later(t.now, 29)), 'taken')
  assert.equal(await nameRefusal(t.db, { name: 'Paul' }, later(t.now, 31)), null)
  assert.deepEqual(await change('Pauline', later(t.now, 89)), { refused: 'too_soon' })
  assert.deepEqual(await change('Pauline', later(t.now, 91)), { name: 'Pauline' })
}))

test('authors and staff keep their names to themselves; staff may say that they are', house(async (t) => {
  await makeAuthor(t.db, { name: 'Maria Feder' })
  const chief = await makeAccount(t.db, { name: 'Berta Brandt', roles: ['chief_editor'] })
  for (const name of ['Maria Feder', 'Die Maria Feder', 'Berta Brandt (Redaktion)'.replace(/[()]/g, ''), 'BertaBrandt']) assert.ok(['staff', 'reserved'].includes(String(await nameRefusal(t.db, { name }, t.now))), name)
  assert.equal(await nameRefusal(t.db, { name: 'Redaktion Berta Brandt', reader_id: chief.id, is_staff: true }, t.now), null)
}))

test('names that an older version of the program wrote get their keys', house(async (t) => {
  await t.db.insertInto('readers').values([{ name: 'Ärger 1', created_at: t.now }, { name: '★', created_at: t.now }]).execute()
  assert.equal(await catchUpWithNames(t.db), 2)
  assert.equal(await catchUpWithNames(t.db), 0)
  assert.deepEqual(await t.db.selectFrom('readers').select('name_key').where('name', '=', 'Ärger 1').execute(), [{ name_key: 'argerl' }])
}))

test('of two who want a name at the same moment one gets it, and the other is told that it is taken', async () => {
  const now = new Date('2026-03-01T12:00:00Z')
  const [ada, eve] = await Promise.all([makeAccount(shared.db, { name: 'Ada' }), makeAccount(shared.db, { name: 'Eve' })])
  const outcomes = await Promise.all([ada, eve].map(({ id }, i) => changeName(shared.db, { reader_id: id, name: ['Merlin', 'MerIin'][i]!, is_staff: false }, now)))
  assert.equal(outcomes.filter((outcome) => 'name' in outcome).length, 1)
  assert.equal(outcomes.filter((outcome) => 'refused' in outcome && outcome.refused === 'taken').length, 1)
})
