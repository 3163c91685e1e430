// Where payment providers tell that something happened. No page: other servers ask for it, without a session.
import type { Hook } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { takeNotice } from '../notice.ts'

/** Stripe's notices are signed over their bytes. What is not, or was signed long ago, is not looked at. */
export const stripe: Hook<typeof paths.webhooksStripe, 'machine'> = async ({ db, bytes, headers, payments, now }) => {
  if (!payments.stripe) return said(404)
  const { stripeNotice } = await import('../stripe.ts')
  const notice = stripeNotice(payments.stripe, { bytes, signature: headers.get('stripe-signature') ?? '', now })
  if (!notice) return said(400)
  await takeNotice(db, { provider: 'stripe', ...notice }, now)
  return said(200)
}

/** Mollie's carry the number of a payment and nothing else, and anybody may send one: nothing follows from it but that Mollie is asked. */
export const mollie: Hook<typeof paths.webhooksMollie, 'machine', 'reference'> = async ({ db, bytes, payments, query, limits, now }) => {
  if (!payments.mollie) return said(404)
  const foreign_id = new URLSearchParams(bytes.toString()).get('id') ?? ''
  if (!/^tr_\w{1,60}$/.test(foreign_id)) return said(400)
  // Somebody who has seen an address of ours could have us ask without end.
  if (!limits.allows({ name: 'notices of a payment', most: 60, seconds: 3_600 }, foreign_id)) return said(429)
  await takeNotice(db, { provider: 'mollie', event_id: null, kind: 'payment', reference: query.reference ?? null, foreign_id, checkout_id: null }, now)
  // The same answer whether it is known or not: it says nothing of what is.
  return said(200)
}

function said(status: 200 | 400 | 404 | 429): Response {
  return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
}
