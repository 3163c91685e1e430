// Charging what falls due of pledges by card and the like: by our own schedule, one payment at a time for each due.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf } from '../base/time.ts'
import { askAbout, chargeNew, type Asking } from './asking.ts'
import { insertPayment } from './checkout.ts'
import { makeDues } from './due.ts'
import { pledgeById } from './reads/pledges.ts'
import { chargeRetryDays, dueById, duesToCharge, failedCharges, liveProviderPayment, providerPaymentById } from './reads/providers.ts'
import { supporterById } from './reads/supporters.ts'
import { nextTry } from './uncharged.ts'

const atOnce = 1_000

/** Makes what is due today, and a job for each charge that is to be tried by now. Returns how many. */
export async function findCharges(db: Db, now: Date): Promise<number> {
  const today = dayOf(now, (await paper(db)).time_zone)
  await makeDues(db, today)
  const retryDays = await chargeRetryDays(db)
  let found = 0
  for (let after = 0; ;) {
    const some = await duesToCharge(db, { today, after, limit: atOnce })
    for (const { id, failed, first_failed_at } of some) {
      after = id
      if (!mayTry({ failed: failed ?? 0, first_failed_at }, { retryDays, now })) continue
      await enqueue(db, 'charge-due', { due_id: id })
      found++
    }
    if (some.length < atOnce) return found
  }
}

/** Charges a due, unless it is paid, on its way, or not to be tried yet. Called again after whatever became of the first call it goes on where that ended. */
export async function chargeDue(db: Db, due_id: number, asking: Asking): Promise<void> {
  const live = await liveProviderPayment(db, due_id)
  if (live) return live.state === 'asked' ? askAbout(db, live.id, asking) : undefined
  const payment_id = await take(db, due_id, asking)
  const payment = payment_id === undefined ? undefined : await providerPaymentById(db, payment_id)
  if (payment) await chargeNew(db, payment, asking)
}

function take(db: Db, due_id: number, { payments, now }: Asking): Promise<number | undefined> {
  return atomically(db, async (tx) => {
    const pledge_id = (await dueById(tx, due_id))?.pledge_id
    const pledge = pledge_id === undefined ? undefined : await pledgeById(tx, pledge_id, { lock: true })
    const due = await dueById(tx, due_id, { lock: true })
    if (!pledge || !due || pledge.state !== 'active' || due.state !== 'open' || (await liveProviderPayment(tx, due_id))) return undefined
    const { provider, provider_customer: customer, provider_method: method } = pledge
    if (provider === null || customer === null || method === null || !payments[provider]) return undefined
    const { count, first } = await failedCharges(tx, due_id)
    if (!mayTry({ failed: count, first_failed_at: first }, { retryDays: await chargeRetryDays(tx), now })) return undefined
    const supporter = await supporterById(tx, pledge.supporter_id)
    const description = translator(supporter?.language ?? '')('give.charge_description', { paper: (await paper(tx)).name, reference: pledge.reference })
    return (await insertPayment(tx, { provider, due_id, amount: due.amount, currency: due.currency, description, customer, method }, now)).id
  })
}

function mayTry({ failed, first_failed_at }: { failed: number; first_failed_at: Date | null }, { retryDays, now }: { retryDays: readonly number[]; now: Date }): boolean {
  if (failed === 0 || first_failed_at === null) return true
  const at = nextTry({ failed, first_failed_at }, retryDays)
  return at !== undefined && now >= at
}
