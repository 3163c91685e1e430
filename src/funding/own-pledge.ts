// A pledge as its supporter sees it: its state in words, what is next, and what can be done.
import { paper } from '../articles/reads/paper.ts'
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { found } from '../base/web/route.ts'
import { numberIn } from '../urls.ts'
import { canGoOn, canPause, isChangeable, nextOn } from './changing.ts'
import { withdrawalEndsOn } from './ending.ts'
import { sepaCurrency } from './currency.ts'
import { methodProvider } from './method-changing.ts'
import type { Supporting } from './own-side.ts'
import { accountIn, type OwnAccount } from './reads/currencies.ts'
import { pledgeOf, type OwnPledge } from './reads/own-side.ts'
import { agreedAt, duesOf } from './reads/pledges.ts'
import { creditorOf, fundingSettings } from './reads/settings.ts'
import type { OwnSide } from './reads/supporter-links.ts'
import { canRenew } from './renewal.ts'

export interface Standing {
  pledge: OwnPledge
  /** Where it is transferred to; undefined: its currency has no account. */
  account: OwnAccount | undefined
  dues: Awaited<ReturnType<typeof duesOf>>
  /** When the next amount is due, YYYY-MM-DD. */
  next: string | null
  /** The last day on which it can be withdrawn from; null once that is over, or done. */
  withdrawable_until: string | null
  can: { change: boolean; pause: boolean; resume: boolean; card: boolean; debit: boolean; transfer: boolean; cancel: boolean }
}

/** How things stand with a pledge of a supporter's own. Only with `payments` is it known whether another card can be given. */
export async function standingOf(db: Reads, pledge: OwnPledge, { now, payments = {} }: { now: Date; payments?: PaymentConfig }): Promise<Standing> {
  const [{ time_zone }, dues, next, agreed, settings, { creditor_id }, account] = await Promise.all([paper(db), duesOf(db, [pledge.id]), nextOn(db, pledge), agreedAt(db, pledge), fundingSettings(db), creditorOf(db), accountIn(db, pledge.currency)])
  const until = withdrawalEndsOn(dayOf(agreed, time_zone))
  const change = isChangeable(pledge)
  return {
    pledge, account, dues, next: pledge.state === 'ended' || pledge.state === 'stopped' ? null : next,
    withdrawable_until: pledge.ended_why !== 'withdrawn' && dayOf(now, time_zone) <= until ? until : null,
    can: {
      change, card: canRenew(pledge) || (settings.ways.includes('provider') && methodProvider(pledge, payments) !== undefined), pause: canPause(pledge), resume: pledge.state === 'paused' || (pledge.state === 'stopped' && canGoOn(pledge)),
      cancel: change && pledge.cancelled_at === null,
      debit: change && creditor_id !== '' && pledge.currency === sepaCurrency && settings.ways.includes('debit'), transfer: change && pledge.way !== 'transfer' && account !== undefined && settings.ways.includes('transfer'),
    },
  }
}

/** The supporter's own pledge of this number; not found where it is somebody else's. */
export async function ownStanding(db: Reads, { who, id, now, payments }: { who: OwnSide; id: string; now: Date; payments: PaymentConfig }): Promise<Standing> {
  return standingOf(db, found(await pledgeOf(db, { id: numberIn(id) ?? 0, supporter_id: who.id })), { now, payments })
}

export function isKnown(who: Supporting): who is OwnSide {
  return who !== 'nobody'
}

