// What the fundraisers' lists are asked for: which supporters, which pledges. A filter stands in the address and names nobody;
// what somebody is looked for by (a name, an account) is sent as a form and stands nowhere.
import type { Safe } from '../base/safe/safe.ts'
import { numberIn } from '../urls.ts'
import { dayIn } from './declaration-form.ts'
import { ibanIn } from './iban.ts'
import { ways, type Way } from './pledge.ts'
import { rhythms, type Rhythm } from './rhythm.ts'

/** How somebody gives: now, paused, stopped by a return; formerly: again and again, and it is over; once: gifts alone. */
export const givings = ['now', 'paused', 'stopped', 'formerly', 'once'] as const
export type Giving = (typeof givings)[number]
export const orders = ['newest', 'name', 'amount'] as const
export type Order = (typeof orders)[number]
export const pledgeStates = ['active', 'paused', 'stopped', 'ended'] as const
export type PledgeState = (typeof pledgeStates)[number]

export interface PledgeParts { rhythm: Rhythm | null; way: Way | null; campaign_id: number | null }
export interface SupporterFilter extends PledgeParts { gives: Giving | null; /** First known on this day (YYYY-MM-DD) or later. */ since: string | null; order: Order }
export interface PledgeFilter extends PledgeParts { state: PledgeState | null; overdue: boolean }

export const supporterFields = ['gives', 'rhythm', 'way', 'campaign', 'since', 'order'] as const
export const pledgeFields = ['state', 'rhythm', 'way', 'campaign', 'overdue'] as const
type Asked = Partial<Record<(typeof supporterFields)[number] | (typeof pledgeFields)[number], string>>

export function supporterFilterIn(asked: Asked): SupporterFilter {
  return { ...partsIn(asked), gives: oneOf(givings, asked.gives), since: dayIn(asked.since ?? '') ?? null, order: oneOf(orders, asked.order) ?? 'newest' }
}

export function pledgeFilterIn(asked: Asked): PledgeFilter {
  return { ...partsIn(asked), state: oneOf(pledgeStates, asked.state), overdue: asked.overdue === 'on' }
}

function partsIn({ rhythm, way, campaign }: Asked): PledgeParts {
  return { rhythm: oneOf(rhythms, rhythm), way: oneOf(ways, way), campaign_id: numberIn(campaign ?? '') ?? null }
}

function oneOf<V extends string>(all: readonly V[], asked: string | undefined): V | null {
  return all.find((one) => one === asked) ?? null
}

/** A filter as it stands in an address or a form; what is not asked for is left out. */
export function filterFields({ campaign_id, ...rest }: SupporterFilter | PledgeFilter): Record<string, string> {
  const values: [string, string | boolean | null][] = [...Object.entries(rest), ['campaign', campaign_id === null ? null : String(campaign_id)]]
  return Object.fromEntries(values.flatMap(([name, value]): [string, string][] => (value === null || value === false || value === 'newest' ? [] : [[name, value === true ? 'on' : value]])))
}

/** What somebody is looked for by. `account`: the fingerprint of an account's number, which is not kept. */
export type Sought = { by: 'account'; fingerprint: Buffer } | { by: 'reference'; reference: string } | { by: 'mandate'; reference: string } | { by: 'words'; words: string[]; number: number | null }

/** Undefined where nothing was typed. */
export function soughtIn(typed: string, safe: Safe): Sought | undefined {
  const text = typed.trim().slice(0, 200)
  if (text === '') return undefined
  const iban = ibanIn(text)
  if (iban !== undefined) return { by: 'account', fingerprint: safe.fingerprint(iban) }
  const plain = text.toUpperCase().replace(/[\s.]/g, '')
  if (/^RF\d{2}[A-Z0-9]*$/.test(plain)) return { by: 'reference', reference: plain }
  if (/^M-[A-Z0-9-]{4,33}$/.test(plain)) return { by: 'mandate', reference: plain }
  return { by: 'words', words: text.toLowerCase().split(/\s+/).slice(0, 8), number: numberIn(plain.replace(/^(NR|NO|#)/, '')) ?? null }
}
