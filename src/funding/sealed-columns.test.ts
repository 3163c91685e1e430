import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { sql } from 'kysely'
import { liveThrough } from '../../test/histories.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { makeWire } from '../../test/wire-makers.ts'
import type { Db } from '../base/db/db.ts'
import { safeOf, type Safe } from '../base/safe/safe.ts'
import { nameOf, newKey } from '../base/secrets/keys.ts'
import { forgetFormerKeys, reseal } from '../base/secrets/reseal.ts'
import { createSecrets, knownKeys } from '../base/secrets/secrets.ts'
import { makeKey } from '../audience/totals-key.ts'
import { sealedColumns } from './sealed-columns.ts'

/** Bytes that are no secret: sums, fingerprints, tokens' hashes, and the like. */
const open = /(_hash|_fingerprint|sha256)$|^statement_lines\.fingerprint$|^statements\.digest$|^certificate_terms\.signature$|^comments\.path$|^passkeys\.public_key$|\.readers$|^day_salts\.salt$|^log_days\.lines$|^writings\.state$|^writing_updates\.update$/

test('whatever is sealed in the database is sealed anew after a change of the key; of all other bytes it is known that they are not sealed', () => {
  const bytes = [...readFileSync('db/schema.sql', 'utf8').matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)]
    .flatMap(([, table, body = '']) => [...body.matchAll(/^ {2}(\w+) bytea/gm)].map(([, column]) => `${table}.${column}`))
  const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`)
  // What fingerprints are made with is sealed by each key for itself, when the database first hears of that key.
  assert.deepEqual(bytes.filter((column) => !open.test(column)).sort(), [...sealed, 'secret_keys.prints_sealed'].sort())
})

interface Value { id: number; place: string; sealed: Buffer }
async function valuesOf(db: Db, { table, column, by }: (typeof sealedColumns)[number]): Promise<Value[]> {
  return (await sql<Value>`select id, ${sql.ref(by)}::text as place, ${sql.ref(column)} as sealed from ${sql.table(table)}`.execute(db)).rows
}
/** Something in each. */
async function sealAll(db: Db, safe: Safe): Promise<number> {
  let filled = 0
  await makeKey(db, safe, new Date('2026-03-01T12:00:00Z'))
  await makeWire(db, { proof: 'password', user_name: 'paper' })
  for (const at of sealedColumns) {
    const values = await valuesOf(db, at)
    assert.ok(values.length > 0, at.table)
    filled += values.length
    for (const { id, place } of values) await sql`update ${sql.table(at.table)} set ${sql.ref(at.column)} = ${safe.seal(`of ${place}`, `${at.table}.${at.column} ${place}`)} where id = ${id}`.execute(db)
  }
  return filled
}

test('after a change of the key all is sealed anew, and the former key is forgotten only then', () => rolledBack(async (db) => {
  await liveThrough(db, { seed: 5, deeds: 12 })
  await db.deleteFrom('secret_keys').execute()
  const [former, own] = [newKey(), newKey()]
  await createSecrets({ own: former }, []).told(db)
  const filled = await sealAll(db, safeOf([former.export()]))
  const { numUpdatedRows: erased } = await db.updateTable('statement_lines').set({ sealed: Buffer.alloc(0) }).where('state', '=', 'known').executeTakeFirstOrThrow()

  const secrets = createSecrets({ own, former: [former] }, await knownKeys(db))
  await secrets.told(db)
  const { safe } = secrets
  assert.equal(await forgetFormerKeys(db, sealedColumns, { safe, name: nameOf(own) }), undefined)
  // Stopped in the middle, and begun again.
  await assert.rejects(reseal(db, sealedColumns, { safe, progress: (done) => { if (done > 3) throw new Error('stopped') } }), /stopped/)
  const rest = await reseal(db, sealedColumns, { safe })
  assert.ok(rest > 0 && rest < filled - Number(erased))
  assert.equal(await reseal(db, sealedColumns, { safe }), 0)
  assert.deepEqual(await forgetFormerKeys(db, sealedColumns, { safe, name: nameOf(own) }), [nameOf(former)])

  const alone = createSecrets({ own }, await knownKeys(db)).safe
  for (const at of sealedColumns) for (const { place, sealed } of await valuesOf(db, at)) if (sealed.length > 0) assert.equal(alone.open(sealed, `${at.table}.${at.column} ${place}`).toString(), `of ${place}`)
  assert.deepEqual(alone.fingerprint('x'), safeOf([former.export()]).fingerprint('x'))
}))

test('a value that no key opens stops it by name, and nothing is forgotten', () => rolledBack(async (db) => {
  await liveThrough(db, { seed: 5, deeds: 12 })
  const [own, former, lost] = [newKey(), newKey(), newKey()]
  await sealAll(db, safeOf([lost.export()]))
  await assert.rejects(reseal(db, sealedColumns, { safe: safeOf([own.export(), former.export()]) }), /what is sealed for mandates\.iban_sealed \d+ does not open/)
}))
