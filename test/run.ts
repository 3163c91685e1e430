// Runs the tests on a PostgreSQL of their own: all of them, the files named, or with --chaos the long ones.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../src/base/db/embedded.ts'

// Node finds no .tsx test by itself, and says nothing about it.
const all = ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}', 'test/browser/**/*.test.{ts,tsx}', 'test/lighthouse/*.test.ts']
const chaos = ['test/chaos/**/*.test.ts']

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const long = process.argv.includes('--chaos')
const files = named.length > 0 ? named : long ? chaos : all

const folder = mkdtempSync(join(tmpdir(), 'litfass-test-'))
const database = await openEmbedded(folder, { name: 'test', kind: 'errand' })
const env = { ...process.env, TEST_DATABASE_URL: database.url, TEST_DEMONSTRATION: join(folder, 'demonstration') }
const runner = spawn(process.execPath, [...process.execArgv, '--test', '--test-concurrency=2', ...(long ? [] : ['--test-timeout=240000']), '--test-reporter=spec', ...files], { env, stdio: 'inherit' })
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => runner.kill(signal))
await once(runner, 'exit')
await database.close()
rmSync(folder, { recursive: true })
process.exit(runner.exitCode ?? 1)
