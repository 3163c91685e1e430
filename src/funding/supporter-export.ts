// The fundraisers' lists as tables to take along. People's data leaves the paper with them: who took them is in the journal.
import { csvLine } from '../base/csv.ts'
import type { Reads } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { listedPledges, type ShownPledge } from './reads/pledge-list.ts'
import { listedSupporters, type ListedSupporter, type Sum } from './reads/supporter-list.ts'
import { monthly } from './rhythm.ts'
import { digitsOf } from './amount.ts'
import type { PledgeFilter, Sought, SupporterFilter } from './supporter-filter.ts'

const atOnce = 1_000

export interface SupportersTaken { filter: SupporterFilter; sought: Sought | undefined; currency: string; time_zone: string }

/** Line by line, some of them read at a time. */
export async function* supporterLines(db: Reads, { filter, sought, currency, time_zone }: SupportersTaken): AsyncIterable<string> {
  yield csvLine(['number', 'name', 'mail_address', 'street', 'postcode', 'town', 'country', 'language', 'since', 'gives', 'monthly', 'currency', 'given', 'given_currency'])
  let after: ListedSupporter | undefined
  for (;;) {
    const some = await listedSupporters(db, { filter, sought, currency, after, limit: atOnce })
    yield some.map((one) => supporterLine(one, time_zone)).join('')
    after = some.at(-1)
    if (some.length < atOnce) return
  }
}

function supporterLine({ id, name, mail_address, street, postcode, town, country, language, created_at, pledges, given }: ListedSupporter, time_zone: string): string {
  const going = pledges.filter(({ state, rhythm }) => rhythm !== 'once' && state !== 'ended')
  const sums = new Map<string, number>()
  for (const pledge of going) if (pledge.state === 'active') sums.set(pledge.currency, (sums.get(pledge.currency) ?? 0) + monthly(pledge))
  const [month, all] = [[...sums].map(([currency, amount]) => ({ currency, amount: Math.round(amount) })), given]
  const states = going.length > 0 ? [...new Set(going.map(({ state }) => state))].join(' ') : pledges.some(({ rhythm }) => rhythm !== 'once') ? 'formerly' : pledges.length > 0 ? 'once' : ''
  return csvLine([id, name, mail_address, street, postcode, town, country, language, dayOf(created_at, time_zone), states, amounts(month), currencies(month), amounts(all), currencies(all)])
}

/** In one cell, should somebody give in several currencies: as many as there are currencies, in their order. */
function amounts(sums: readonly Sum[]): string {
  return sums.map(({ amount, currency }) => major(amount, currency)).join(' + ')
}
function currencies(sums: readonly Sum[]): string {
  return sums.map(({ currency }) => currency).join(' + ')
}
/** 12.50: programs that calculate read it whatever the language. */
function major(amount: number, currency: string): string {
  const digits = digitsOf(currency)
  return (amount / 10 ** digits).toFixed(digits)
}

export interface PledgesTaken { filter: PledgeFilter; today: string; time_zone: string }

export async function* pledgeLines(db: Reads, { filter, today, time_zone }: PledgesTaken): AsyncIterable<string> {
  yield csvLine(['number', 'supporter', 'name', 'mail_address', 'amount', 'currency', 'rhythm', 'way', 'state', 'reference', 'campaign', 'given_on', 'next_due_on', 'overdue_since', 'paused_until', 'ends_on', 'why'])
  let before: number | null = null
  for (;;) {
    const some: ShownPledge[] = await listedPledges(db, { filter, today, before, limit: atOnce })
    yield some.map((one) => pledgeLine(one, time_zone)).join('')
    before = some.at(-1)?.id ?? null
    if (some.length < atOnce) return
  }
}

function pledgeLine(one: ShownPledge, time_zone: string): string {
  const { id, supporter_id, name, mail_address, amount, currency, rhythm, way, state, reference, campaign, created_at, next_due_on, overdue_since, paused_until, ends_on, stopped_why, ended_why } = one
  return csvLine([id, supporter_id, name, mail_address, major(amount, currency), currency, rhythm, way, state, reference, campaign, dayOf(created_at, time_zone), next_due_on, overdue_since, paused_until, ends_on, stopped_why ?? ended_why])
}
