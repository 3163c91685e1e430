// litfass generate --articles N --comments N --seed N [--years N] [--until YYYY-MM-DD]
import { fileURLToPath } from 'node:url'
import type { Task } from '../../base/commands/command.ts'
import { migrate } from '../../base/db/migrate.ts'
import { openDatabase } from '../../base/db/open.ts'
import { afterBulkWork } from '../../base/db/upkeep.ts'
import { openFiles } from '../../base/files/files.ts'
import { showProgress, type Progress } from '../../base/progress.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { generatePaper, NotEmpty, type Generation, type Size } from '../generate.ts'

const pictures = { folder: fileURLToPath(new URL('../../../demo/pictures/', import.meta.url)), most: 18 }

export async function generate({ config, log, options }: Task) {
  const size = sizeOf(options)
  const database = await openDatabase(config, { name: 'generate', kind: 'errand' }, log)
  const shown = eachInTurn()
  try {
    await migrate(database.pool)
    await generatePaper(database.db, { ...size, files: openFiles(config), pictures, progress: shown.at }, { by: 'generate', now: now() })
    await afterBulkWork(database.db)
    shown.end()
    process.stdout.write(`${size.articles} articles and ${size.comments} comments are there.\n`)
  } catch (error) {
    shown.end()
    if (error instanceof NotEmpty) throw new Unable('this paper has articles or sections already: only an empty one is filled; LITFASS_DATA names another folder')
    throw error
  } finally {
    await database.close()
  }
}

function sizeOf(options: Task['options']): Size {
  return {
    articles: wholeNumber(options, 'articles', { otherwise: 1_000, from: 1, to: 1_000_000 }),
    comments: wholeNumber(options, 'comments', { otherwise: 10_000, from: 0, to: 10_000_000 }),
    seed: wholeNumber(options, 'seed', { otherwise: 1, from: 0, to: 2 ** 31 - 2 }),
    years: wholeNumber(options, 'years', { otherwise: 20, from: 1, to: 200 }),
    until: dayGiven(options.until ?? '2026-11-01'),
  }
}

function wholeNumber(options: Task['options'], name: string, { otherwise, from, to }: { otherwise: number; from: number; to: number }): number {
  const given = options[name] ?? String(otherwise)
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : NaN
  if (!(number >= from && number <= to)) throw new Unable(`--${name} takes a whole number from ${from} to ${to}, not ${JSON.stringify(given)}`)
  return number
}
function dayGiven(given: string | boolean): Date {
  const time = new Date(`${given}T00:00:00Z`)
  if (!/^\d{4}-\d\d-\d\d$/.test(String(given)) || Number.isNaN(time.getTime()) || !time.toISOString().startsWith(String(given))) throw new Unable(`--until takes a day as 2026-11-01, not ${JSON.stringify(given)}`)
  return time
}

/** A line of progress for the articles, then one for the comments. */
function eachInTurn(): { at: NonNullable<Generation['progress']>; end(): void } {
  let current: { what: string; progress: Progress } | undefined
  return {
    at(what, done, total) {
      if (current?.what !== what) {
        current?.progress.end()
        current = { what, progress: showProgress(what) }
      }
      current.progress.at(done, total)
    },
    end() {
      current?.progress.end()
      current = undefined
    },
  }
}
