// Runs the steps that docs/operations.md gives for an outside database, as they stand there.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { placeOf } from '../src/base/files/file-names.ts'
import { madeKey } from '../src/base/secrets/key-file.ts'
import { backupsIn, done, insertPicture } from './backing-up.ts'
import { isRoot, project, removeFolder, run, stopped, temporaryFolder, until } from './program.ts'

const programs = '/usr/lib/postgresql/15/bin'
const skip = existsSync(programs) ? false : `no PostgreSQL 15 in ${programs}`

const [, section = ''] = /^### With an outside database\n([\s\S]*?)\n## /m.exec(readFileSync(join(project, 'docs/operations.md'), 'utf8')) ?? []
const [where = '', once = '', everyNight = '', choice = '', restore = '', afterwards = '', ...more] = Array.from(section.matchAll(/^```sh\n([\s\S]*?)^```$/gm), ([, text]) => text ?? '')

/** A machine with a PostgreSQL of its own, as Debian's is, but under a folder. */
function machine() {
  const folder = temporaryFolder()
  if (isRoot) chownSync(folder, 65_534, 65_534)
  chmodSync(folder, 0o700)
  const [cluster, kept] = [join(folder, 'main'), join(folder, 'kept')]
  // PostgreSQL does not run as root.
  const as = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
  const env = { PATH: `${programs}:${process.env.PATH}`, PGHOST: folder, PGUSER: 'litfass', LC_ALL: 'C' }
  const sh = (steps: string) => {
    const [program = '', ...words] = [...as, 'sh', '-euc', steps]
    const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8' })
    assert.equal(status, 0, `${steps}\n${stdout}\n${stderr}`)
  }
  const places = `cluster=${cluster}\nkept=${kept}\nstart='pg_ctl --silent -D ${cluster} -w -l ${join(folder, 'server.log')} start'\nstop='pg_ctl --silent -D ${cluster} -w -m fast stop'\n`
  sh(`initdb -D ${cluster} -U litfass -A trust -E UTF8 --locale=C`)
  appendFileSync(join(cluster, 'postgresql.conf'), `listen_addresses = ''\nunix_socket_directories = '${folder}'\n`)
  sh(`${places}$start`)
  after(() => {
    spawnSync(as[0] ?? 'env', [...as.slice(1), join(programs, 'pg_ctl'), '-D', cluster, '-m', 'immediate', 'stop'], { cwd: '/' })
    removeFolder(folder)
  })
  return { folder, url: `postgres://litfass@localhost/postgres?host=${encodeURIComponent(folder)}`, steps: (text: string, chosen = '') => sh(places + chosen + text) }
}

async function asked(url: string, query: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Record<string, unknown>>(query, values).finally(() => client.end())
  return rows
}
const write = (url: string, subject: string) => asked(url, `insert into journal (actor, what, subject, happened_at) values ('test', 'written', $1, now())`, [subject])

test('the steps for an outside database, as they are written down, bring it back to a moment between two writes', { skip }, async () => {
  assert.match(where, /^PATH=.*\ncluster=.*\nkept=.*\nstart=.*\nstop=.*\n$/)
  assert.match(choice, /^base=.*\nmoment=.*\n$/)
  assert.deepEqual(more, [])
  const { folder, url, steps } = machine()
  const data = join(folder, 'data')
  const given = { data, env: { DATABASE_URL: url } }
  await done(run(['migrate'], given))

  steps(once)
  steps(everyNight)
  await write(url, 'first')
  await sleep(50)
  const [{ moment = '' } = {}] = await asked(url, 'select clock_timestamp()::text as moment')
  await sleep(50)
  await write(url, 'second')
  const [{ file } = {}] = await asked(url, 'select pg_walfile_name(pg_switch_wal()) as file')
  await until('the log is in the archive', async () => existsSync(join(folder, 'kept/log', String(file))))

  const chosen = `base=$kept/base/$(date +%Y-%m-%d)\nmoment='${String(moment)}'\n`
  steps(restore, chosen)
  await until('it is at that moment', async () => (await asked(url, 'select pg_is_in_recovery() as is'))[0]?.is === false)
  steps(afterwards)
  const paper = run(['start', '--empty'], given)
  assert.equal((await fetch(await paper.open())).status, 200)
  assert.deepEqual((await asked(url, `select subject from journal where what = 'written'`)).map(({ subject }) => subject), ['first'])
  await write(url, 'third')
  await stopped(paper)
})

test('beside an outside database the pictures are kept, and nobody takes that for a whole backup', { skip }, async () => {
  const { folder, url } = machine()
  const [data, dir] = [join(folder, 'data'), join(folder, 'backups')]
  mkdirSync(data)
  const given = { data, env: { DATABASE_URL: url } }
  await done(run(['migrate'], given))
  const client = new Client({ connectionString: url })
  await client.connect()
  const [original] = await insertPicture(client, data)
  await client.end()
  await madeKey(data)
  const key = readFileSync(join(data, 'key'), 'utf8')

  const alone = run(['backup', dir], given)
  assert.equal(await alone.exited, 1)
  assert.match(alone.output(), /^litfass: \S+Z in .+backups holds only the pictures: 2 files of pictures \(2 new, 0\.0 MB\)\. The database of DATABASE_URL is not in it: .+ With --pictures this is taken as known, and is no failure\n$/)
  assert.match(await done(run(['backup', dir, '--pictures', '--keep', '1'], given)), /^The pictures are kept as \S+Z in .+\. The database of DATABASE_URL is not in it: [^\n]+\nRemoved|^Removed: [^\n]+\nThe pictures are kept as/)
  assert.equal(backupsIn(dir).length, 1)
  assert.match(await done(run(['restore', dir, '--list'], given)), /pictures only, 2 files/)

  rmSync(join(data, 'files', placeOf(original!)))
  assert.match(await done(run(['restore', dir], given)), /^The 2 files of pictures of \S+ are in their place\. The database is restored with PostgreSQL’s own tools/)
  assert.ok(existsSync(join(data, 'files', placeOf(original!))))

  // Nothing else keeps the key of such a paper; one that is there stays.
  rmSync(join(data, 'key'))
  await done(run(['restore', dir], given))
  assert.equal(readFileSync(join(data, 'key'), 'utf8'), key)
  writeFileSync(join(data, 'key'), 'another')
  await done(run(['restore', dir], given))
  assert.equal(readFileSync(join(data, 'key'), 'utf8'), 'another')
})
