// The background work of funding.
import { paper } from '../articles/reads/paper.ts'
import { atOneMoment } from '../base/db/one-moment.ts'
import { enqueueAt } from '../base/jobs/enqueue.ts'
import type { JobContext } from '../base/jobs/worker.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { issueYear } from './certificate.ts'
import { resumeWhatIsDue } from './changing.ts'
import { makeDues } from './due.ts'
import { endWhatIsOver } from './ending.ts'
import { lapseMandates } from './lapse.ts'
import { checkLedger, findingText } from './ledger-check.ts'
import { tellOfPausesEnding } from './own-letter.ts'
import { planDebits, planningHorizon } from './planning.ts'
import { countProgress } from './progress.ts'
import { remindWhoIsDue } from './reminding.ts'

/** Debits are told days before, so their dues are made as early; of other ways when they are due. */
export async function makeDuesOfToday({ db, site, now, log }: Pick<JobContext, 'db' | 'site' | 'now' | 'log'>) {
  const today = dayOf(now, (await paper(db)).time_zone)
  await lapseMandates(db, { today }, { by: 'schedule', now })
  await makeDues(db, today)
  await makeDues(db, await planningHorizon(db, today), { way: 'debit' })
  const report = await planDebits(db, { site, now })
  if (report.planned + report.moved + report.dropped > 0) log.info(report, 'debits were planned')
}

/** What is not clean is told to the operator; nothing is mended by itself. */
export async function checkLedgerTonight({ db, log }: Pick<JobContext, 'db' | 'log'>) {
  for (const finding of await atOneMoment(db, checkLedger)) log.error({ check: finding.check, count: finding.count }, `the ledger is not clean: ${findingText(finding)}`)
}

/** What ends and what goes on by itself. Before dues are made, so that what goes on today falls due today. */
export async function followPledges({ db, site, now }: Pick<JobContext, 'db' | 'site' | 'now'>) {
  await endWhatIsOver(db, { now })
  await resumeWhatIsDue(db, { now })
  await tellOfPausesEnding(db, { site, now })
}

/** The clock begins it each minute, and it begins itself once between: what is printed is 30 seconds old at most. */
export async function countCampaigns({ isBetween = false }: { isBetween?: boolean }, { db, now }: Pick<JobContext, 'db' | 'now'>) {
  await countProgress(db, now)
  if (!isBetween) await enqueueAt(db, secondsAfter(now, 29), { name: 'count-campaigns', payload: { isBetween: true } })
}

/** Letters about what has not come, by day; see reminding.ts. */
export async function remind({ db, site, now, log }: Pick<JobContext, 'db' | 'site' | 'now' | 'log'>) {
  const report = await remindWhoIsDue(db, { site, now })
  if (report.letters + report.over > 0) log.info(report, 'reminders were written')
}

/** Everybody's of a year; told in the log, since nobody waits for it. */
export async function issueCertificates({ year, by }: { year: number; by: string }, { db, site, now, log }: Pick<JobContext, 'db' | 'site' | 'now' | 'log'>) {
  log.info({ year, issued: await issueYear(db, year, { by, site, now }) }, 'certificates were issued')
}
