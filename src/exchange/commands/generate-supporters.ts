// litfass generate supporters --count N --years N --seed N
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { afterBulkWork } from '../../base/db/upkeep.ts'
import { showParts } from '../../base/progress.ts'
import { openSecrets } from '../../base/secrets/open-secrets.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { generateSupporters, HasSupporters } from '../generate-supporters.ts'
import { numberGiven } from './number-given.ts'

export async function generateSupportersNow({ config, log, options }: Task) {
  const size = { count: numberGiven(options, 'count', { otherwise: 1_000, from: 1, to: 1_000_000 }), weeks: Math.round(numberGiven(options, 'years', { otherwise: 2, from: 1, to: 20 }) * 52.18), seed: numberGiven(options, 'seed', { otherwise: 1, from: 0, to: 2 ** 31 - 2 }) }
  const database = await openDatabase(config, { name: 'generate supporters', kind: 'errand' }, log)
  const shown = showParts()
  try {
    await bringUpToDate(database, log)
    const { db } = database
    const secrets = await openSecrets(config, db, log)
    await secrets.told(db)
    const { people, held } = await generateSupporters(db, { ...size, now: now(), safe: secrets.safe, site: config, progress: (done, total) => shown.at('weeks', done, total), settle: () => afterBulkWork(database) })
    shown.end()
    await afterBulkWork(database)
    process.stdout.write(`${people} people have given, and ${held.size} gifts and pledges go on.\n`)
  } catch (error) {
    shown.end()
    if (error instanceof HasSupporters) throw new Unable(`${error.message}; only a paper without any is given a past, and LITFASS_DATA names another folder`)
    throw error
  } finally {
    await database.close()
  }
}
