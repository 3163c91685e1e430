import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { rolledBack } from '../../../test/rolled-back.ts'
import { atomically } from '../db/db.ts'
import { derived, newKey } from './keys.ts'
import { createSecrets, knownKeys, SealBroken, type About } from './secrets.ts'

let fresh: FreshDatabase
before(async () => { fresh = await freshDatabase() })
after(() => fresh.drop())

const [first, second] = [newKey(), newKey()]
const secrets = createSecrets({ own: first })
const about: fc.Arbitrary<About> = fc.record({ table: fc.string(), column: fc.string(), row: fc.oneof(fc.string(), fc.integer()) })
const text = fc.string({ unit: 'binary' })
const same = (a: About, b: About) => a.table === b.table && a.column === b.column && String(a.row) === String(b.row)

test('whatever is sealed opens in its place, and shows nothing of itself', () => rolledBack((db) => fc.assert(fc.asyncProperty(text, about, async (given, place) => {
  const sealed = await secrets.seal(db, given, place)
  assert.equal(secrets.open(sealed, place), given)
  assert.notEqual(await secrets.seal(db, given, place), sealed)
  if (given.length > 3) for (const spelt of [given, Buffer.from(given).toString('base64url')]) assert.ok(!sealed.includes(spelt))
}))))

test('a sealed value that is moved to another row, column or table does not open', () => rolledBack((db) => fc.assert(fc.asyncProperty(text, about, about, async (given, place, other) => {
  fc.pre(!same(place, other))
  const sealed = await secrets.seal(db, given, place)
  assert.throws(() => secrets.open(sealed, other), SealBroken)
  // Nor where the same letters are parted in another way.
  assert.throws(() => secrets.open(sealed, { ...place, table: `${place.table}${place.column}x`, column: '' }), SealBroken)
}))))

test('a value with one bit changed anywhere, cut off or added to does not open', () => rolledBack((db) => fc.assert(fc.asyncProperty(text, about, fc.nat(), fc.integer({ min: 0, max: 7 }), async (given, place, at, bit) => {
  const sealed = await secrets.seal(db, given, place)
  const bytes = Buffer.from(sealed, 'latin1')
  bytes[at % bytes.length]! ^= 1 << bit
  for (const broken of [bytes.toString('latin1'), sealed.slice(0, at % sealed.length), `${sealed}A`, `${sealed}.`, ` ${sealed}`]) assert.throws(() => secrets.open(broken, place), SealBroken)
}))))

test('by another key nothing opens, and by a former one all that it sealed', () => rolledBack(async (db) => {
  const place = { table: 'mandates', column: 'sealed_iban', row: 7 }
  const sealed = await secrets.seal(db, 'DE02120300000000202051', place)
  assert.throws(() => createSecrets({ own: second }).open(sealed, place), new RegExp(`mandates\\.sealed_iban was sealed by the key ${derived(first).id}, which is not here`))
  // One that takes the name of the right one.
  assert.throws(() => createSecrets({ own: second }).open(sealed.replace(derived(first).id, derived(second).id), place), /was changed, or belongs to another row/)
  const changed = createSecrets({ own: second, former: [first] })
  assert.equal(changed.open(sealed, place), 'DE02120300000000202051')
  assert.equal((await changed.seal(db, 'x', place)).split('.')[1], derived(second).id)
}))

test('equal values have equal fingerprints, of one kind and by one key', () => {
  const [iban, other] = ['DE02120300000000202051', 'DE02500105170137075030']
  assert.equal(secrets.fingerprint(iban, 'iban'), secrets.fingerprint(iban, 'iban'))
  assert.equal(new Set([secrets.fingerprint(iban, 'iban'), secrets.fingerprint(other, 'iban'), secrets.fingerprint(iban, 'name'), createSecrets({ own: second }).fingerprint(iban, 'iban')]).size, 4)
  assert.deepEqual(createSecrets({ own: second, former: [first] }).fingerprints(iban, 'iban'), [createSecrets({ own: second }), secrets].map((by) => by.fingerprint(iban, 'iban')))
})

test('which keys have sealed is known to the database with the first value, and not when that is rolled back', async () => {
  await assert.rejects(atomically(fresh.db, async (tx) => {
    await secrets.seal(tx, 'x', { table: 't', column: 'c', row: 1 })
    throw new Error('changed its mind')
  }))
  assert.deepEqual(await knownKeys(fresh.db), [])
  await Promise.all(Array.from({ length: 4 }, (_, row) => secrets.seal(fresh.db, 'x', { table: 't', column: 'c', row })))
  assert.deepEqual((await knownKeys(fresh.db)).map(({ id }) => id), [derived(first).id])
})

test('a process with a key of its own seals nothing beside another one, also when both begin at once', async () => {
  await fresh.owner.query('delete from secret_keys')
  const both = [secrets, createSecrets({ own: second })].map((by, row) => by.seal(fresh.db, randomBytes(8).toString('hex'), { table: 't', column: 'c', row }))
  const ends = await Promise.allSettled(both)
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.match(String(ends.find((end) => end.status === 'rejected')?.reason), /all processes need the same LITFASS_KEY/)
  assert.equal((await knownKeys(fresh.db)).length, 1)
})
