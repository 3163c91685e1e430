// Runs the tests on a PostgreSQL of their own: all of them with types beside them, the files named, or with --chaos the long ones.
import { spawn } from 'node:child_process'
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { Client } from 'pg'
import { openEmbedded } from '../src/base/db/embedded.ts'

// The first fills the demonstration, which the others in a browser find there when it is their turn. Small files come last, so
// that all end together: a long one begun last would run on alone.
const longest = ['browser/comfort', 'every-route', 'archive', 'sealed', 'browser/desk', 'browser/editor', 'browser/giving'].map((name) => `test/${name}.test.ts`)
const all = [...longest, 'test/*.test.ts', 'test/{browser,lighthouse}/*.test.ts', 'src/**/*.test.{ts,tsx}']
// Besides the long ones those of which `npm test` does a share (test/share.ts).
const chaos = ['test/chaos/**/*.test.ts', 'test/every-route.test.ts', 'test/browser/{comfort,desk,fronts,pictures,reading}.test.ts']

/** What the files of a group share, and how many there are in one: enough groups must be there for all to end together. */
const [shared, inGroup] = [['test/house.ts', 'test/rolled-back.ts'], 20]

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const long = process.argv.includes('--chaos')
const patterns = named.length > 0 ? named : long ? chaos : all
// One checker alone takes half the work of four that share it out; what files have not changed since is in `.cache`.
const types = named.length === 0 && !long ? spawn(process.execPath, ['node_modules/typescript/bin/tsc', '--checkers', '1'], { stdio: 'inherit' }) : undefined
const typesEnded = types && once(types, 'exit')

// What tests leave behind goes with it.
const folder = mkdtempSync(join((!long && !named.some((name) => name.startsWith('bench/')) && roomInMemory()) || tmpdir(), 'litfass-test-'))
process.env.TMPDIR = join(folder, 'tmp')
for (const name of ['tmp', 'made']) mkdirSync(join(folder, name))
// As those that they work as need it: some start the paper as a user without rights.
chmodSync(folder, 0o755)
chmodSync(process.env.TMPDIR, 0o1777)
const files = inGroups([...new Set(patterns.flatMap(filesOf))])
const database = await openEmbedded(folder, { name: 'test', kind: 'errand' })
await forgetful(database.ownerUrl)
if (long) process.env.TEST_WHOLE = '1'
// What no test and no file takes on the busiest of machines; whatever does hangs, and must not hold up the others.
const minutes = long ? { test: 100, file: 120 } : { test: 6, file: 10 }
process.env.TEST_MINUTES = String(minutes.file)
Object.assign(process.env, { TEST_DATABASE_URL: database.url, TEST_DATABASE_OWNER_URL: database.ownerUrl, TEST_MADE: join(folder, 'made') })
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())
// One more than a small machine has cores: each often waits for its database or its browser.
const running = run({ files, concurrency: long ? 1 : 3, signal: stopping.signal, timeout: minutes.test * 60_000, execArgv: ['--import', resolve('test/ending.ts')] })
running.on('test:fail', ({ todo }) => { if (todo === undefined || todo === false) process.exitCode = 1 })
running.compose(spec).pipe(process.stdout)
await once(running, 'end')
await database.close()
if (typesEnded && (await typesEnded)[0] !== 0) {
  process.stdout.write('✖ the types are wrong; see above\n')
  process.exitCode = 1
}
// Databases whose programs were killed may still be ending.
rmSync(folder, { recursive: true, maxRetries: 5, retryDelay: 1_000 })

/** To make a database there takes half of what it takes on a disk. No test cuts the power; that hits wait for a disk is traced. */
function roomInMemory(): string | undefined {
  const [there, most] = ['/dev/shm', 4 * 2 ** 30]
  try {
    const { bavail, bsize } = statfsSync(there)
    const isForPrograms = !/ \/dev\/shm \S+ \S*noexec/.test(readFileSync('/proc/mounts', 'utf8'))
    return bavail * bsize > most && isForPrograms ? there : undefined
  } catch {
    return undefined
  }
}

function filesOf(pattern: string): string[] {
  const found = globSync(pattern).sort()
  if (found.length === 0) throw new Error(`there is no file ${pattern}`)
  return found
}

/**
 * To read the paper's code takes most of the time of most files. Those whose tests are rolled back leave nothing behind, nor do those
 * that test a rule, so groups of them share a process and a database; each file is a suite of its own, with its own hooks.
 */
function inGroups(files: string[]): string[] {
  const together = files.filter((file) => file.startsWith('src/') && (isRolledBack(readFileSync(file, 'utf8')) || isOfRules(file)))
  const count = Math.ceil(together.length / inGroup)
  const groups = Array.from({ length: count }, (_, n) => {
    const group = join(folder, `group-${n + 1}.mjs`)
    const suites = together.filter((_, i) => i % count === n).map((file) => `suite('${file}', () => import('${resolve(file)}'))`)
    // What files share is imported first, outside of any suite: its own hooks hold for the whole group.
    writeFileSync(group, ["import { suite } from 'node:test'", ...shared.map((file) => `import '${resolve(file)}'`), ...suites].join('\n'))
    return group
  })
  const others = files.filter((file) => !together.includes(file))
  return [...others.filter((file) => !file.startsWith('src/')), ...groups, ...others.filter((file) => file.startsWith('src/'))]
}

/** An archive also tells how far numbers have been given out, and those that a test has taken stay taken: whoever looks there begins anew. */
function isRolledBack(source: string): boolean {
  return /\/(house|rolled-back)\.ts'/.test(source) && !/\/archives\.ts'/.test(source)
}

/** It needs nothing to test with, and is none of those below `base` that listen, write files and change what is global. */
function isOfRules(file: string): boolean {
  return !file.startsWith('src/base/') && !/\/test\/|process\.env|globalThis/.test(readFileSync(file, 'utf8'))
}

/** Nothing in this database must survive a loss of power: it waits for no disk, least of all when a test's database is made or dropped. */
async function forgetful(connectionString: string) {
  const client = new Client({ connectionString })
  await client.connect()
  for (const setting of ['fsync = off', 'full_page_writes = off']) await client.query(`alter system set ${setting}`)
  // The program gives this with its command, which no file of settings overrules. Each copy of a database is written into the log.
  await client.query('alter role all set wal_compression = off')
  await client.query('select pg_reload_conf()')
  await client.end()
}
