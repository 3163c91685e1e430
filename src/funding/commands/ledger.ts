// litfass ledger check
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { atOneMoment } from '../../base/db/one-moment.ts'
import { Unable } from '../../base/unable.ts'
import { checkLedger, findingText } from '../ledger-check.ts'

export async function checkLedgerNow({ config, log }: Task) {
  const database = await openDatabase(config, { name: 'ledger check', kind: 'errand' }, log)
  try {
    const findings = await atOneMoment(database.db, checkLedger)
    if (findings.length > 0) throw new Unable(`the ledger is not clean:\n${findings.map(findingText).join('\n')}`)
    process.stdout.write('The ledger is clean: every entry is balanced, and it agrees with statements, files, payments and dues.\n')
  } finally {
    await database.close()
  }
}
