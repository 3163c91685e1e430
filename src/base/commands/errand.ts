import { openDatabase, type Database } from '../db/open.ts'
import { bringUpToDate } from '../db/up-to-date.ts'
import type { Task } from './command.ts'

/** What a command does with the paper's database, brought up to date and closed afterwards; `name` says who holds the data folder meanwhile. */
export async function onDatabase<T>({ config, log }: Task, name: string, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(config, { name, kind: 'errand' }, log)
  try {
    await bringUpToDate(database, log)
    return await work(database)
  } finally {
    await database.close()
  }
}
