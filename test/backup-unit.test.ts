// deploy/litfass-backup.service and its timer, as systemd reads them.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { project, removeFolder, temporaryFolder } from './program.ts'

const skip = spawnSync('systemd-analyze', ['--version']).status === 0 ? false : 'systemd-analyze is not installed'
const unit = (name: string) => readFileSync(join(project, 'deploy', name), 'utf8')

test('systemd finds nothing wrong with the backup’s unit and its timer', { skip }, () => {
  const folder = temporaryFolder()
  const paths = ['litfass-backup.service', 'litfass-backup.timer'].map((name) => {
    writeFileSync(join(folder, name), unit(name).replaceAll('/opt/litfass', project.replace(/\/$/, '')).replace(/^(User|Group)=.*$/gm, '$1=daemon'))
    return join(folder, name)
  })
  const verified = spawnSync('systemd-analyze', ['verify', '--man=no', ...paths], { encoding: 'utf8' })
  assert.deepEqual([verified.status, verified.stderr], [0, ''])
  removeFolder(folder)
})

test('the backup’s unit works on the data folder, and with the settings, of the paper’s', () => {
  const settings = (name: string) => [...unit(name).matchAll(/^(User|Group|WorkingDirectory|Environment|EnvironmentFile)=.*$/gm)].map(([line]) => line)
  assert.deepEqual(settings('litfass-backup.service'), settings('litfass.service'))
})
