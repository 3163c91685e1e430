// litfass generate --articles N --comments N --seed N [--years N] [--until YYYY-MM-DD]
import { fileURLToPath } from 'node:url'
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { afterBulkWork } from '../../base/db/upkeep.ts'
import { openFiles } from '../../base/files/files.ts'
import { showParts } from '../../base/progress.ts'
import { calendarDay, now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { PaperNotEmpty } from '../empty-paper.ts'
import { generatePaper, type Size } from '../generate.ts'
import { numberGiven } from './number-given.ts'

const pictures = { folder: fileURLToPath(new URL('../../../demo/pictures/', import.meta.url)), most: 18 }

export async function generate({ config, log, options }: Task) {
  const size = sizeOf(options)
  const database = await openDatabase(config, { name: 'generate', kind: 'errand' }, log)
  try {
    await bringUpToDate(database, log)
    const shown = showParts()
    await generatePaper(database.db, { ...size, files: openFiles(config, log), pictures, progress: shown.at }, { by: 'generate', now: now() }).finally(shown.end)
    await afterBulkWork(database)
    process.stdout.write(`${size.articles} articles and ${size.comments} comments are there.\n`)
  } catch (error) {
    if (error instanceof PaperNotEmpty) throw new Unable(`${error.message}; only an empty one is filled, and LITFASS_DATA names another folder`)
    throw error
  } finally {
    await database.close()
  }
}

function sizeOf(options: Task['options']): Size {
  return {
    articles: numberGiven(options, 'articles', { otherwise: 1_000, from: 1, to: 1_000_000 }),
    comments: numberGiven(options, 'comments', { otherwise: 10_000, from: 0, to: 10_000_000 }),
    seed: numberGiven(options, 'seed', { otherwise: 1, from: 0, to: 2 ** 31 - 2 }),
    years: numberGiven(options, 'years', { otherwise: 20, from: 1, to: 200 }),
    until: dayGiven(options.until ?? '2026-11-01'),
  }
}

function dayGiven(given: string | boolean): Date {
  const [, year = '', month = '', day = ''] = /^(\d+)-(\d+)-(\d+)$/.exec(String(given)) ?? []
  const found = calendarDay([year, month, day])
  if (!found) throw new Unable(`--until takes a day as 2026-11-01, not ${JSON.stringify(given)}`)
  return new Date(found)
}
