// Having a provider give money back, once: it is asked what it knows before each call, and what it says settles the refund.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { askAbout, type Asking } from './asking.ts'
import { incomeOf } from './due.ts'
import { ProviderRefusal, providerOf } from './provider.ts'
import { pledgeById } from './reads/pledges.ts'
import { dueById, providerPaymentById, refundById } from './reads/providers.ts'
import { oweRefund } from './refund.ts'
import { updateRefund } from './writes/providers.ts'

export async function refundByProvider(db: Db, refund_id: number, asking: Asking): Promise<void> {
  const first = await refundById(db, refund_id)
  if (!first || first.state !== 'asked' || first.provider_payment_id === null) return
  const payment_id = first.provider_payment_id
  await askAbout(db, payment_id, asking)
  const [refund, payment] = [await refundById(db, refund_id), await providerPaymentById(db, payment_id)]
  if (!refund || !payment || refund.state !== 'asked' || refund.foreign_id !== null) return
  const provider = await providerOf(asking.payments, payment.provider)
  if (!provider) throw new Error(`${payment.provider} is not set up, and refund ${refund_id} has to go through it`)
  const { reference, currency } = refund
  if (payment.refunded + payment.disputed >= payment.amount) return giveUp(db, refund_id, asking.now)
  const { name, language } = await paper(db)
  try {
    await provider.refund({ reference, payment, amount: refund.amount, currency, description: translator(language)('give.refund_description', { paper: name }) })
  } catch (error) {
    if (!(error instanceof ProviderRefusal)) throw error
    // It may have been given back there by hand a moment ago.
    await askAbout(db, payment_id, asking)
    return giveUp(db, refund_id, asking.now)
  }
  await askAbout(db, payment_id, asking)
}

/** The provider does not do it. What it has not given back or lost to a dispute otherwise is owed from the bank account. */
function giveUp(db: Db, refund_id: number, now: Date): Promise<void> {
  return atomically(db, async (tx) => {
    const refund = await refundById(tx, refund_id, { lock: true })
    const payment = refund?.provider_payment_id ? await providerPaymentById(tx, refund.provider_payment_id, { lock: true }) : undefined
    if (!refund || !payment || refund.state !== 'asked') return
    const due = await dueById(tx, payment.due_id)
    const pledge = due && (await pledgeById(tx, due.pledge_id))
    const amount = Math.min(refund.amount, payment.amount - payment.refunded - payment.disputed)
    await updateRefund(tx, refund_id, { state: amount > 0 ? 'failed' : 'dropped' })
    if (amount > 0 && pledge) await oweRefund(tx, { due_id: payment.due_id, pledge, amount, currency: payment.currency, why: refund.why, from: payment.double ? 'refunds_owed' : incomeOf(pledge.rhythm) }, { by: refund.asked_by, now })
  })
}
