// The program as its operator runs it, with a data folder of its own; for tests of starting and stopping.
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { address, places } from '../src/base/db/embedded-files.ts'

export const project = fileURLToPath(new URL('..', import.meta.url))

// What a failed test leaves running ends with its file, also where that is cut off.
const started = new Set<ChildProcess>()
const endAll = () => started.forEach((child) => child.kill('SIGKILL'))
after(endAll)
process.on('exit', endAll)

export interface Program {
  pid: number
  output(): string
  /** Its exit status; null when a signal ended it. */
  exited: Promise<number | null>
  /** The address it says it is open at. */
  open(patienceMs?: number): Promise<string>
  signal(name: NodeJS.Signals): void
}
interface Given {
  data: string
  env?: NodeJS.ProcessEnv
  as?: string[]
  /** Another version's. */
  bin?: string
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-data-'))
  chmodSync(folder, 0o755)
  return folder
}

export function run(words: string[], { data, env = {}, as = [], bin = join(project, 'bin/litfass') }: Given): Program {
  const [program = '', ...rest] = [...as, 'sh', bin, ...words]
  const child = spawn(program, rest, { env: { ...process.env, DATABASE_URL: '', DATABASE_OWNER_URL: '', PORT: '0', LITFASS_DATA: data, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  started.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { output += text })
  const exited = once(child, 'close').then(() => child.exitCode)
  return {
    pid: child.pid!, exited,
    output: () => output,
    signal: (name) => { child.kill(name) },
    async open(patienceMs = 120_000) {
      for (const begun = performance.now(); performance.now() - begun < patienceMs && child.exitCode === null;) {
        const [, address] = /the paper is open at (http:[^"\s]+)/.exec(output) ?? []
        if (address) return address
        await sleep(20)
      }
      throw new Error(`it did not open:\n${output}`)
    },
  }
}

/** Tells it to stop, and checks that it does so as it should. */
export async function stopped(program: Program) {
  const begun = performance.now()
  program.signal('SIGTERM')
  assert.equal(await program.exited, 0, program.output())
  assert.ok(performance.now() - begun < 10_000)
}

/** A connection to the paper's own database, through its data folder. */
export async function connected(data: string): Promise<Client> {
  const client = new Client({ connectionString: address(places(data), 'litfass') })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** The processes of the database in a data folder. */
export function databaseProcesses(data: string): number[] {
  const { cluster } = places(data)
  return readdirSync('/proc').map(Number).filter((pid) => pid > 0 && workingFolder(pid) === cluster)
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = 60_000) {
  for (const begun = performance.now(); !(await holds()); await sleep(25)) {
    if (performance.now() - begun > ms) throw new Error(`waited in vain until ${what}`)
  }
}

/** Removes a temporary folder, and nothing that is none: a path made from a value that is missing must not lead elsewhere. */
export function removeFolder(folder: string) {
  // Where the path of a data folder is too long for a socket, that lies in the latter.
  const temporary = [tmpdir() + sep, '/tmp/litfass-']
  if (!temporary.some((start) => resolve(folder).startsWith(start))) throw new Error(`${folder} is no temporary folder`)
  rmSync(folder, { recursive: true, force: true })
}

export const isRoot = process.geteuid?.() === 0
/** The words before a command that make it run as a user without any rights or home. */
export const asNobody = asUser(65_534)
export function asUser(uid: number): string[] {
  return ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', 'env', 'HOME=/nonexistent']
}
export const nobodyReachesProject = isRoot && spawnSync(asNobody[0]!, [...asNobody.slice(1), 'test', '-r', join(project, 'package.json')]).status === 0
