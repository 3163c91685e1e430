// litfass export FILE
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { lstat, rename, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { rollWaiting } from '../../audience/archive.ts'
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { openFiles } from '../../base/files/files.ts'
import { syncFolder } from '../../base/files/sync-folder.ts'
import { printable } from '../../base/printable.ts'
import { showParts } from '../../base/progress.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { CannotExport, exportArchive } from '../archive-export.ts'
import type { Head } from '../archive-head.ts'

const onlyOwner = 0o600

export async function exportToFile(task: Task) {
  const { words: [file = ''] } = task
  if (file === '-') return exportToOutput(task)
  const there = await lstat(resolve(file)).catch(() => undefined)
  // The archive takes its place: /dev/null would be a file from then on.
  if (there && !there.isFile()) throw new Unable(`${resolve(file)} is there and is not a file; name a file, or - for the standard output`)
  const folder = workFolder(dirname(resolve(file)))
  try {
    const beside = join(folder, basename(file))
    const head = await exportTo(task, { folder, target: createWriteStream(beside, { mode: onlyOwner, flags: 'wx', flush: true }) })
    await rename(beside, resolve(file))
    await syncFolder(dirname(resolve(file)))
    const { size } = await stat(file)
    process.stdout.write(`${told(head)} in ${file}, ${(size / 1e6).toFixed(1)} MB\nIt holds readers' mail addresses: only its owner may read it (mode 600).\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function exportToOutput(task: Task) {
  if (process.stdout.isTTY) throw new Unable('an archive is not for the eye: let the output go to a file or a program')
  const folder = workFolder(tmpdir())
  try {
    const head = await exportTo(task, { folder, target: process.stdout })
    process.stderr.write(`${told(head)}\nThe archive holds readers' mail addresses: let nobody else read it.\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Readable by the owner alone, and removed also when the program is told to stop. */
function workFolder(inside: string): string {
  try {
    const folder = mkdtempSync(join(inside, '.litfass-export-'))
    for (const [signal, status] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
      process.once(signal, () => {
        rmSync(folder, { recursive: true, force: true })
        process.exit(status)
      })
    }
    return folder
  } catch (error) {
    throw new Unable(`nothing can be written to ${inside} (${codeOf(error)})`)
  }
}

async function exportTo({ config, log }: Task, { folder, target }: { folder: string; target: Writable }): Promise<Head> {
  const database = await openDatabase(config, { name: 'export', kind: 'errand' }, log)
  const shown = showParts()
  try {
    await bringUpToDate(database, log)
    // The paper is more than its figures: what cannot be read of them holds it up no longer than it takes to say so.
    await rollWaiting(database.db, { data: config.data, now: now() }).catch((error: unknown) => { log.warn({ err: error }, 'some hits wait to be taken in, and are not in the archive') })
    return await exportArchive(database.db, { files: openFiles(config, log), target, folder, progress: shown.at })
  } catch (error) {
    if (error instanceof CannotExport) throw new Unable(printable(error.message))
    if (['ENOSPC', 'EDQUOT', 'EPIPE', 'EACCES', 'EISDIR', 'EFBIG'].includes(codeOf(error))) throw new Unable(`the archive cannot be written (${codeOf(error)})`)
    throw error
  } finally {
    shown.end()
    await database.close()
  }
}

function told({ paper, lines: { articles = 0, comments = 0, readers = 0 }, pictures }: Head): string {
  const count = (n: number) => n.toLocaleString('en')
  return `${printable(paper)}: ${count(articles)} articles, ${count(comments)} comments, ${count(readers)} readers, ${count(pictures.files)} pictures`
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
