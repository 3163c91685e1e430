import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { identity, places, prepare } from '../src/base/db/embedded-files.ts'
import { makeCluster, startServer } from '../src/base/db/embedded-server.ts'
import { asNobody, asUser, connected, databaseProcesses, isRoot, nobodyReachesProject, removeFolder, run, stopped, temporaryFolder, until } from './program.ts'

const data = temporaryFolder()
after(() => removeFolder(data))
const health = async (address: string) => {
  const response = await fetch(`${address}/health`)
  return { code: response.status, ...((await response.json()) as object) }
}

test('a paper starts from nothing, tells its health, and ends with status 0 when it is told to stop', async () => {
  const paper = run(['start', '--empty'], { data })
  const address = await paper.open()
  assert.deepEqual(await health(address), { code: 200, status: 'ok', database: 'ok' })
  await stopped(paper)
  assert.deepEqual(databaseProcesses(data), [])
  assert.equal(statSync(join(data, 'password')).mode & 0o777, 0o600)
  assert.equal(statSync(join(data, 'socket')).mode & 0o777, 0o700)
})

test('the log has a line of JSON for each request, without the reader\'s address, agent or words', async () => {
  // Pages that lie in the press are logged at this level only.
  const paper = run(['start', '--empty'], { data, env: { LITFASS_LOG: 'debug' } })
  const address = await paper.open()
  await fetch(`${address}/nowhere?q=secret-words`, { headers: { 'user-agent': 'secret-agent', referer: 'https://secret-origin.example/' } })
  await fetch(address, { headers: { 'user-agent': 'secret-agent' } })
  await fetch(`${address}/?q=secret-words`, { headers: { 'user-agent': 'secret-agent' } })
  await stopped(paper)
  const lines = paper.output().trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  const requests = lines.filter(({ msg }) => msg === 'request').map(({ method, path, status }) => `${method} ${path} ${status}`)
  assert.deepEqual(requests, ['GET /nowhere 404', 'GET / 200', 'GET / 200'])
  assert.doesNotMatch(paper.output(), /secret|"(ip|remoteAddress|hostname|headers)"/)
})

test('a second start on the same folder is refused with one clear line, and the first goes on', async () => {
  const paper = run(['start', '--empty'], { data })
  const address = await paper.open()
  const second = run(['start', '--empty'], { data })
  assert.equal(await second.exited, 1)
  assert.match(second.output(), new RegExp(`^litfass: the data folder ${data} is in use already, by litfass start, process ${paper.pid}; [^\n]+\n$`))
  assert.equal((await health(address)).code, 200)
  await stopped(paper)
})

test('of two that start at once on a fresh folder one opens and the other is refused', async () => {
  const fresh = temporaryFolder()
  const both = [run(['start', '--empty'], { data: fresh }), run(['start', '--empty'], { data: fresh })]
  const opened = await Promise.any(both.map(async (paper) => ({ paper, address: await paper.open() })))
  const other = both.find((paper) => paper !== opened.paper)!
  assert.equal(await other.exited, 1)
  assert.match(other.output(), /in use already/)
  await stopped(opened.paper)
  removeFolder(fresh)
})

test('other commands use the database of a running paper, and start and stop it where none runs', async () => {
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  const beside = run(['migrate'], { data })
  assert.equal(await beside.exited, 0, beside.output())
  assert.ok(databaseProcesses(data).length > 0)
  await stopped(paper)
  const alone = run(['migrate'], { data })
  assert.equal(await alone.exited, 0, alone.output())
  assert.match(alone.output(), /The database is up to date\.\n$/)
  assert.deepEqual(databaseProcesses(data), [])
})

test('a database whose program is gone is adopted, and stopped at the end', async () => {
  const place = places(data)
  const orphan = startServer(place, identity(place))
  await until('it answers', () => connected(data).then((c) => c.end()).then(() => true, () => false))
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  assert.equal(orphan.exitCode, null)
  await stopped(paper)
  // It writes down what it holds first, which takes its time on a busy disk.
  await until('the orphan has ended', () => orphan.exitCode === 0, 60_000)
})

test('when the database dies, it is started again, and health tells both', async () => {
  const paper = run(['start', '--empty'], { data })
  const address = await paper.open()
  for (const pid of databaseProcesses(data)) process.kill(pid, 'SIGKILL')
  await until('it is noticed', () => /the database was lost/.test(paper.output()))
  await until('it is back', async () => (await fetch(`${address}/health`).then((r) => r.text())) === '{"status":"ok","database":"ok"}')
  await stopped(paper)
})

test('when the program is killed, its database ends by itself', async () => {
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  paper.signal('SIGKILL')
  await paper.exited
  await until('the database has ended', () => databaseProcesses(data).length === 0)
})

test('a dead server\'s number that another process has since does not keep the paper closed', async () => {
  // As after a restart of a container, where the same numbers are given out again.
  writeFileSync(join(data, 'postgres/postmaster.pid'), `${process.pid}\n${join(data, 'postgres')}\n1\n5432\n${join(data, 'socket')}\n\n`)
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  await stopped(paper)
})

test('SIGTERM while the paper is still being prepared ends it with status 0 as well', async () => {
  const fresh = temporaryFolder()
  const paper = run(['start', '--empty'], { data: fresh })
  await until('it has begun', () => databaseProcesses(fresh).length > 0, 60_000)
  await stopped(paper)
  assert.deepEqual(databaseProcesses(fresh), [])
  removeFolder(fresh)
})

test('however deep the data folder lies, the database starts', async () => {
  const top = temporaryFolder()
  const deep = join(top, 'a long way down'.repeat(4), 'and further'.repeat(9), 'ä'.repeat(40))
  const paper = run(['start', '--empty'], { data: deep })
  await paper.open()
  const beside = run(['migrate'], { data: deep })
  assert.equal(await beside.exited, 0, beside.output())
  await stopped(paper)
  removeFolder(places(deep).socket)
  removeFolder(top)
})

test('an ordinary user without a home can run the paper', { skip: nobodyReachesProject ? false : 'needs root, and a project folder open to all' }, async () => {
  const theirs = temporaryFolder()
  chownSync(theirs, 65_534, 65_534)
  const paper = run(['start', '--empty'], { data: theirs, as: asNobody })
  assert.equal((await health(await paper.open())).code, 200)
  await stopped(paper)
  assert.equal(statSync(join(theirs, 'postgres')).uid, 65_534)

  // What one user began, root continues without taking it away.
  const continued = run(['start', '--empty'], { data: theirs })
  await continued.open()
  await stopped(continued)
  assert.equal(statSync(join(theirs, 'postgres')).uid, 65_534)
  removeFolder(theirs)
})

test('a user without a name can run the paper, as containers have them', { skip: nobodyReachesProject ? false : 'needs root, and a project folder open to all' }, async () => {
  const theirs = temporaryFolder()
  chownSync(theirs, 54_321, 54_321)
  const paper = run(['start', '--empty'], { data: theirs, as: asUser(54_321) })
  assert.equal((await health(await paper.open())).code, 200)
  await stopped(paper)
  assert.equal(statSync(join(theirs, 'postgres')).uid, 54_321)
  removeFolder(theirs)
})

test('root can run the paper where user namespaces are forbidden', { skip: nobodyReachesProject ? false : 'needs root, and a project folder open to all' }, async () => {
  const theirs = temporaryFolder()
  const programs = temporaryFolder()
  writeFileSync(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  const env = { PATH: `${programs}:${process.env.PATH}` }
  const paper = run(['start', '--empty'], { data: theirs, env })
  await paper.open()
  await stopped(paper)
  assert.equal(statSync(join(theirs, 'postgres')).uid, 65_534)

  const hidden = join(theirs, 'hidden')
  mkdirSync(hidden, { mode: 0o700 })
  const refused = run(['start', '--empty'], { data: join(hidden, 'data'), env })
  assert.equal(await refused.exited, 1)
  assert.match(refused.output(), /^litfass: the database runs as user 65534, who cannot reach [^\n]+\n$/)
  for (const folder of [theirs, programs]) removeFolder(folder)
})

test('a data folder that cannot be written to is named in one line', { skip: nobodyReachesProject || !isRoot ? false : 'needs an ordinary user' }, async () => {
  const theirs = temporaryFolder()
  mkdirSync(join(theirs, 'closed'), { mode: 0o500 })
  const refused = run(['start', '--empty'], { data: join(theirs, 'closed'), as: isRoot ? asNobody : [] })
  assert.equal(await refused.exited, 1)
  assert.match(refused.output(), /^litfass: the data folder \S+ cannot be written to \(EACCES\); [^\n]+\n$/)
  removeFolder(theirs)
})

test('a port that is taken is named in one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const { port } = taken.address() as AddressInfo
  const paper = run(['start', '--empty'], { data, env: { PORT: String(port) } })
  assert.equal(await paper.exited, 1)
  assert.match(paper.output(), new RegExp(`^litfass: port ${port} of 127\\.0\\.0\\.1 is in use already; [^\n]+\n$`))
  taken.close()
})

test('the files of the database are made once, whole', async () => {
  const fresh = temporaryFolder()
  const place = places(fresh)
  const who = identity(place)
  mkdirSync(`${place.cluster}.making`)
  writeFileSync(join(`${place.cluster}.making`, 'PG_VERSION'), 'left behind by a start that was killed')
  prepare(place, who)
  await makeCluster(place, who)
  assert.equal(statSync(join(place.cluster, 'global/pg_control')).isFile(), true)
  removeFolder(fresh)
})
