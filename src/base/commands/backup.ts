// litfass backup DIR [--keep N] [--pictures]
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openBackupFolder, thinOut, type BackupFolder } from '../backup/backup-folder.ts'
import { keepBackup, type Kept } from '../backup/backup.ts'
import { onTerminal, plainly, size } from '../backup/telling.ts'
import { connect, type Db } from '../db/db.ts'
import { places } from '../db/embedded-files.ts'
import { openDatabase } from '../db/open.ts'
import { checkFiles, openFiles, type FileName } from '../files/files.ts'
import { keyFile } from '../secrets/key-file.ts'
import { now } from '../time.ts'
import { Unable } from '../unable.ts'
import type { Task } from './command.ts'

/** `names`: the files that the database names. */
export async function backup(task: Task, names: (db: Db) => Promise<FileName[]>) {
  const { config, words: [dir = ''], options } = task
  const keep = keepNumber(options.keep)
  checkKind(task)
  const folder = await openBackupFolder(dir, config).catch((error: unknown) => { throw plainly(error, dir, 'backup') })
  try {
    const kept = await keptOf(task, folder, names)
    const removed = keep === undefined ? [] : await thinOut(folder, { keep, whole: !config.databaseUrl })
    tell(kept, { folder, removed, pictures: options.pictures === true })
  } catch (error) {
    throw plainly(error, dir, 'backup')
  } finally {
    await folder.close()
  }
}

function keepNumber(given: string | boolean | undefined): number | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'string' && /^[1-9]\d{0,5}$/.test(given)) return Number(given)
  throw new Unable('--keep should be a whole number, 1 or more: how many backups are kept')
}

function checkKind({ config: { data, databaseUrl }, options }: Task) {
  if (!databaseUrl && options.pictures) throw new Unable('--pictures is for papers with an outside database (DATABASE_URL); a backup of this one is always whole')
  // Opening it would make an empty one.
  if (!databaseUrl && !existsSync(join(data, 'postgres'))) throw new Unable(`there is no paper in ${data}; see LITFASS_DATA in docs/operations.md`)
}

async function keptOf({ config, log }: Task, folder: BackupFolder, names: (db: Db) => Promise<FileName[]>): Promise<Kept> {
  await checkFiles(config, log)
  const opened = await openDatabase(config, { name: 'backup', kind: 'errand' }, log)
  const progress = onTerminal('files')
  // The owner's word: a version that has not opened the paper yet makes a backup before it does.
  const { db } = connect({ connectionString: opened.ownerUrl, application_name: 'litfass backup' })
  try {
    const database = config.databaseUrl ? null : { url: opened.ownerUrl, password: places(config.data).password }
    return await keepBackup(folder, { database, key: keyFile(config.data), files: openFiles(config, log), names: () => names(db), progress: progress.at }, now)
  } finally {
    progress.end()
    await db.destroy()
    await opened.close()
  }
}

function tell({ name, manifest: { database, files, missing }, added }: Kept, { folder, removed, pictures }: { folder: BackupFolder; removed: string[]; pictures: boolean }) {
  const ofFiles = `${files} files of pictures (${added.files} new, ${size(added.bytes)})`
  if (database) process.stdout.write(`The backup ${name} in ${folder.path} is complete: the database (${size(database.bytes)}) and ${ofFiles}.\n`)
  if (removed.length > 0) process.stdout.write(`Removed: ${removed.join(', ')}.\n`)
  if (missing.length > 0) {
    const some = missing.length > 5 ? `${missing.slice(0, 5).join(', ')} and ${missing.length - 5} more` : missing.join(', ')
    process.stderr.write(`litfass: the paper itself lacks files that its database names, or has them damaged; an earlier backup may have them: ${some}\n`)
  }
  if (database) return
  const where = `The database of DATABASE_URL is not in it: PostgreSQL’s own tools keep that; see "Backup and restore" in docs/operations.md.`
  if (!pictures) throw new Unable(`${name} in ${folder.path} holds only the pictures: ${ofFiles}. ${where} With --pictures this is taken as known, and is no failure`)
  process.stdout.write(`The pictures are kept as ${name} in ${folder.path}: ${ofFiles}. ${where}\n`)
}
