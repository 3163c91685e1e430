// The background work of funding.
import { paper } from '../articles/reads/paper.ts'
import { atOneMoment } from '../base/db/one-moment.ts'
import type { JobContext } from '../base/jobs/worker.ts'
import { dayOf } from '../base/time.ts'
import { makeDues } from './due.ts'
import { checkLedger, findingText } from './ledger-check.ts'

export async function makeDuesOfToday({ db, now }: Pick<JobContext, 'db' | 'now'>) {
  await makeDues(db, dayOf(now, (await paper(db)).time_zone))
}

/** What is not clean is told to the operator; nothing is mended by itself. */
export async function checkLedgerTonight({ db, log }: Pick<JobContext, 'db' | 'log'>) {
  for (const finding of await atOneMoment(db, checkLedger)) log.error({ check: finding.check, count: finding.count }, `the ledger is not clean: ${findingText(finding)}`)
}
