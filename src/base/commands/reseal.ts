// litfass reseal
import { openDatabase } from '../db/open.ts'
import { bringUpToDate } from '../db/up-to-date.ts'
import { showProgress } from '../progress.ts'
import { openSecrets } from '../secrets/open-secrets.ts'
import { forgetFormerKeys, reseal, type SealedColumn } from '../secrets/reseal.ts'
import { Unable } from '../unable.ts'
import type { Task } from './command.ts'

/** Seals anew by the newest key, and lets the database forget the former ones. */
export async function resealAll({ config, log }: Task, columns: readonly SealedColumn[]) {
  const database = await openDatabase(config, { name: 'reseal', kind: 'errand' }, log)
  try {
    await bringUpToDate(database, log)
    const secrets = await openSecrets(config, database.db, log)
    const { safe, name } = secrets
    if (name === undefined) throw new Unable('there is no key: see "Sealed data" in docs/operations.md')
    await secrets.told(database.db)
    const shown = showProgress('values sealed anew')
    const done = await reseal(database.db, columns, { safe, progress: (count) => shown.at(count, count) }).finally(shown.end)
    const forgotten = await forgetFormerKeys(database.db, columns, { safe, name })
    if (!forgotten) throw new Unable('a former key has sealed something meanwhile: give the new key to all processes, start them anew, and run this again')
    process.stdout.write(`${done} values were sealed anew; all is sealed by the key ${name}.\n${forgotten.length > 0 ? `Nothing needs ${forgotten.join(', ')} any more: LITFASS_FORMER_KEYS can go.\n` : ''}`)
  } finally {
    await database.close()
  }
}
