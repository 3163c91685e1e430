import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { appendFileSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import type { Client } from 'pg'
import { placeOf } from '../src/base/files/file-names.ts'
import type { FileName } from '../src/base/files/files.ts'
import { backupsIn, checkDatabase, checkFiles, done, insertPicture, killAll } from './backing-up.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, isRoot, removeFolder, run, stopped, temporaryFolder, until, type Program } from './program.ts'

const folder = temporaryFolder()
const [data, dir] = [join(folder, 'data'), join(folder, 'backups')]
let paper: Program
let client: Client
const pictures: FileName[] = []

before(async () => {
  await prepared(data)
  paper = run(['start', '--empty'], { data })
  await paper.open()
  client = await connected(data)
  pictures.push(...await insertPicture(client, data))
})
after(async () => {
  await client.end()
  paper.signal('SIGTERM')
  await paper.exited
  await until('its database is gone', () => databaseProcesses(data).length === 0)
  removeFolder(folder)
})

const backup = (...options: string[]) => run(['backup', dir, ...options], { data })
const restore = (...options: string[]) => run(['restore', dir, ...options], { data })
const kept = (name: FileName) => join(dir, 'files', placeOf(name))
const newest = () => join(dir, backupsIn(dir).at(-1)!)
const sums = () => spawnSync('sha256sum', ['--check', '--quiet', 'SHA256SUMS'], { cwd: newest(), encoding: 'utf8' })

async function refused(program: Program, words: RegExp) {
  assert.equal(await program.exited, 1, program.output())
  assert.match(program.output(), /^litfass: [^\n]+\n$/)
  assert.match(program.output(), words)
}

test('a backup takes along what the last one lacked, is open to its owner alone, and its sums can be checked without Litfass', async () => {
  assert.match(await done(backup()), /is complete: the database \(\d+\.\d MB\) and 2 files of pictures \(2 new, 0\.0 MB\)\.\n$/)
  pictures.push(...await insertPicture(client, data))
  assert.match(await done(backup()), /4 files of pictures \(2 new/)
  assert.equal(statSync(dir).mode & 0o777, 0o700)
  assert.deepEqual(readdirSync(newest()).sort(), ['SHA256SUMS', 'database.tar.gz', 'key', 'manifest.json', 'password'])
  assert.equal(sums().status, 0)
  appendFileSync(kept(pictures[0]!), 'x')
  assert.match(sums().stdout, new RegExp(`files/${placeOf(pictures[0]!)}: FAILED`))
  await refused(restore('--check'), new RegExp(`is damaged in 1 place, and nothing was restored: ${pictures[0]}\\. Choose another one`))
  rmSync(kept(pictures[0]!))
  assert.match(await done(backup()), /4 files of pictures \(1 new/)
  assert.match(await done(restore('--check')), /^\S+ is whole: database \(.+, PostgreSQL 18\.\d+, linux-\w+\), 4 files of pictures\.\n$/)
})

test('of many backups as many are kept as are wanted, and the files that these name', async () => {
  const gone = await insertPicture(client, data)
  await done(backup())
  await client.query('delete from pictures where hash = $1', [gone[0]!.split('/')[1]])
  assert.match(await done(backup('--keep', '2')), /Removed: (\S+, ){2}\S+\.\n$/)
  assert.ok(backupsIn(dir).length === 2 && existsSync(kept(gone[0]!)) && existsSync(kept(gone[1]!)))
  await done(backup('--keep', '1'))
  assert.deepEqual(gone.map((name) => existsSync(kept(name))), [false, false])
  assert.deepEqual(pictures.map((name) => existsSync(kept(name))), pictures.map(() => true))
  const listed = (await done(restore('--list'))).trimEnd().split('\n')
  assert.deepEqual(listed.map((line) => line.split('   ')[0]), backupsIn(dir))
  await refused(backup('--keep', '0'), /--keep should be a whole number, 1 or more/)
})

test('files that the paper has lost itself are named, and the rest is kept', async () => {
  const [lost, broken] = await insertPicture(client, data) as [FileName, FileName]
  rmSync(join(data, 'files', placeOf(lost)))
  writeFileSync(join(data, 'files', placeOf(broken)), 'something else')
  const said = await done(backup())
  assert.match(said, /is complete/)
  assert.match(said, new RegExp(`litfass: the paper itself lacks files .+: ${lost}, ${broken}\n`))
  assert.match(await done(restore('--check')), /2 that the paper lacked/)
  await client.query('delete from pictures where hash = $1', [lost.split('/')[1]])
})

test('a backup into the data folder, into somebody else’s folder, beside another one or of no paper is refused', async () => {
  await refused(run(['backup', join(data, 'backups')], { data }), /lies in the data folder/)
  const others = temporaryFolder()
  writeFileSync(join(others, 'letter.txt'), 'Dear Ada')
  await refused(run(['backup', others], { data }), /holds other things than backups/)
  assert.deepEqual(readdirSync(others), ['letter.txt'])
  await refused(run(['backup', dir], { data: others }), /there is no paper in/)
  removeFolder(others)

  const both = [backup(), backup()]
  const statuses = await Promise.all(both.map((one) => one.exited))
  assert.deepEqual(statuses.sort(), [0, 1])
  assert.match(both.map((one) => one.output()).join(''), /litfass: another backup or restore is at work/)
})

test('what stands in an unlogged table is in no backup, neither its files nor its log nor its statistics', async () => {
  const [secret, open] = [randomBytes(20).toString('hex'), randomBytes(20).toString('hex')]
  await client.query(`create unlogged table secrets (id int primary key, secret text unique)`)
  // A sample of every column that is not told otherwise goes into the statistics, which are logged.
  await client.query(`alter table secrets alter column secret set statistics 0`)
  await client.query(`insert into secrets select n, $1 from generate_series(1, 500) n on conflict do nothing`, [secret])
  await client.query(`insert into journal (actor, what, subject, happened_at) values ('test', 'open', $1, now())`, [open])
  await client.query('analyze secrets')
  await client.query('checkpoint')
  await client.query(`update secrets set secret = secret || 'x'`)
  await done(backup())

  const content = gunzipSync(readFileSync(join(newest(), 'database.tar.gz')))
  assert.ok(content.includes(open))
  assert.equal(content.includes(secret), false)
  assert.equal(spawnSync('grep', ['-rqa', secret, dir]).status, 1)
  await client.query('drop table secrets')
})

test('a restore that is killed leaves no paper that could be opened, and is run again to its end; into a paper nothing is restored', async () => {
  await client.query(`insert into journal (actor, what, subject, happened_at) values ('test', 'last', 'words', now())`)
  await done(backup())
  await refused(restore(), /is running; stop it first/)
  const to = join(folder, 'restored')
  let cutOff = 0
  for (const after of [0, 60]) {
    const killed = restore('--to', to)
    await until('it writes', () => existsSync(join(to, 'restoring')))
    await sleep(after)
    killAll([killed.pid])
    await killed.exited
    if (existsSync(join(to, 'restoring'))) cutOff += 1
  }
  assert.ok(cutOff > 0)
  await refused(run(['start', '--empty'], { data: to }), /a backup is being restored into .+ or was and did not come to its end/)

  assert.match(await done(restore('--to', to)), /is restored into .+restored; start the paper as usual\.\n$/)
  await refused(restore('--to', to), /is not empty: files lies in it\. Move it aside \(mv .+ .+\.old\)/)
  await refused(restore('--backup', '2020-01-01T00-00-00Z', '--to', to), /there is no backup 2020/)
  const second = run(['start', '--empty'], { data: to })
  await second.open()
  const reading = await connected(to)
  assert.equal((await reading.query(`select 1 from journal where subject = 'words'`)).rowCount, 1)
  assert.deepEqual((await checkFiles(reading, to)).sort(), [...pictures].sort())
  assert.ok(await checkDatabase(reading) > 100)
  await reading.end()
  await stopped(second)

  // Of a paper that is not running, and without leaving it running.
  assert.match(await done(run(['backup', join(folder, 'of-stopped')], { data: to })), /is complete/)
  assert.deepEqual(databaseProcesses(to), [])
})

test('what root restores belongs to the owner of the data folder', { skip: isRoot ? false : 'needs root' }, async () => {
  const to = join(folder, 'of-nobody')
  mkdirSync(to)
  chownSync(to, 65_534, 65_534)
  await done(restore('--to', to))
  assert.equal(spawnSync('find', [to, '!', '-user', '65534'], { encoding: 'utf8' }).stdout, '')
})

test('a backup by another PostgreSQL or another kind of machine is refused, with the way to take it over', async () => {
  const [path, list] = [join(newest(), 'manifest.json'), join(newest(), 'SHA256SUMS')]
  const [manifest, sumsBefore] = [readFileSync(path, 'utf8'), readFileSync(list, 'utf8')]
  const written = (text: string) => {
    writeFileSync(path, text)
    writeFileSync(list, sumsBefore.replace(/\w+(?= {2}manifest.json)/, createHash('sha256').update(text).digest('hex')))
  }
  const to = join(folder, 'elsewhere')
  written(manifest.replace(/"postgresql": "18/, '"postgresql": "17'))
  await refused(restore('--to', to), /written by PostgreSQL 17\.\d+ and cannot be read by 18\..+ export FILE\.tar.+ import archive FILE\.tar/)
  written(manifest.replace(/"system": "linux-\w+"/, '"system": "linux-riscv64"'))
  await refused(restore('--to', to), /written on linux-riscv64 and cannot be read on linux-/)
  writeFileSync(path, manifest.replace('"files": 4', '"files": 3'))
  await refused(restore('--to', to), /manifest\.json or SHA256SUMS in .+ is damaged/)
  written(manifest)
  await done(restore('--check'))
})

const inNamespace = ['unshare', '--mount', ...(isRoot ? [] : ['--map-root-user'])]
const skip = spawnSync(inNamespace[0]!, [...inNamespace.slice(1), 'true']).status === 0 ? false : 'file systems cannot be mounted here'

test('a backup onto a full disk says so and leaves what was there as it was', { skip }, async () => {
  const full = join(folder, 'full')
  mkdirSync(full)
  const steps = `mount -t tmpfs -o size=64m none "$1" && "$@" && ls "$1" && mount -o remount,size=$(($(du -sk "$1" | cut -f1) + 1024))k "$1" && "$@"; echo "status $?"; ls -A "$1"; shift; sh "$0" restore "$full" --check`
  const told = run([], { data, env: { full }, as: [...inNamespace, 'sh', '-c', steps.replaceAll('"$@"', 'sh "$0" backup "$1"'), 'bin/litfass', full] })
  const said = await done(told)
  assert.match(said, /is complete/)
  assert.match(said, /litfass: .+full is full\. Nothing was kept of this run; what was there before is as it was\./)
  assert.match(said, /status 1\n\d{4}\S+Z\nfiles\nlitfass-backups\n/)
  assert.match(said, /is whole/)
})
