import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { rolledBack } from '../../../test/rolled-back.ts'
import { atomically, type Db } from '../db/db.ts'
import { safeOf } from '../safe/safe.ts'
import { nameOf, newKey } from './keys.ts'
import { createSecrets, knownKeys, lacking, type KeyRing } from './secrets.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

const [first, second, third] = [newKey(), newKey(), newKey()]
const iban = 'DE02120300000000202051'
const begun = async (db: Db, ring: KeyRing) => {
  const secrets = createSecrets(ring, await knownKeys(db))
  await secrets.told(db)
  return secrets.safe
}

test('fingerprints stay what they are from key to key, also once the first one is forgotten', () => rolledBack(async (db) => {
  const print = (await begun(db, { own: first })).fingerprint(iban)
  assert.deepEqual((await begun(db, { own: second, former: [first] })).fingerprint(iban), print)
  await db.deleteFrom('secret_keys').where('id', '=', nameOf(first)).execute()
  assert.deepEqual((await begun(db, { own: second })).fingerprint(iban), print)
  assert.deepEqual((await begun(db, { own: third, former: [second] })).fingerprint(iban), print)
}))

test('a database in which an earlier version has sealed is known by the names of its keys', () => rolledBack(async (db) => {
  // The word as that version sealed it, in a form of its own; the newest of its keys made the fingerprints.
  for (const [n, key] of [first, second].entries()) await db.insertInto('secret_keys').values({ id: nameOf(key), sealed_check: `s1.${nameOf(key)}.AAAA`, first_used_at: new Date(1e12 + n) }).execute()
  assert.deepEqual(lacking(await knownKeys(db), { own: second }), [nameOf(first)])
  assert.deepEqual(lacking(await knownKeys(db), { own: second, former: [first] }), [])
  assert.deepEqual((await begun(db, { own: second, former: [first] })).fingerprint(iban), safeOf([second.export()]).fingerprint(iban))
  assert.deepEqual((await begun(db, { own: third, former: [second, first] })).fingerprint(iban), safeOf([second.export()]).fingerprint(iban))
}))

test('a word that the key of its name has not sealed is not taken for one', () => rolledBack(async (db) => {
  await begun(db, { own: first })
  await db.updateTable('secret_keys').set({ sealed_check: safeOf([first.export()]).seal('litfass', 'elsewhere').toString('base64') }).execute()
  assert.deepEqual(lacking(await knownKeys(db), { own: first }), [nameOf(first)])
}))

test('which keys have sealed is known to the database before the first value, and not when that is rolled back', async () => {
  await assert.rejects(atomically(fresh.db, async (tx) => {
    await begun(tx, { own: first })
    throw new Error('changed its mind')
  }))
  assert.deepEqual(await knownKeys(fresh.db), [])
  await Promise.all(Array.from({ length: 4 }, () => begun(fresh.db, { own: first })))
  assert.deepEqual((await knownKeys(fresh.db)).map(({ id }) => id), [nameOf(first)])
})

test('a process with a key of its own seals nothing beside another one, also when both begin at once', async () => {
  await fresh.owner.query('delete from secret_keys')
  const ends = await Promise.allSettled([first, second].map((own) => createSecrets({ own }, []).told(fresh.db)))
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.match(String(ends.find((end) => end.status === 'rejected')?.reason), /all processes need the same LITFASS_KEY/)
  assert.equal((await knownKeys(fresh.db)).length, 1)
})

test('a process that looked before the first key was known starts again, rather than make other fingerprints', async () => {
  await fresh.owner.query('delete from secret_keys')
  const early = createSecrets({ own: second, former: [first] }, await knownKeys(fresh.db))
  await createSecrets({ own: first }, []).told(fresh.db)
  await assert.rejects(early.told(fresh.db), /start again/)
  assert.deepEqual((await begun(fresh.db, { own: second, former: [first] })).fingerprint(iban), safeOf([first.export()]).fingerprint(iban))
})
