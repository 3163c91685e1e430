// litfass restore DIR [--list] [--check] [--backup NAME] [--to FOLDER]
import { resolve } from 'node:path'
import { filesOf, finishedBackups, lockForReading } from '../backup/backup-folder.ts'
import { readBackup, readManifest, type Backup, type Manifest } from '../backup/manifest.ts'
import { checkFits, checkFree, damagesOf, putFiles, putKeyBack, restoreDatabase, type Target } from '../backup/restore.ts'
import { onTerminal, plainly, size } from '../backup/telling.ts'
import { places } from '../db/embedded-files.ts'
import { checkFiles, openFiles, type Files } from '../files/files.ts'
import { Unable } from '../unable.ts'
import type { Task } from './command.ts'

export async function restore(task: Task) {
  const { words: [dir = ''], options } = task
  if (options.list) return list(dir)
  const release = await lockForReading(dir)
  try {
    const backup = await readBackup(resolve(dir), await chosenName(dir, options.backup))
    const kept = filesOf(dir)
    if (!options.check) checkPossible(backup, task)
    await checkWhole(backup, kept)
    if (options.check) process.stdout.write(`${backup.name} is whole: ${described(backup.manifest)}.\n`)
    else await bring(backup, kept, task)
  } catch (error) {
    throw plainly(error, targetOf(task).data, 'restore')
  } finally {
    await release()
  }
}

async function list(dir: string) {
  const names = await finishedBackups(dir).catch(() => [])
  if (names.length === 0) throw new Unable(`there is no finished backup in ${dir}`)
  for (const name of names) {
    const manifest = await readManifest(resolve(dir, name)).catch(() => undefined)
    process.stdout.write(`${name}   ${manifest ? described(manifest) : 'cannot be read'}\n`)
  }
}

function described({ database, files, missing }: Manifest): string {
  const lacking = missing.length > 0 ? `, ${missing.length} that the paper lacked` : ''
  const whole = database ? `database (${size(database.bytes)}, PostgreSQL ${database.postgresql}, ${database.system})` : 'pictures only'
  return `${whole}, ${files} files of pictures${lacking}`
}

async function chosenName(dir: string, given: string | boolean | undefined): Promise<string> {
  const names = await finishedBackups(dir)
  const name = given === undefined ? names.at(-1) : names.find((one) => one === given)
  if (name !== undefined) return name
  throw new Unable(given === undefined ? `there is no finished backup in ${dir}` : `there is no backup ${given} in ${dir}; --list shows which there are`)
}

function targetOf({ config: { data, bucket }, options: { to } }: Task): Target {
  return { data: typeof to === 'string' ? resolve(to) : data, bucket }
}

/** Refuses before anything long is done. */
function checkPossible(backup: Backup, task: Task) {
  if (!backup.manifest.database) return
  if (task.config.databaseUrl) throw new Unable('this backup holds an embedded database, which a paper with DATABASE_URL does not use; run this without that setting')
  const place = places(targetOf(task).data)
  checkFits(backup, place)
  checkFree(backup, place)
}

async function checkWhole(backup: Backup, kept: Files) {
  const progress = onTerminal('sums')
  const { first, count } = await damagesOf(backup, kept, progress.at)
  progress.end()
  if (count === 0) return
  throw new Unable(`the backup ${backup.name} is damaged in ${count} place${count === 1 ? '' : 's'}, and nothing was restored: ${first.join(', ')}${count > first.length ? ' …' : ''}. Choose another one with --backup; --list shows which there are`)
}

async function bring(backup: Backup, kept: Files, task: Task) {
  const target = targetOf(task)
  await checkFiles(target, task.log)
  const [files, database] = [onTerminal('files'), onTerminal('bytes of the database')]
  if (!backup.manifest.database) {
    await putFiles(backup, { kept, to: openFiles(target, task.log) }, files.at)
    await putKeyBack(backup, target.data)
    process.stdout.write(`The ${backup.files.length} files of pictures of ${backup.name} are in their place. The database is restored with PostgreSQL’s own tools; see "Backup and restore" in docs/operations.md.\n`)
    return
  }
  await restoreDatabase(backup, { kept, target }, { files: files.at, database: database.at })
  process.stdout.write(`${backup.name} is restored into ${target.data}; start the paper as usual.\n`)
}
