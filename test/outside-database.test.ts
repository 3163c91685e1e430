import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Client } from 'pg'
import { isRoot, removeFolder, run, stopped, temporaryFolder, until } from './program.ts'

const programs = '/usr/lib/postgresql/15/bin'
const skip = existsSync(programs) ? false : `no PostgreSQL 15 in ${programs}`

/** A PostgreSQL 15 of its own, on a socket; PostgreSQL does not run as root. */
async function outsideServer() {
  const folder = temporaryFolder()
  const as = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : ['env']
  if (isRoot) chownSync(folder, 65_534, 65_534)
  chmodSync(folder, 0o700)
  const cluster = join(folder, 'cluster')
  const made = spawnSync(as[0]!, [...as.slice(1), join(programs, 'initdb'), '-D', cluster, '-U', 'litfass', '-A', 'trust', '-E', 'UTF8', '--locale=C'], { cwd: '/', encoding: 'utf8' })
  assert.equal(made.status, 0, made.stderr)
  const server = spawn(as[0]!, [...as.slice(1), join(programs, 'postgres'), '-D', cluster, '-k', folder, '-c', 'listen_addresses='], { cwd: '/', stdio: 'ignore' })
  const url = `postgres://litfass@localhost/postgres?host=${encodeURIComponent(folder)}`
  await until('the outside server answers', async () => {
    const client = new Client({ connectionString: url })
    return client.connect().then(() => client.end()).then(() => true, () => false)
  })
  after(() => { server.kill('SIGINT') })
  return { url, remove: () => { server.kill('SIGINT'); removeFolder(folder) } }
}

test('the paper runs on an outside PostgreSQL 15', { skip }, async () => {
  const server = await outsideServer()
  const data = temporaryFolder()
  const given = { data, env: { DATABASE_URL: server.url } }

  const migrated = run(['migrate'], given)
  assert.equal(await migrated.exited, 0, migrated.output())
  const paper = run(['start', '--empty'], given)
  const address = await paper.open()
  assert.equal(await fetch(`${address}/health`).then((r) => r.text()), '{"status":"ok","database":"ok"}')
  assert.equal((await fetch(address)).status, 200)

  const beside = run(['web'], given)
  assert.equal((await fetch(await beside.open())).status, 200)
  await stopped(beside)
  await stopped(paper)
  assert.equal(existsSync(join(data, 'postgres')), false)

  // The same paper goes on as a role that owns nothing.
  const owner = new Client({ connectionString: server.url })
  await owner.connect()
  await owner.query('create role "Paper" login; create table ledger_trials (cents int)')
  const url = server.url.replace('litfass@', 'Paper@')
  assert.match(paper.output(), /guarded by triggers alone/)
  const alone = run(['start', '--empty'], { data, env: { DATABASE_URL: url } })
  assert.equal(await alone.exited, 1)
  assert.match(alone.output(), /^litfass: [^\n]+ DATABASE_OWNER_URL[^\n]+\n$/)
  const guarded = run(['start', '--empty'], { data, env: { DATABASE_URL: url, DATABASE_OWNER_URL: server.url } })
  assert.equal((await fetch(await guarded.open())).status, 200)
  // Both ways of the queue: what the start begins with, and what the clock keeps of itself.
  await until('its jobs are done', async () => (await owner.query('select from graphile_worker.jobs')).rowCount === 0)
  assert.ok((await owner.query('select from graphile_worker._private_known_crontabs')).rowCount)
  await stopped(guarded)
  assert.doesNotMatch(guarded.output(), /triggers|"level":"(warn|error|fatal)"/)
  const withoutOwner = run(['web'], { data, env: { DATABASE_URL: url } })
  await withoutOwner.open()
  await stopped(withoutOwner)
  const may = async (privilege: string) => (await owner.query<{ may: boolean }>(`select has_table_privilege('Paper', 'ledger_trials', $1) as may`, [privilege])).rows[0]?.may
  assert.deepEqual([await may('INSERT'), await may('UPDATE')], [true, false])
  await owner.end()
  server.remove()
  removeFolder(data)
})

test('an outside database that refuses the program is named in one line', async () => {
  const url = new URL(process.env.TEST_DATABASE_URL ?? '')
  url.pathname = '/nowhere'
  const refused = run(['start', '--empty'], { data: '/nonexistent', env: { DATABASE_URL: url.href } })
  assert.equal(await refused.exited, 1)
  assert.equal(refused.output(), 'litfass: the database of DATABASE_URL cannot be used: database "nowhere" does not exist\n')
})
