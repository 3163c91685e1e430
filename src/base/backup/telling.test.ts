import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainly } from './telling.ts'

test('a full disk is told by the folder that is full, and nobody is led to throw backups away while restoring', () => {
  const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' })
  assert.match(String(plainly(full, '/mnt/backups', 'backup')), /\/mnt\/backups is full\..*--keep/)
  const restoring = String(plainly(full, '/srv/data', 'restore'))
  assert.match(restoring, /\/srv\/data is full\..*Make room there/)
  assert.doesNotMatch(restoring, /--keep/)
})
