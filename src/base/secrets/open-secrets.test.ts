import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { rolledBack } from '../../../test/rolled-back.ts'
import { keyFile, keptKey } from './key-file.ts'
import { keyText, nameOf, newKey } from './keys.ts'
import { openSecrets } from './open-secrets.ts'

const above = mkdtempSync(join(tmpdir(), 'litfass-keys-'))
after(() => rmSync(above, { recursive: true }))
const folder = () => mkdtempSync(join(above, 'data-'))
const warnings: object[] = []
const log = { warn: (about: object) => { warnings.push(about) } }
const none = { own: undefined, former: [] }
const place = 't.c 1'

test('of many processes that make a key at once all have the same one, open to its owner alone', async () => {
  const data = folder()
  const script = `const { madeKey } = await import(${JSON.stringify(new URL('key-file.ts', import.meta.url).href)}); const { keyText } = await import(${JSON.stringify(new URL('keys.ts', import.meta.url).href)}); process.stdout.write(keyText(await madeKey(process.env.DATA)))`
  const keys = await Promise.all(Array.from({ length: 5 }, async () => {
    const child = spawn(process.execPath, ['--import', new URL('../tsx.ts', import.meta.url).pathname, '--input-type=module', '--eval', script], { env: { ...process.env, DATA: data }, stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text })
    await once(child, 'close')
    return said
  }))
  assert.deepEqual(keys, Array.from({ length: 5 }, () => readFileSync(keyFile(data), 'utf8').trim()))
  assert.equal(keys[0]?.length, 44)
  assert.deepEqual(readdirSync(data), ['key'])
  assert.equal(statSync(keyFile(data)).mode & 0o777, 0o600)
})

test('a file that holds no key is told, and stays as it is', async () => {
  const data = folder()
  writeFileSync(keyFile(data), 'half a k')
  await assert.rejects(keptKey(data), /holds no key: bring it back from a backup/)
  assert.equal(readFileSync(keyFile(data), 'utf8'), 'half a k')
})

test('a key is made where nothing is sealed; where something is, a missing or wrong one is told and none is made', () => rolledBack(async (db) => {
  const data = folder()
  const opened = async (at: string, keys: Parameters<typeof openSecrets>[0]['keys']) => {
    const secrets = await openSecrets({ data: at, keys }, db, log)
    await secrets.told(db)
    return secrets.safe
  }
  const sealed = (await opened(data, none)).seal('x', place)
  assert.equal((await opened(data, none)).open(sealed, place).toString(), 'x')
  const own = await keptKey(data)
  const name = nameOf(own!)

  const elsewhere = folder()
  await assert.rejects(openSecrets({ data: elsewhere, keys: none }, db, log), new RegExp(`the key to what is sealed in the database is missing \\(its name is ${name}\\): bring .+/key back, or give LITFASS_KEY`))
  assert.deepEqual(readdirSync(elsewhere), [])
  const other = newKey()
  await assert.rejects(openSecrets({ data: elsewhere, keys: { own: other, former: [] } }, db, log), new RegExp(`the key in LITFASS_KEY \\(its name is ${nameOf(other)}\\) does not open what is sealed in the database by ${name}`))
  writeFileSync(keyFile(elsewhere), keyText(other))
  await assert.rejects(openSecrets({ data: elsewhere, keys: none }, db, log), /the key in .+\/key .+ does not open/)

  // The way of a change: the former one is given besides, and from then on both are needed.
  assert.equal((await opened(elsewhere, { own: other, former: [own!] })).open(sealed, place).toString(), 'x')
  await assert.rejects(openSecrets({ data, keys: none }, db, log), /does not open/)
  assert.equal((await opened(data, { own, former: [other] })).open(sealed, place).toString(), 'x')
}))

test('where no key can be kept the paper goes on, and is told so, until something is to be sealed', () => rolledBack(async (db) => {
  const data = join(folder(), 'file')
  writeFileSync(data, '')
  const secrets = await openSecrets({ data, keys: none }, db, log)
  assert.match(JSON.stringify(warnings.pop()), /no key can be kept in .+ \(EEXIST\); see LITFASS_KEY/)
  await secrets.told(db)
  assert.throws(() => secrets.safe.seal('x', place), /no key can be kept/)
  assert.throws(() => secrets.safe.fingerprint('x'), /no key can be kept/)
  assert.deepEqual(warnings, [])
}))

test('no message of these shows a key', () => rolledBack(async (db) => {
  const [own, other] = [newKey(), newKey()]
  await (await openSecrets({ data: folder(), keys: { own, former: [] } }, db, log)).told(db)
  const error = await openSecrets({ data: folder(), keys: { own: other, former: [] } }, db, log).then(() => '', (thrown: Error) => thrown.message)
  for (const key of [own, other]) for (const form of ['hex', 'base64', 'base64url'] as const) assert.ok(error !== '' && !error.includes(key.export().toString(form)))
}))
