import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { killedWhileTaking, makeArchive, said, sameFile, samePaper } from './moving.ts'
import { prepared } from './prepared.ts'
import { project, removeFolder, run, stopped } from './program.ts'

let archive = ''
before(async () => { archive = await makeArchive({ seed: 5, deeds: 120 }) })
after(() => { if (archive) removeFolder(dirname(archive)) })

test('a running paper is exported, and a running empty one filled with it shows it at once', async () => {
  const [here, there] = [await prepared(), await prepared()]
  assert.match(await said(['import', 'archive', archive], { data: here }), /Blatt .* is here/)
  // Not filled with the demonstration: something stands in it.
  const paper = run(['start'], { data: here })
  assert.match(await fetch(await paper.open()).then((r) => r.text()), /Das Depot zieht um/)
  const moved = join(here, 'moved.tar')
  assert.match(await said(['export', moved], { data: here }), /articles, \d+ comments, \d+ readers, 2 pictures in .*\n.*mail addresses: only its owner may read it/)
  assert.ok(await samePaper(archive, moved))
  assert.equal(statSync(moved).mode & 0o777, 0o600)
  assert.match(await said(['import', 'archive', moved], { data: here, status: 1 }), /^litfass: the paper is not empty: it holds .*\n$/m)

  const empty = run(['start', '--empty'], { data: there })
  const address = await empty.open()
  assert.doesNotMatch(await fetch(address).then((r) => r.text()), /Das Depot zieht um/)
  await said(['import', 'archive', archive], { data: there })
  assert.match(await fetch(address).then((r) => r.text()), /Das Depot zieht um/)
  await Promise.all([stopped(paper), stopped(empty)])

  const out = spawnSync('sh', [join(project, 'bin/litfass'), 'export', '-'], { env: { ...process.env, DATABASE_URL: '', LITFASS_DATA: there }, maxBuffer: 1e8 })
  writeFileSync(moved, out.stdout)
  assert.ok(await samePaper(archive, moved), out.stderr.toString())
  const full = spawnSync('sh', ['-c', `sh "${project}/bin/litfass" export - > /dev/full`], { env: { ...process.env, DATABASE_URL: '', LITFASS_DATA: there }, encoding: 'utf8' })
  assert.deepEqual([full.status, /litfass: the archive cannot be written \(ENOSPC\)\n$/.test(full.stderr)], [1, true], full.stderr)
  for (const folder of [here, there]) removeFolder(folder)
})

// On a busy machine the kill may come after the last row.
test('an import that is killed leaves an empty paper or the whole one, and the empty one can be filled again', async () => {
  const data = await prepared()
  await killedWhileTaking(archive, { data, after: 100 })
  const left = await said(['export', join(data, 'left.tar')], { data })
  if (/: 0 articles, 0 comments, 0 readers, 0 pictures/.test(left)) await said(['import', 'archive', archive], { data })
  await said(['export', join(data, 'again.tar')], { data })
  assert.ok(sameFile(archive, join(data, 'again.tar')))
  removeFolder(data)
})

test('a wrong file is told in one line', async () => {
  const data = await prepared()
  assert.match(await said(['import', 'archive', join(project, 'package.json')], { data, status: 1 }), /litfass: .*package\.json: it is not an archive in the format tar, or it is cut off .*; nothing was taken in\n$/)
  assert.match(await said(['export', '/nonexistent/file.tar'], { data, status: 1 }), /litfass: nothing can be written to \/nonexistent \(ENOENT\)\n$/)
  for (const noFile of [project, '', '/dev/null']) assert.match(await said(['export', noFile], { data, status: 1 }), /^litfass: .* is there and is not a file; name a file, or - for the standard output\n$/)
  removeFolder(data)
})
