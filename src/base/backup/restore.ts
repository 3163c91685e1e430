// A restore puts a backup's database and files into an empty data folder. It writes into a folder `restoring` in there and
// renames last; as long as that folder is there, the paper cannot be opened, and the restore can be run again.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { identity, places, type Places } from '../db/embedded-files.ts'
import { placeOf } from '../files/file-names.ts'
import { contentHash, openFiles, type FileName, type Files } from '../files/files.ts'
import { syncFolder } from '../files/sync-folder.ts'
import type { Progress } from '../progress.ts'
import { keyFile, keyName, putKey } from '../secrets/key-file.ts'
import { Unable } from '../unable.ts'
import { eachFile } from './each-file.ts'
import { tryLock } from './lock.ts'
import { databaseName, fileSum, hashOf, passwordName, system, type Backup } from './manifest.ts'
import { unpackDatabase } from './unpack.ts'

export interface Target {
  data: string
  bucket?: Parameters<typeof openFiles>[0]['bucket']
}

/** What is put into place, the last of them last: with it the folder holds a paper. A backup from before there were keys, or of a paper that was given one, has none. */
function partsOf({ own }: Pick<Backup, 'own'>) {
  return ['files', 'password', ...(own.has(keyName) ? [keyName] : []), 'postgres']
}

/** The first damaged or missing things of a backup, and how many there are in all. */
export async function damagesOf(backup: Backup, kept: Files, progress: Progress['at']): Promise<{ first: string[]; count: number }> {
  const damaged: string[] = []
  const total = backup.own.size + backup.files.length
  let done = 0
  for (const [path, hash] of backup.own) {
    if (await fileSum(join(backup.folder, path)).catch(() => '') !== hash) damaged.push(path)
    progress(++done, total)
  }
  for (const name of backup.files) {
    if (!(await wholeFile(kept, name))) damaged.push(name)
    progress(++done, total)
  }
  return { first: damaged.slice(0, 5), count: damaged.length }
}

async function wholeFile(kept: Files, name: FileName): Promise<Buffer | undefined> {
  const bytes = await kept.read(name)
  return bytes && contentHash(bytes) === hashOf(name) ? bytes : undefined
}

/** Whether this program can open the backup's database. Throws Unable where it cannot. */
export function checkFits({ manifest: { database } }: Backup, { native }: Places) {
  if (!database) return
  const { version } = JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }
  const advice = 'Open it with a Litfass as it was made by, there write `npx litfass export FILE.tar`, and here take that over with `npx litfass import archive FILE.tar`.'
  if (database.system !== system) throw new Unable(`the backup’s database was written on ${database.system} and cannot be read on ${system}. ${advice}`)
  if (Number.parseInt(database.postgresql, 10) !== Number.parseInt(version, 10)) throw new Unable(`the backup’s database was written by PostgreSQL ${database.postgresql} and cannot be read by ${version}. ${advice}`)
}

/** Throws Unable where a paper is, runs, or something else lies where the backup would go. */
export function checkFree(backup: Backup, place: Places) {
  if (existsSync(place.restoring)) return
  const taken = partsOf(backup).find((part) => existsSync(join(place.folder, part)))
  if (!taken) return
  if (isServed(place)) throw new Unable(`the paper in ${place.folder} is running; stop it first`)
  throw new Unable(`${place.folder} is not empty: ${taken} lies in it. Move it aside (mv ${place.folder} ${place.folder}.old) and run this again, or name another folder with --to`)
}

function isServed({ serving }: Places): boolean {
  return existsSync(serving) && spawnSync('flock', ['--nonblock', serving, 'true']).status === 1
}

/** To be called again when it was cut off; what it had begun is thrown away then. */
export async function restoreDatabase(backup: Backup, { kept, target }: { kept: Files; target: Target }, progress: { files: Progress['at']; database: Progress['at'] }) {
  const place = places(target.data)
  const release = await begin(backup, place)
  try {
    if (target.bucket) await putFiles(backup, { kept, to: openFiles(target) }, progress.files)
    else await stageFiles(backup, { kept, folder: join(place.restoring, 'files') }, progress.files)
    const archive = join(backup.folder, databaseName)
    const size = statSync(archive).size
    await unpackDatabase(archive, join(place.restoring, 'postgres'), (bytes) => progress.database(bytes, size))
    await copyFile(join(backup.folder, passwordName), join(place.restoring, 'password'))
    if (backup.own.has(keyName)) await copyFile(join(backup.folder, keyName), join(place.restoring, keyName))
    await settle(place)
    for (const part of partsOf(backup)) if (existsSync(join(place.restoring, part))) await rename(join(place.restoring, part), join(place.folder, part))
    await syncFolder(place.folder)
    await rmdir(place.restoring)
  } finally {
    await release()
  }
}

async function begin(backup: Backup, place: Places) {
  // A start holds this lock while it looks whether a paper is there.
  const opening = await tryLock(place.opening)
  if (!opening) throw new Unable(`${place.folder} is being opened by another program`)
  try {
    checkFree(backup, place)
    await mkdir(place.restoring, { recursive: true, mode: 0o700 })
  } finally {
    await opening()
  }
  const release = await tryLock(place.restoring)
  if (!release) throw new Unable(`another restore into ${place.folder} is at work`)
  // Only a restore that was cut off can have put these there. Out of their places first, lest half of one stays in it.
  for (const part of partsOf(backup)) {
    const [from, aside] = [join(place.folder, part), join(place.restoring, `old-${part}`)]
    await rm(join(place.restoring, part), { recursive: true, force: true })
    if (existsSync(from)) await rename(from, aside)
    await rm(aside, { recursive: true, force: true })
  }
  return release
}

/** Puts the backup's key into the data folder of a paper that has none. */
export async function putKeyBack(backup: Backup, data: string) {
  if (!backup.own.has(keyName) || existsSync(keyFile(data))) return
  await putKey(data, await readFile(join(backup.folder, keyName), 'utf8'))
}

/** Puts the backup's files where they are missing. */
export function putFiles({ files }: Backup, { kept, to }: { kept: Files; to: Files }, progress: Progress['at']) {
  return eachFile(files, progress, async (name) => {
    if (!(await to.has(name))) await to.put(name, await read(kept, name))
  })
}

/** Without making each of them durable, which `settle` does for all at once. */
function stageFiles({ files }: Backup, { kept, folder }: { kept: Files; folder: string }, progress: Progress['at']) {
  return eachFile(files, progress, async (name) => {
    const place = join(folder, placeOf(name))
    await mkdir(dirname(place), { recursive: true })
    await writeFile(place, await read(kept, name))
  })
}

async function read(kept: Files, name: FileName): Promise<Buffer> {
  const bytes = await wholeFile(kept, name)
  if (!bytes) throw new Unable(`${name} is damaged in the backup`)
  return bytes
}

/** Gives what was written to whom it will belong, and makes it durable. */
async function settle(place: Places) {
  const about = statSync(place.folder)
  const who = identity(place)
  if (process.geteuid?.() === 0) {
    // A folder that a user began stays that user's.
    run('chown', ['-R', `${about.uid}:${about.gid}`, place.restoring, place.opening])
    if (about.uid === 0 && who.uid !== 0) run('chown', ['-R', `${who.uid}:${who.gid}`, join(place.restoring, 'postgres'), join(place.restoring, 'password')])
  }
  // One call for the whole file system: far quicker than one for each of a database's thousand files.
  run('sync', ['--file-system', place.restoring])
}

function run(program: string, words: string[]) {
  const { status, stderr, error } = spawnSync(program, words, { encoding: 'utf8' })
  if (status !== 0) throw new Unable(`${program} failed: ${error?.message ?? stderr.trim()}`)
}
