// Runs the tests on a PostgreSQL of their own: all of them, the files named, or with --chaos the long ones.
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { Client } from 'pg'
import { openEmbedded } from '../src/base/db/embedded.ts'

// The long files come first: begun last, one of them would run on alone.
const all = ['test/{browser,lighthouse}/*.test.ts', 'test/*.test.ts', 'src/**/*.test.{ts,tsx}']
const chaos = ['test/chaos/**/*.test.ts']

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const long = process.argv.includes('--chaos')
const patterns = named.length > 0 ? named : long ? chaos : all
const files = patterns.flatMap(filesOf)

const folder = mkdtempSync(join(tmpdir(), 'litfass-test-'))
const database = await openEmbedded(folder, { name: 'test', kind: 'errand' })
await forgetful(database.ownerUrl)
Object.assign(process.env, { TEST_DATABASE_URL: database.url, TEST_DATABASE_OWNER_URL: database.ownerUrl, TEST_DEMONSTRATION: join(folder, 'demonstration') })
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())
const running = run({ files, concurrency: 2, signal: stopping.signal, ...(long ? {} : { timeout: 240_000 }) })
running.on('test:fail', ({ todo }) => { if (todo === undefined || todo === false) process.exitCode = 1 })
running.compose(spec).pipe(process.stdout)
await once(running, 'end')
await database.close()
rmSync(folder, { recursive: true })

function filesOf(pattern: string): string[] {
  const found = globSync(pattern).sort()
  if (found.length === 0) throw new Error(`there is no file ${pattern}`)
  return found
}

/** Nothing in this database must survive a loss of power: it waits for no disk, least of all when a test's database is dropped. */
async function forgetful(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  await client.query('alter system set fsync = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}
