// deploy/litfass.service: what systemd says of it, and its command run as it would run it, as far as that goes without systemd.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { nobodyReachesProject, project, removeFolder, run, stopped, temporaryFolder } from './program.ts'

const folder = temporaryFolder()
after(() => removeFolder(folder))
const unit = readFileSync(join(project, 'deploy/litfass.service'), 'utf8').replaceAll('/opt/litfass', project.replace(/\/$/, ''))
const analyze = spawnSync('systemd-analyze', ['--version']).status === 0

test('systemd finds nothing wrong with the unit, and little exposed', { skip: analyze ? false : 'systemd-analyze is not installed' }, () => {
  const file = join(folder, 'litfass.service')
  writeFileSync(file, unit.replace(/^(User|Group)=.*$/gm, '$1=daemon'))
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
  assert.deepEqual([verified.status, verified.stderr], [0, ''])
  const rated = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], { encoding: 'utf8' })
  assert.equal(rated.status, 0, rated.stdout)
})

test('the unit\'s command runs as a user without any right, in a project it cannot write to', { skip: nobodyReachesProject ? false : 'needs root, and a project folder open to all' }, async () => {
  const [, command = '', words = ''] = /^ExecStart=(\S+) (.*)$/m.exec(unit) ?? []
  assert.equal(command, join(project, 'bin/litfass'))
  assert.ok(statSync(command).mode & 0o001)
  const env: Record<string, string> = {}
  for (const [, pairs = ''] of unit.matchAll(/^Environment=(.*)$/gm)) {
    for (const pair of pairs.split(' ')) {
      const [name = '', value = ''] = pair.split('=')
      env[name] = value.replace('/var', join(folder, 'var'))
    }
  }
  for (const part of ['var', 'var/lib', 'var/cache', 'var/lib/litfass', 'var/cache/litfass']) {
    mkdirSync(join(folder, part))
    chownSync(join(folder, part), 65_534, 65_534)
  }
  const as = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', '--bounding-set=-all', '--inh-caps=-all', 'env', '-i', 'PATH=/usr/local/bin:/usr/bin:/bin', 'PORT=0', ...Object.entries(env).map(([name, value]) => `${name}=${value}`)]
  const paper = run([...words.split(' '), '--empty'], { data: env.LITFASS_DATA ?? '', as })
  const at = await paper.open()
  assert.equal((await fetch(at)).status, 200)
  const healthy = (PORT: string) => spawnSync('sh', [join(project, 'deploy/healthy')], { env: { PATH: process.env.PATH, PORT } }).status
  assert.deepEqual([healthy(new URL(at).port), healthy('1')], [0, 1])
  await stopped(paper)
  assert.ok(statSync(join(folder, 'var/cache/litfass/tsx')).isDirectory())
})
