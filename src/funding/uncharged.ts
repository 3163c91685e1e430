// A charge without the payer that failed: tried again on later days, and then, or at once where it never will succeed, no
// more. The pledge stops, and the supporter is asked how to go on.
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { secondsAfter } from '../base/time.ts'
import { stopPledge } from './pledge.ts'
import type { Pledge } from './reads/pledges.ts'
import { chargeRetryDays, failedCharges, type ProviderPayment } from './reads/providers.ts'

/** With these the same card fails again whenever it is tried; trying a card that was reported stolen costs the paper its good name. */
const final = new Set([
  'expired_card', 'lost_card', 'stolen_card', 'pickup_card', 'restricted_card', 'revocation_of_all_authorizations', 'revocation_of_authorization', 'stop_payment_order', 'invalid_account', 'incorrect_number', 'invalid_number',
  'authentication_required', 'card_expired', 'invalid_card_number', 'refused_by_issuer_permanently', 'possible_fraud', 'fraudulent', 'mandate_invalid', 'payment_method_unactivated', 'resource_missing',
])

/** When a charge may be tried again after so many have failed, the first at a moment; undefined: not any more. */
export function nextTry({ failed, first_failed_at }: { failed: number; first_failed_at: Date }, retryDays: readonly number[]): Date | undefined {
  const days = retryDays[failed - 1]
  return days === undefined ? undefined : secondsAfter(first_failed_at, days * 86_400)
}

export async function chargeFailed(tx: Db, { pledge, payment, failure }: { pledge: Pledge; payment: ProviderPayment; failure: string }, act: Act) {
  // They have given another card meanwhile, or go another way: it is tried with that.
  if (pledge.way !== 'provider' || pledge.provider_method !== payment.method) return
  const { count } = await failedCharges(tx, payment.due_id)
  if (!final.has(failure) && count <= (await chargeRetryDays(tx)).length) return
  if (await stopPledge(tx, { id: pledge.id, why: 'unpaid' }, act)) await enqueue(tx, 'tell-charge-failed', { payment_id: payment.id })
}
