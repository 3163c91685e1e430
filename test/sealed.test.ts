// A paper that has sealed something: its key, its backup, and the paper restored from that.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { connect } from '../src/base/db/db.ts'
import { address, paperRole, places } from '../src/base/db/embedded-files.ts'
import { keyText, newKey } from '../src/base/secrets/keys.ts'
import { openSecrets } from '../src/base/secrets/open-secrets.ts'
import { backupsIn, done } from './backing-up.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped, temporaryFolder } from './program.ts'

const folder = temporaryFolder()
after(() => removeFolder(folder))
const [data, dir, restored] = [join(folder, 'data'), join(folder, 'backups'), join(folder, 'restored')]
const place = 'mandates.iban_sealed 7'
const iban = 'DE02120300000000202051'
const none = { own: undefined, former: [] }
let sealed: Buffer
let key: string
let said = ''

/** What a noun does, beside the running paper. */
async function within<T>(there: string, work: (secrets: Awaited<ReturnType<typeof openSecrets>>, db: ReturnType<typeof connect>['db']) => Promise<T>): Promise<T> {
  const { db } = connect({ connectionString: address(places(there), 'litfass', paperRole), max: 1 })
  try {
    return await work(await openSecrets({ data: there, keys: none }, db, { warn: () => assert.fail('warned') }), db)
  } finally {
    await db.destroy()
  }
}

before(async () => {
  await prepared(data)
  const paper = run(['start', '--empty'], { data, env: { LITFASS_LOG: 'trace', LITFASS_METRICS_PORT: '0' } })
  await paper.open()
  sealed = await within(data, async ({ safe }) => safe.seal(iban, place))
  key = readFileSync(join(data, 'key'), 'utf8').trim()
  await done(run(['backup', dir], { data }))
  said = await (await fetch(/(http:[^"\s]+\/metrics)/.exec(paper.output())?.[1] ?? '')).text()
  await done(run(['export', join(folder, 'paper.tar')], { data }))
  await stopped(paper)
  said += paper.output()
})

test('neither log nor metrics nor archive shows the key, and the file is its owner\'s alone', () => {
  assert.equal(statSync(join(data, 'key')).mode & 0o777, 0o600)
  assert.match(said, /litfass_build_info/)
  const archive = readFileSync(join(folder, 'paper.tar'))
  for (const form of [key, key.replace(/=$/, ''), Buffer.from(key, 'base64').toString('base64url'), Buffer.from(key, 'base64').toString('hex')]) assert.ok(!said.includes(form) && !archive.includes(form))
})

test('a restored paper has its key and opens what it sealed', async () => {
  await done(run(['restore', dir, '--to', restored], { data: '/nonexistent' }))
  assert.equal(readFileSync(join(restored, 'key'), 'utf8').trim(), key)
  assert.equal(statSync(join(restored, 'key')).mode & 0o777, 0o600)
  const paper = run(['start', '--empty'], { data: restored })
  await paper.open()
  assert.equal(await within(restored, async ({ safe }) => safe.open(sealed, place).toString()), iban)
  await stopped(paper)
})

test('without its key a paper says so in one line, makes no other, and opens with the right one again', async () => {
  renameSync(join(data, 'key'), join(folder, 'aside'))
  const without = run(['start', '--empty'], { data })
  assert.equal(await without.exited, 1)
  assert.match(without.output(), /^litfass: the key to what is sealed in the database is missing [^\n]+\n$/)
  assert.equal(existsSync(join(data, 'key')), false)

  const wrong = run(['start', '--empty'], { data, env: { LITFASS_KEY: keyText(newKey()) } })
  assert.equal(await wrong.exited, 1)
  assert.match(wrong.output(), /^litfass: the key in LITFASS_KEY [^\n]+ does not open what is sealed [^\n]+\n$/)
  assert.ok(!wrong.output().includes(key))

  const right = run(['start', '--empty'], { data, env: { LITFASS_KEY: key } })
  await right.open()
  await stopped(right)
})

test('a backup without a key, as those from before there were any, leaves the key alone that lies where it is restored', async () => {
  const alone = join(folder, 'keyless')
  await done(run(['backup', alone], { data }))
  assert.equal(existsSync(join(alone, backupsIn(alone)[0]!, 'key')), false)
  const to = join(folder, 'by-hand')
  await done(run(['restore', alone, '--to', to], { data: '/nonexistent' }))
  writeFileSync(join(to, 'key'), key, { mode: 0o600 })
  const paper = run(['start', '--empty'], { data: to })
  await paper.open()
  assert.equal(await within(to, async ({ safe }) => safe.open(sealed, place).toString()), iban)
  await stopped(paper)
})

test('once a key was changed the former one is needed beside it, until all is sealed anew', async () => {
  const LITFASS_KEY = keyText(newKey())
  const changed = { LITFASS_KEY, LITFASS_FORMER_KEYS: key }
  for (const [env, opens] of [[changed, true], [{ LITFASS_KEY: key }, false], [{ LITFASS_KEY }, false]] as const) {
    const paper = run(['start', '--empty'], { data, env })
    if (!opens) assert.equal(await paper.exited, 1)
    else {
      await paper.open()
      await stopped(paper)
    }
  }
  const resealed = run(['reseal'], { data, env: changed })
  assert.equal(await resealed.exited, 0)
  assert.match(resealed.output(), /0 values were sealed anew; all is sealed by the key [\w-]{8}\.\nNothing needs [\w-]{8} any more: LITFASS_FORMER_KEYS can go\.\n/)
  const alone = run(['start', '--empty'], { data, env: { LITFASS_KEY } })
  await alone.open()
  await stopped(alone)
})

test('a paper that moved by its archive without its key says which one it lacks, and opens with it', async () => {
  const moved = await prepared(join(folder, 'moved'))
  await done(run(['import', 'archive', join(folder, 'paper.tar')], { data: moved }))
  const without = run(['start', '--empty'], { data: moved })
  assert.equal(await without.exited, 1)
  assert.match(without.output(), /^litfass: the key to what is sealed in the database is missing \(its name is [\w-]{8}\): bring [^\n]+key back, or give LITFASS_KEY; [^\n]+\n$/)
  assert.equal(existsSync(join(moved, 'key')), false)
  const paper = run(['start', '--empty'], { data: moved, env: { LITFASS_KEY: key } })
  await paper.open()
  await stopped(paper)
})
