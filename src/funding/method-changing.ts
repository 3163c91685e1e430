// A supporter gives another card, wallet or account for a pledge that goes on, or changes to one: on the provider's page, where
// nothing is paid. The pledge gives the way it did until the provider, when it is asked, says that the new one is kept; whoever
// leaves that page changes nothing. Locks: pledge, then its change.
import { randomUUID } from 'node:crypto'
import type { PaymentConfig } from '../base/config.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import type { Asking } from './asking.ts'
import { changeToProvider, isChangeable } from './changing.ts'
import { firstLookSeconds, noticeUrl } from './checkout.ts'
import { isTakenBy } from './currency.ts'
import { tellOfChange } from './own-letter.ts'
import { ProviderRefusal, providerOf, providersOf, type Keeping, type Kept, type Provider, type ProviderName } from './provider.ts'
import { methodChangeById, type MethodChange } from './reads/method-changes.ts'
import { pledgeById, type Pledge } from './reads/pledges.ts'
import { supporterById } from './reads/supporters.ts'
import { canRenew } from './renewal.ts'
import { insertMethodChange, updateMethodChange } from './writes/method-changes.ts'

/** Nobody is on a page whose address never came. */
const pageIsLostAfter = 3_600
const day = 86_400

/** Through which provider a pledge may give another card, or change to one; undefined: through none. */
export function methodProvider({ state, way, provider, currency }: Pick<Pledge, 'state' | 'way' | 'provider' | 'currency'>, payments: PaymentConfig): ProviderName | undefined {
  if (!isChangeable({ state }) || canRenew({ state, way })) return undefined
  const [first] = providersOf(payments)
  const own = way === 'provider' && provider !== null && payments[provider] ? provider : first
  return isTakenBy(own, currency) ? own : undefined
}

interface Start { pledge_id: number; description: string; return_url: string; cancel_url: string; payments: PaymentConfig; site: { url: string } }

/** Where the supporter is to go. away: the provider cannot be reached; late: nothing of the pledge can be changed any more. Answer with a page that leads there, as `startCheckout` says. */
export async function startMethodChange(db: Db, { pledge_id, description, return_url, cancel_url, payments, site }: Start, { now }: { now: Date }): Promise<{ url: string } | { refused: 'away' | 'late' }> {
  const begun = await begin(db, { pledge_id, payments }, now)
  if (!begun) return { refused: 'late' }
  const { change, pledge } = begun
  const [provider, supporter] = await Promise.all([providerOf(payments, change.provider), supporterById(db, pledge.supporter_id)])
  if (!provider || !supporter) return { refused: 'away' }
  const { name, mail_address, language } = supporter
  const keeping = { reference: change.reference, currency: pledge.currency, description, language, name, mail_address, return_url, cancel_url, notice_url: noticeUrl({ payments, site }, change) }
  const answer = await ask(provider, keeping)
  if (answer) await settleMethodChange(db, { id: change.id, answer }, { site, now })
  return answer?.url ? { url: answer.url } : { refused: 'away' }
}

/** Ours, and committed, before the provider hears of it. */
function begin(db: Db, { pledge_id, payments }: Pick<Start, 'pledge_id' | 'payments'>, now: Date): Promise<{ change: MethodChange; pledge: Pledge } | undefined> {
  return atomically(db, async (tx) => {
    const pledge = await pledgeById(tx, pledge_id, { lock: true })
    const provider = pledge && methodProvider(pledge, payments)
    if (!provider) return undefined
    const id = await insertMethodChange(tx, { pledge_id, provider, reference: randomUUID(), state: 'asked', asked_at: now, look_at: secondsAfter(now, firstLookSeconds) })
    return { change: (await methodChangeById(tx, id)) ?? missing(id), pledge }
  })
}

/** Undefined: whether they have heard it is found out by job. */
async function ask(provider: Provider, keeping: Keeping): Promise<Kept | undefined> {
  try {
    return await provider.startKeeping(keeping)
  } catch (error) {
    return error instanceof ProviderRefusal ? nothing(keeping.reference, 'failed') : undefined
  }
}

function nothing(reference: string, state: 'failed' | 'lapsed'): Kept {
  return { reference, foreign_id: null, checkout_id: null, state, url: null, customer: null, method: null }
}

/** Whatever made us ask: a notice, or that it has waited long. */
export async function askAboutMethodChange(db: Db, id: number, asking: Asking): Promise<void> {
  const change = await methodChangeById(db, id)
  const provider = change && (await providerOf(asking.payments, change.provider))
  if (!change || !provider || !isWaiting(change)) return
  const isNamed = change.foreign_id !== null || change.checkout_id !== null
  const known = isNamed ? await provider.keptById(change) : await provider.keptByReference(change.reference, change)
  const answer = known ?? (asking.now > secondsAfter(change.asked_at, pageIsLostAfter) ? nothing(change.reference, 'lapsed') : undefined)
  if (answer) await settleMethodChange(db, { id, answer }, asking)
}

/** In whatever order, and however often, it is learnt: what is settled stays so. */
export function settleMethodChange(db: Db, { id, answer }: { id: number; answer: Kept }, { site, now }: { site: { url: string }; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    const pledge_id = (await methodChangeById(tx, id))?.pledge_id ?? missing(id)
    const pledge = (await pledgeById(tx, pledge_id, { lock: true })) ?? missing(id)
    const change = (await methodChangeById(tx, id, { lock: true })) ?? missing(id)
    if (!isWaiting(change)) return
    const { state, customer, method } = answer
    const names = { foreign_id: change.foreign_id ?? answer.foreign_id, checkout_id: change.checkout_id ?? answer.checkout_id }
    if (state === 'open') return updateMethodChange(tx, id, { ...names, state: 'open', look_at: secondsAfter(now, Math.min(Math.max((now.getTime() - change.asked_at.getTime()) / 1_000, firstLookSeconds), day)) })
    const isDone = state === 'kept' && customer !== null && method !== null && (await changeToProvider(tx, { id: pledge_id, provider: change.provider, customer, method }, { by: `supporter:${pledge.supporter_id}`, now }))
    await updateMethodChange(tx, id, { ...names, state: isDone ? 'done' : state === 'kept' ? 'over' : state, settled_at: now, look_at: null })
    if (isDone) await tellOfChange(tx, { pledge_id, what: 'card' }, { site, now })
  })
}

function isWaiting({ state }: Pick<MethodChange, 'state'>): boolean {
  return state === 'asked' || state === 'open'
}

function missing(id: number): never {
  throw new Error(`there is no change ${id} of a way to pay, or no pledge of it`)
}
