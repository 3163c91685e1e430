// litfass import wxr FILE [--media FOLDER] [--report FILE]
import { stat, writeFile } from 'node:fs/promises'
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { afterBulkWork } from '../../base/db/upkeep.ts'
import { openFiles } from '../../base/files/files.ts'
import { showParts } from '../../base/progress.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { reportText } from '../import-report.ts'
import { WxrRefused } from '../wxr-file.ts'
import { importWxr } from '../wxr-import.ts'

export async function importWxrFile({ config, log, words: [file = ''], options: { media, report } }: Task) {
  const size = await sizeOf(file)
  const folder = typeof media === 'string' ? await folderOf(media) : undefined
  const database = await openDatabase(config, { name: 'import wxr', kind: 'errand' }, log)
  const shown = showParts()
  const megabytes = (bytes: number) => Math.round(bytes / 1e6)
  try {
    await bringUpToDate(database, log)
    const progress = (walk: string, bytes: number) => shown.at(`MB ${walk}`, megabytes(bytes), megabytes(size))
    const told = await importWxr(database.db, { file, media: folder, files: openFiles(config, log), progress }, { by: 'import', now: now() }).finally(shown.end)
    await afterBulkWork(database)
    process.stdout.write(reportText(told))
    if (typeof report === 'string') await writeFile(report, `${JSON.stringify(told, null, 2)}\n`)
  } catch (error) {
    if (error instanceof WxrRefused) throw new Unable(`${file}, ${error.message}; nothing was taken over`)
    throw error
  } finally {
    await database.close()
  }
}

async function sizeOf(file: string): Promise<number> {
  const about = await stat(file).catch(() => undefined)
  if (!about?.isFile()) throw new Unable(`${file} is not a file that can be read`)
  return about.size
}
async function folderOf(media: string): Promise<string> {
  const about = await stat(media).catch(() => undefined)
  if (!about?.isDirectory()) throw new Unable(`${media} is not a folder that can be read`)
  return media
}
