// What the generator of supporters knows while it lives through a paper's past week by week. How pledges, dues and books stand it
// does not know: it looks that up, for the program's own deeds have made it so.
import type { Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { noonOf, secondsAfter } from '../base/time.ts'
import type { RunningCampaign } from '../funding/reads/campaigns.ts'
import type { Rhythm } from '../funding/rhythm.ts'
import type { Way } from '../funding/pledge.ts'
import type { Payment, ProviderName } from '../funding/provider.ts'
import type { BankLine } from './generate-statement.ts'
import { whole, type Chance } from './generate-chance.ts'
import type { GeneratedPerson } from './generate-people.ts'

/** Somebody who gives: what only they know. */
export interface Giver extends GeneratedPerson {
  supporter_id: number
  iban: string
  /** How they fill in a transfer: with the reference in its field, in the text, or not at all. */
  writes: 'field' | 'text' | 'nothing'
}
/** A pledge that goes on, for all its giver knows. */
export interface Held { giver: Giver; way: Way; rhythm: Rhythm; amount: number; began_on: string }

export interface Life {
  chance: Chance
  safe: Safe
  site: { url: string }
  currency: string
  account: { iban: string }
  /** Staff: who proposes, and who approves. */
  hands: { one: number; other: number }
  notice_days: number
  zone: string
  articles: readonly { id: number; published_at: Date }[]
  people: number
  /** Campaigns of this week, the newest first. */
  running?: readonly RunningCampaign[]
  givers: Giver[]
  /** By the number of the pledge; gifts too, until they have come. */
  held: Map<number, Held>
  /** Who has left and may come back, and when. */
  away: { giver: Giver; from: string }[]
  /** Collections the bank has not told of yet. */
  sent: { id: number; collect_on: string }[]
  /** Debits that will come back, and why. */
  returns: { on: string; line: BankLine }[]
  /** Payments that will be disputed, and of which day. */
  disputes: { payment_id: number; answer: Payment; provider: ProviderName; day: string }[]
  /** Pledges to which something has happened this week that their givers have not answered yet. */
  touched: Set<number>
  /** Transfers that will not come. */
  forgotten: Set<number>
  /** What those who wrote a line of a statement meant by it, by the bank's reference. */
  meant: Map<string, { pledge_id: number } | 'other' | 'cash'>
  /** Paid through a provider and not paid out yet. */
  unpaidOut: PaidThere[]
  balance: number
  statements: number
  lines: number
  vouchers: number
}
export interface PaidThere { provider: ProviderName; kind: 'charge' | 'refund' | 'dispute'; payment: string; amount: number; fee: number; on: string }

/** Between seven in the morning and eleven at night of a day, most in the evening. */
export function momentOf(day: string, chance: Chance): Date {
  return secondsAfter(noonOf(day), -5 * 3_600 + Math.floor(Math.max(chance(), chance()) * 15 * 3_600) + whole(chance, 0, 59))
}

export function byHand({ hands }: Pick<Life, 'hands'>, which: 'one' | 'other', now: Date): Act & { id: number } {
  return { id: hands[which], by: `staff:${hands[which]}`, now }
}
