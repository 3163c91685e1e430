// Upgrade and rollback as docs/operations.md tells them: the version before this one, taken from the project's history,
// on the database that this one has brought up to date.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { project, removeFolder, run, stopped, temporaryFolder, until } from './program.ts'
import { wxr } from './wxr-makers.ts'

/** The last version that was released before this one. */
const before = 'ac2c701'
const folder = temporaryFolder()
after(() => removeFolder(folder))
const isKnown = spawnSync('git', ['cat-file', '-e', `${before}^{commit}`], { cwd: project }).status === 0

function versionBefore(): string {
  const old = join(folder, 'before')
  mkdirSync(old)
  const unpacked = spawnSync('sh', ['-c', `git archive ${before} | tar -x -C "$1"`, 'sh', old], { cwd: project, encoding: 'utf8' })
  assert.equal(unpacked.status, 0, unpacked.stderr)
  symlinkSync(join(project, 'node_modules'), join(old, 'node_modules'))
  return old
}

test('this version opens what the one before has made, that one goes on with what this has made of it, and this again', { skip: isKnown ? false : 'the version before is not in this clone' }, async () => {
  const old = versionBefore()
  const [then, now] = [{ data: join(folder, 'data'), bin: join(old, 'bin/litfass') }, { data: join(folder, 'data') }]
  await taken(1, then)
  const upgraded = run(['start'], now)
  await seen(await upgraded.open(), [1])
  await stopped(upgraded)
  await taken(2, now)

  const back = run(['start'], then)
  await seen(await back.open(), [1, 2])
  assert.doesNotMatch(back.output(), /"level":"(error|fatal)"/)
  await stopped(back)
  await taken(3, then)

  const again = run(['start'], now)
  const at = await again.open()
  await seen(at, [1, 2])
  // What the older one took in knows nothing of lists that are newer than it, until this one has caught up.
  await until('the newer lists show it', async () => seen(at, [3]).then(() => true, () => false))
  await stopped(again)
})

/** Takes over an export of one article, which one of the two versions has to write. */
async function taken(n: number, given: Parameters<typeof run>[1]) {
  const file = join(folder, `${n}.xml`)
  const comments = [{ id: n * 10, name: 'Ada', text: 'So ist es.' }, { id: n * 10 + 1, parent: n * 10, name: 'Bo', text: 'Nein.' }]
  writeFileSync(file, wxr({ items: [{ id: n, title: `Am Tor ${n}`, slug: `am-tor-${n}`, date_gmt: `2026-01-0${n} 03:04:05`, terms: ['category:sport:Sport', 'post_tag:tor:Tor'], comments }] }))
  const imported = run(['import', 'wxr', file], given)
  assert.equal(await imported.exited, 0, imported.output())
}

/** Every article is found from its section, its topic and its author, and stands there with its comments. */
async function seen(at: string, articles: number[]) {
  const text = async (path: string) => {
    const answer = await fetch(at + path)
    assert.equal(answer.status, 200, path)
    return answer.text()
  }
  const linked = (page: string, pattern: RegExp) => pattern.exec(page)?.[1] ?? assert.fail(`no ${pattern}`)
  for (const n of articles) {
    const address = linked(await text('/sport'), new RegExp(`href="(/sport/am-tor-${n}-\\d+)"`))
    const page = await text(address)
    assert.match(page, new RegExp(`Am Tor ${n}`))
    for (const kind of ['topic', 'author']) assert.match(await text(linked(page, new RegExp(`href="(/${kind}/[^"]+)"`))), new RegExp(`href="${address}"`), `${kind} of ${n}`)
    assert.match(await text(`${address}/comments`), /So ist es\.[^]*Nein\./)
  }
}
