// The background work around payment providers.
import type { JobPayloads } from '../job-names.ts'
import { enqueueAll } from '../base/jobs/enqueue.ts'
import type { JobContext } from '../base/jobs/worker.ts'
import { secondsBefore } from '../base/time.ts'
import { askAbout } from './asking.ts'
import { chargeDue, findCharges } from './charging.ts'
import { sendChargeFailed } from './charge-failed-letter.ts'
import { forgetNotices } from './notice.ts'
import { askAboutMethodChange } from './method-changing.ts'
import { askAccounts } from './payout.ts'
import { providersOf } from './provider.ts'
import { methodChangesToLookAt } from './reads/method-changes.ts'
import { providerPaymentsToLookAt, refundsNotAnswered } from './reads/providers.ts'
import { refundByProvider } from './refunding.ts'
import { refundDue } from './refund.ts'

type Context = Pick<JobContext, 'db' | 'payments' | 'site' | 'now'>

export async function askAboutPayment({ payment_id }: JobPayloads['provider-payment'], { db, ...asking }: Context) {
  await askAbout(db, payment_id, asking)
}

export async function askAboutMethod({ method_change_id }: JobPayloads['method-change'], { db, ...asking }: Context) {
  await askAboutMethodChange(db, method_change_id, asking)
}

/** Of what was heard nothing: an answer or a notice that was lost, a payer who never came back. */
export async function askAboutWaiting({ db, payments, now }: Context) {
  if (providersOf(payments).length === 0) return
  await enqueueAll(db, 'provider-payment', (await providerPaymentsToLookAt(db, { now, limit: 1_000 })).map(({ id }) => ({ payment_id: id })))
  await enqueueAll(db, 'method-change', (await methodChangesToLookAt(db, { now, limit: 1_000 })).map(({ id }) => ({ method_change_id: id })))
  await enqueueAll(db, 'provider-refund', (await refundsNotAnswered(db, { before: secondsBefore(now, 600) })).map(({ id }) => ({ refund_id: id })))
}

export async function askAboutAccounts({ db, ...asking }: Context) {
  await askAccounts(db, asking)
  await forgetNotices(db, asking.now)
}

export async function chargeDues({ db, payments, now }: Context) {
  if (providersOf(payments).length > 0) await findCharges(db, now)
}

export async function chargeOne({ due_id }: JobPayloads['charge-due'], { db, ...asking }: Context) {
  await chargeDue(db, due_id, asking)
}

export async function tellChargeFailed({ payment_id }: JobPayloads['tell-charge-failed'], { db, site, now }: Context) {
  await sendChargeFailed(db, payment_id, { site, now })
}

export async function refundAtProvider({ refund_id }: JobPayloads['provider-refund'], { db, ...asking }: Context) {
  await refundByProvider(db, refund_id, asking)
}

export async function refundWaiting({ due_id }: JobPayloads['refund-due'], { db, now }: Context) {
  await refundDue(db, { due_id, why: 'withdrawn' }, { by: 'schedule', now })
}
