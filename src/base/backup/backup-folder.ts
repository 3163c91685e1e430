// The folder that backups are kept in:
//   files/                  what pictures consist of, shared by all backups, each under the hash of its content
//   2026-11-22T20-37-00Z/   a backup: the database, its password, the key, manifest.json, SHA256SUMS
// A backup gets its name last, so one that was cut off never has one.
import { chmod, lstat, mkdir, readdir, realpath, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { placeOf } from '../files/file-names.ts'
import { folderFiles, type Files } from '../files/files.ts'
import { syncFolder } from '../files/sync-folder.ts'
import { Unable } from '../unable.ts'
import { tryLock, type Release } from './lock.ts'
import { readBackup, readManifest } from './manifest.ts'

export interface BackupFolder {
  path: string
  files: Files
  close: Release
}

const named = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?$/
const making = '.making-'
const removing = '.removing-'
/** Marks the folder as one for backups, and is locked while something writes there. */
const mark = 'litfass-backups'
const filesName = 'files'

/** Opens the folder for writing and makes it when it is not there. What cut-off backups left there is removed. */
export async function openBackupFolder(dir: string, { data }: { data: string }): Promise<BackupFolder> {
  const path = resolve(dir)
  if (`${await realPath(path)}${sep}`.startsWith(`${await realPath(data)}${sep}`)) throw new Unable(`${dir} lies in the data folder, with which it would be lost; name a folder elsewhere, at best on another disk`)
  await makeFolder(path)
  const close = await lockOf(path)
  try {
    await clear(path)
    await mkdir(join(path, filesName), { recursive: true })
  } catch (error) {
    await close()
    throw error
  }
  return { path, files: filesOf(path), close }
}

/** What pictures consist of, for all the backups of a folder. */
export function filesOf(dir: string): Files {
  return folderFiles(join(resolve(dir), filesName))
}

/** Where a path leads, also when its last parts are not there yet. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(path) === path) throw error
    return join(await realPath(dirname(path)), basename(path))
  }
}

async function makeFolder(path: string) {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const there = await readdir(path)
  if (there.includes(mark)) return
  // What a file system keeps for itself at its top.
  if (there.some((name) => name !== 'lost+found')) throw new Unable(`${path} holds other things than backups of Litfass; name an empty folder, or one that is not there yet`)
  // Passwords and mail addresses will lie here.
  await chmod(path, 0o700)
  await writeFile(join(path, mark), 'Backups of a paper. See "Backup and restore" in docs/operations.md of Litfass.\n', { flush: true })
}

async function lockOf(path: string): Promise<Release> {
  const release = await tryLock(join(path, mark))
  if (!release) throw new Unable(`another backup or restore is at work in ${path}; wait for its end`)
  return release
}

/** Keeps backups from being made or thinned out while one is read; on a medium that cannot be written nothing can. */
export async function lockForReading(dir: string): Promise<Release> {
  const path = resolve(dir)
  const about = await lstat(join(path, mark)).catch(() => undefined)
  if (!about) throw new Unable(`there are no backups in ${dir}`)
  return lockOf(path)
}

async function clear(path: string) {
  for (const name of await readdir(path)) {
    if (name.startsWith(making) || name.startsWith(removing)) await rm(join(path, name), { recursive: true, force: true })
  }
  await rm(join(path, filesName, 'incoming'), { recursive: true, force: true })
}

/** The names of the finished backups, oldest first. */
export async function finishedBackups(dir: string): Promise<string[]> {
  const names = (await readdir(dir)).filter((name) => named.test(name))
  const [moment, nth] = [(name: string) => name.slice(0, 20), (name: string) => Number(name.slice(21))]
  return names.sort((a, b) => (moment(a) === moment(b) ? nth(a) - nth(b) : moment(a) < moment(b) ? -1 : 1))
}

export interface Unfinished {
  name: string
  folder: string
  finish(): Promise<void>
  discard(): Promise<void>
}

export async function beginBackup({ path }: BackupFolder, now: Date): Promise<Unfinished> {
  const name = await freeName(path, now.toISOString().replace(/\.\d+/, '').replaceAll(':', '-'))
  const folder = join(path, making + name)
  await mkdir(folder, { mode: 0o700 })
  const finish = async () => {
    await syncFolder(folder)
    await rename(folder, join(path, name))
    await syncFolder(path)
  }
  return { name, folder, finish, discard: () => rm(folder, { recursive: true, force: true }) }
}

async function freeName(path: string, wanted: string): Promise<string> {
  const taken = await finishedBackups(path)
  for (let n = 1, name = wanted; ; name = `${wanted}-${++n}`) if (!taken.includes(name)) return name
}

/** Removes all but the newest `keep` backups of a kind, and then the files that no backup is left to name. Answers the names of the removed. */
export async function thinOut({ path }: BackupFolder, { keep, whole }: { keep: number; whole: boolean }): Promise<string[]> {
  const all = await finishedBackups(path)
  const alike: string[] = []
  // A backup of pictures alone takes no whole one's place.
  for (const name of all) if (((await readManifest(join(path, name))).database !== null) === whole) alike.push(name)
  const old = alike.slice(0, -keep)
  if (old.length === 0) return []
  const needed = new Set<string>()
  // Before anything is removed: a backup that cannot be read stops it here.
  for (const name of all) if (!old.includes(name)) for (const file of (await readBackup(path, name)).files) needed.add(placeOf(file))
  for (const name of old) {
    await rename(join(path, name), join(path, removing + name))
    await rm(join(path, removing + name), { recursive: true })
  }
  await removeUnnamed(join(path, filesName), needed)
  return old
}

async function removeUnnamed(folder: string, needed: Set<string>, below = '') {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const place = below ? `${below}/${entry.name}` : entry.name
    if (!entry.isDirectory()) {
      if (!needed.has(place)) await rm(join(folder, place))
      continue
    }
    await removeUnnamed(folder, needed, place)
    // Fails while something lies in it.
    await rmdir(join(folder, place)).catch(() => {})
  }
}
