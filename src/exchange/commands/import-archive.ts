// litfass import archive FILE
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { afterBulkWork } from '../../base/db/upkeep.ts'
import { openFiles } from '../../base/files/files.ts'
import { printable } from '../../base/printable.ts'
import { showParts, showProgress } from '../../base/progress.ts'
import { Unable } from '../../base/unable.ts'
import { importArchive } from '../archive-import.ts'
import { ArchiveRefused } from '../archive-lines.ts'
import { openArchive } from '../archive-source.ts'
import { PaperNotEmpty } from '../empty-paper.ts'

export async function importArchiveFile({ config, log, words: [file = ''] }: Task) {
  const database = await openDatabase(config, { name: 'import archive', kind: 'errand' }, log)
  try {
    await bringUpToDate(database, log)
    const checked = showProgress('MB checked')
    const source = await openArchive(file, (bytes, of) => checked.at(Math.round(bytes / 1e6), Math.round(of / 1e6))).finally(checked.end)
    const taken = showParts()
    await importArchive(database.db, { source, files: openFiles(config, log), progress: taken.at }).finally(taken.end)
    await afterBulkWork(database)
    process.stdout.write(`${printable(source.head.paper)} is here. Smaller pictures are still being made while the paper runs.\n`)
  } catch (error) {
    if (error instanceof ArchiveRefused) throw new Unable(printable(`${file}: ${error.message}; nothing was taken in`))
    if (error instanceof PaperNotEmpty) throw new Unable(`${error.message}; an archive is taken in by an empty paper only`)
    throw error
  } finally {
    await database.close()
  }
}
