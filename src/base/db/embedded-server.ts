// The processes of the embedded PostgreSQL: made, started, stopped.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, openSync, closeSync, readdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Unable } from '../unable.ts'
import type { Identity, Places } from './embedded-files.ts'

/** A server that this program may stop: its own child, or one whose program died. */
export interface Server { pid: number; child: ChildProcess | null }

// Small, for a paper on a small machine; what is written again and again, as figures are, goes whole into the log after each checkpoint, so these are not many, and such pages are packed. Neither statements nor the details of errors are logged: both may hold readers' data.
const settings = [
  'listen_addresses=', 'shared_buffers=32MB', 'max_connections=40', 'jit=off', 'max_wal_size=256MB', 'checkpoint_timeout=15min', 'wal_compression=on', 'io_method=sync',
  'log_min_error_statement=panic', 'log_error_verbosity=terse',
]
/** The exit status of a server that found the folder taken. */
export const busyStatus = 75
const logBytes = 1024 * 1024

/** Makes the database's files, unless they are there. Under another name until they are whole. */
export async function makeCluster(place: Places, who: Identity) {
  removeUnfinished(place)
  if (existsSync(place.cluster)) return
  // A new name each time: where a program was killed, what it had started may still be writing under the last one.
  const making = mkdtempSync(unfinished(place))
  chownSync(making, who.uid, who.gid)
  const output = openSync(place.log, 'a')
  const words = ['-D', making, '-U', 'litfass', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-A', 'scram-sha-256', `--pwfile=${place.password}`, '-T', 'german', '--no-instructions']
  const child = launch([...who.as, 'setpriv', '--pdeathsig=KILL', join(place.native, 'bin/initdb'), ...words], place, output)
  closeSync(output)
  const status = await ended(child)
  if (status !== 0) throw new Unable(`the database could not be made in ${place.cluster}: ${lastWord(place)}`)
  renameSync(making, place.cluster)
}

function unfinished({ cluster }: Places): string {
  return `${cluster}.making-`
}

function removeUnfinished(place: Places) {
  for (const name of readdirSync(place.folder)) {
    const path = join(place.folder, name)
    if (!path.startsWith(unfinished(place))) continue
    try {
      rmSync(path, { recursive: true, force: true })
    } catch { /* still being written to: the next start removes it */ }
  }
}

/**
 * Starts the server. It holds a lock on the data folder that dies with the last of its processes, which keeps a second
 * one away even from another container; and it shuts itself down when this program is killed.
 */
export function startServer(place: Places, who: Identity): ChildProcess {
  if (existsSync(place.log) && statSync(place.log).size > logBytes) truncateSync(place.log)
  const output = openSync(place.log, 'a')
  const server = [join(place.native, 'bin/postgres'), '-D', place.cluster, '-k', place.socket, ...settings.flatMap((s) => ['-c', s])]
  const child = launch(['flock', '--nonblock', '--no-fork', '-E', String(busyStatus), place.serving, ...who.as, 'setpriv', '--pdeathsig=INT', ...server], place, output)
  closeSync(output)
  return child
}

function launch([program = '', ...words]: string[], place: Places, output: number): ChildProcess {
  const { cluster, native, libraries } = place
  // Only what it needs: PG… of the environment would change what it does.
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: process.env.TZ, LD_LIBRARY_PATH: `${libraries}:${native}/lib`, PG_GRANDPARENT_PID: strangerWithItsNumber(cluster) }
  // In a session of its own: Ctrl-C on the terminal is for the program, which then stops the server.
  return spawn(program, words, { env, stdio: ['ignore', output, output], detached: true })
}

/**
 * After a crash, postmaster.pid still names the dead server; when its number has gone to another process since, as it
 * easily does in a container, the server would refuse to start for good. PostgreSQL lets one number be named that is
 * known not to be a server; its other safeguard, the shared memory, still holds.
 */
function strangerWithItsNumber(cluster: string): string | undefined {
  const pid = recordedServer(cluster)?.pid
  const folder = pid === undefined ? undefined : workingFolder(pid)
  return folder === undefined || folder === cluster ? undefined : String(pid)
}

/** What postmaster.pid says, whether that server lives or not; `started` in seconds since 1970. */
export function recordedServer(cluster: string): { pid: number; started: number } | undefined {
  try {
    const [pid, , started] = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n').map(Number)
    return pid && started ? { pid, started } : undefined
  } catch {
    return undefined
  }
}

/** A server always works in its own folder. */
function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is kept. After eight seconds, harder. */
export async function stopServer({ pid, child }: Server) {
  const running = () => (child ? child.exitCode === null && child.signalCode === null : isAlive(pid))
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (running()) process.kill(pid, signal)
    for (let waited = 0; running() && waited < 8_000; waited += 20) await sleep(20)
  }
}

/** The exit status, or null when a signal ended it. */
export async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await Promise.race([once(child, 'exit'), once(child, 'error')])
  return child.exitCode
}

/** Why the server gave up, in its own words; for the operator, who sees one line. */
export function lastWord({ log }: Places): string {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? ''
}
