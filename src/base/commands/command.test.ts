import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { symlinkSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { projectFolder } from '../config.ts'

const program = join(projectFolder, 'bin/litfass')

function litfass(words: string[], { env = {}, path = program }: { env?: NodeJS.ProcessEnv; path?: string } = {}) {
  const { status, stdout, stderr } = spawnSync('sh', [path, ...words], { env: { ...process.env, ...env }, encoding: 'utf8', cwd: '/' })
  return { status, stdout, stderr }
}

test('litfass lists its commands with one line each, and --help behind each tells more', () => {
  const { status, stdout } = litfass(['--help'])
  assert.equal(status, 0)
  const names = [...stdout.matchAll(/^ {2}([a-z]+(?: [a-z]+)?)\b.*? {3}\S.*\.$/gm)].map(([, name]) => name ?? '')
  assert.deepEqual(names, ['start', 'web', 'work', 'migrate', 'import wxr', 'import logs', 'import audience', 'wire', 'export', 'import archive', 'generate supporters', 'generate', 'staff add', 'staff reset', 'ledger check', 'reseal', 'token add', 'token remove', 'token list', 'totals verify', 'backup', 'restore'])
  for (const name of names) {
    const help = litfass([...name.split(' '), '--help'])
    assert.equal(help.status, 0)
    assert.match(help.stdout, new RegExp(`^Usage: litfass ${name}`))
  }
})

test('a command that does not exist, and words or options a command does not know, end with one line and status 2', () => {
  assert.deepEqual(litfass(['strat']), { status: 2, stdout: '', stderr: 'litfass: there is no command "strat"; see litfass --help\n' })
  for (const words of [['start', 'now'], ['start', '--nothing'], ['import', 'wxr']]) {
    const { status, stderr } = litfass(words)
    assert.equal(status, 2)
    assert.match(stderr, /^litfass: [^\n]+; see litfass \w+( wxr)? --help\n$/)
  }
})

test('a wrong setting ends the start with one line and status 1', () => {
  const { status, stdout, stderr } = litfass(['start'], { env: { PORT: 'eighty' } })
  assert.deepEqual({ status, stdout, stderr }, { status: 1, stdout: '', stderr: 'litfass: PORT should be a port number from 0 to 65535; see docs/operations.md\n' })
})

test('the command works through a link, as npm makes one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-link-'))
  const link = join(folder, 'litfass')
  symlinkSync(program, link)
  assert.equal(litfass(['--help'], { path: link }).status, 0)
  rmSync(folder, { recursive: true })
})
