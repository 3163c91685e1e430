// A notice of a provider says that something happened to a payment, or to a card that somebody gives. It is noted once, and a job asks how the payment stands.
import { atomically, type Db } from '../base/db/db.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { secondsBefore } from '../base/time.ts'
import type { ProviderName } from './provider.ts'
import { namedMethodChange } from './reads/method-changes.ts'
import { namedProviderPayment } from './reads/providers.ts'
import { deleteProviderEvents, insertProviderEvent } from './writes/providers.ts'

export interface Notice {
  provider: ProviderName
  /** Theirs; null where notices have no number of their own, and each is looked at. */
  event_id: string | null
  kind: string
  reference: string | null
  foreign_id: string | null
  checkout_id: string | null
}

/** Answers what became of it. unknown: it is about nothing of ours, as where one account serves several shops. */
export function takeNotice(db: Db, { provider, event_id, kind, ...names }: Notice, now: Date): Promise<'noted' | 'known' | 'unknown'> {
  return atomically(db, async (tx) => {
    const payment_id = await namedProviderPayment(tx, provider, names)
    const method_change_id = payment_id === undefined ? await namedMethodChange(tx, provider, names) : undefined
    if (event_id !== null && !(await insertProviderEvent(tx, { provider, event_id, kind, received_at: now, handled_at: now }))) return 'known'
    if (payment_id !== undefined) await enqueue(tx, 'provider-payment', { payment_id })
    else if (method_change_id !== undefined) await enqueue(tx, 'method-change', { method_change_id })
    else return 'unknown'
    return 'noted'
  })
}

/** Nobody sends a notice again after so long: Stripe tries for three days. */
const rememberedSeconds = 60 * 86_400

export async function forgetNotices(db: Db, now: Date) {
  await deleteProviderEvents(db, { before: secondsBefore(now, rememberedSeconds) })
}
