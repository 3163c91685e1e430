// Random histories of supporters, and what figures of them must be: reckoned from how all pledges stood at the end of each day,
// as somebody who looked every evening would have written it down.
import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { startCampaign } from '../src/funding/campaign.ts'
import { changeAmount, changeToTransfer, pausePledge, resumePledge } from '../src/funding/changing.ts'
import { duesPaid, duesTakenBack, incomeOf } from '../src/funding/due.ts'
import { cancelPledge } from '../src/funding/ending.ts'
import { countFigures } from '../src/funding/figures.ts'
import { book, move } from '../src/funding/ledger.ts'
import { confirmPledge, endPledge, stopPledge, undertake } from '../src/funding/pledge.ts'
import { addDays, addMonths, type Rhythm } from '../src/funding/rhythm.ts'
import { seeded } from './random.ts'

const first = '2026-01-20'
const timesAYear = { once: 0, monthly: 12, quarterly: 4, yearly: 1 }
type Standing = { supporter_id: number; currency: string; rhythm: Rhythm; way: string; campaign_id: number | null; yearly: number }
interface Evening { day: string; standing: Standing[] }
interface Money { day: string; currency: string; account: string; way: string; campaign_id: number | null; amount: number; back: number; due_id: number }

export interface Lived { evenings: Evening[]; money: Money[]; last: string }

/** Lets people give, change, pause, stop, come back and go for so many days; sometimes the figures are counted in between. */
export async function giveThrough(db: Db, { seed, days }: { seed: number; days: number }): Promise<Lived> {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const one = <T>(list: readonly T[]): T | undefined => list[below(list.length)]
  const campaign = await startCampaign(db, { slug: `goal-${seed}`, goal: 1, goal_kind: 'supporters', starts_on: first, ends_on: null, smallest_amount: 1, currency: 'EUR', rhythm: 'monthly', texts: [] })
  const [pledges, dues, evenings, money]: [number[], { due_id: number; pledge_id: number; currency: string; rhythm: Rhythm; way: string; amount: number; campaign_id: number | null }[], Evening[], Money[]] = [[], [], [], []]
  let [day, booked, minute] = [first, 0, 0]
  const act = () => ({ by: 'test', now: new Date(`${day}T12:${String(minute++ % 60).padStart(2, '0')}:00Z`) })
  const pledge = () => one(pledges) ?? 0
  const begin = async () => {
    const [rhythm, way, currency] = [one(['once', 'monthly', 'monthly', 'quarterly', 'yearly'] as const) ?? 'once', one(['transfer', 'hand', 'provider'] as const) ?? 'hand', below(5) ? 'EUR' : 'CHF']
    const amount = 100 * (1 + below(30))
    const campaign_id = below(2) ? campaign : null
    const made = await undertake(db, { supporter: { name: 'N', mail_address: `giver-${below(9)}@mail.test`, language: 'de' }, amount, currency, rhythm, way, provider: way === 'provider' ? 'stripe' : null, state: way === 'provider' ? 'begun' : 'active', campaign_id, first_due_on: day }, act())
    pledges.push(made.pledge_id)
    dues.push({ due_id: made.due_id, pledge_id: made.pledge_id, currency, rhythm, way, amount, campaign_id })
  }
  const comes = async () => {
    const known = one(dues)
    const now = known && await db.selectFrom('dues').select(['state', 'amount']).where('id', '=', known.due_id).executeTakeFirstOrThrow()
    if (!now || now.state === 'paid') return
    const due = { ...known, amount: now.amount }
    const kind = { transfer: 'transfer_received', hand: 'voucher_received', provider: 'charge_paid' }[due.way] as 'transfer_received'
    // As a provider's yes does.
    await confirmPledge(db, known.pledge_id, act())
    await book(db, [{ kind, source: ++booked, due_id: due.due_id, booked_on: day, postings: move({ from: incomeOf(due.rhythm), to: 'bank', amount: due.amount, currency: due.currency }) }], act().now)
    await duesPaid(db, [{ due_id: due.due_id, on: day }])
    money.push({ ...due, day, account: incomeOf(due.rhythm), back: 0 })
  }
  const goesBack = async () => {
    const came = one(money.filter(({ due_id }, n) => !money.slice(n + 1).some((later) => later.due_id === due_id)))
    if (!came || came.back > 0) return
    await book(db, [{ kind: 'debit_returned', source: ++booked, due_id: came.due_id, booked_on: day, postings: move({ from: 'bank', to: came.account as 'gifts', amount: came.amount, currency: came.currency }) }], act().now)
    await duesTakenBack(db, [came.due_id], 'returned')
    came.back = came.amount
  }
  const deeds: (() => Promise<unknown>)[] = [
    begin, begin, begin, comes, comes, comes, goesBack,
    () => confirmPledge(db, pledge(), act()), () => confirmPledge(db, pledge(), act()),
    async () => { const id = pledge(); const { rhythm } = await db.selectFrom('pledges').select('rhythm').where('id', '=', id).executeTakeFirst() ?? {}; await changeAmount(db, { id, amount: 100 * (1 + below(30)), rhythm: rhythm === 'once' ? 'once' : one(['monthly', 'quarterly', 'yearly'] as const) ?? 'monthly' }, act()) },
    () => pausePledge(db, { id: pledge(), until: addDays(day, 5 + below(40)) }, act()), () => resumePledge(db, pledge(), act()), () => resumePledge(db, pledge(), act()),
    () => stopPledge(db, { id: pledge(), why: 'account' }, act()), () => changeToTransfer(db, pledge(), act()), async () => { const id = pledge(); await endPledge(db, { id, why: (await isBegun(db, id)) ? 'failed' : 'unpaid', ends_on: day }, act()) },
    async () => { const id = pledge(); if (pledges.length > 0 && !(await isBegun(db, id))) await cancelPledge(db, { id, manner: below(2) ? 'ordinary' : 'extraordinary', wanted_on: below(2) ? addDays(day, 30) : null }, act()) },
    () => merge(db, below), () => countFigures(db),
  ]
  for (let n = 0; n < days; n++, minute = 0, day = addDays(day, 1 + below(3))) {
    for (let deed = below(5); deed > 0; deed--) await one(deeds)?.()
    evenings.push({ day, standing: await standingNow(db) })
  }
  return { evenings, money, last: evenings.at(-1)?.day ?? first }
}

/** Nothing is promised yet: there is nothing to cancel. */
async function isBegun(db: Db, id: number): Promise<boolean> {
  return (await db.selectFrom('pledges').select('state').where('id', '=', id).executeTakeFirst())?.state === 'begun'
}

/** One who has not been merged goes into another who has not. */
async function merge(db: Db, below: (n: number) => number) {
  if (below(3)) return
  const whole = await db.selectFrom('supporters').select('id').where('merged_into', 'is', null).orderBy('id').execute()
  const [one, other] = [whole[below(whole.length)]?.id, whole[below(whole.length)]?.id]
  if (one !== undefined && other !== undefined && one !== other) await db.updateTable('supporters').set({ merged_into: other, mail_address: '' }).where('id', '=', one).execute()
}

async function standingNow(db: Db): Promise<Standing[]> {
  const rows = await db.selectFrom('pledges').select(['supporter_id', 'currency', 'rhythm', 'way', 'campaign_id', 'amount', 'state']).where('rhythm', '<>', 'once').where('state', 'in', ['active', 'paused']).execute()
  return rows.map(({ amount, state, ...row }) => ({ ...row, yearly: state === 'paused' ? 0 : amount * timesAYear[row.rhythm] }))
}

type Sums = Record<string, number>
const add = (sums: Sums, key: string, by: number) => { sums[key] = (sums[key] ?? 0) + by }
const bare = (sums: Sums) => Object.fromEntries(Object.entries(sums).filter(([, value]) => value !== 0).sort(([a], [b]) => (a < b ? -1 : 1)))

/** What the figures must be, all of them, by name. */
export async function expected(db: Db, { evenings, money, last }: Lived): Promise<Sums> {
  const into = new Map((await db.selectFrom('supporters').select(['id', 'merged_into']).execute()).map(({ id, merged_into }) => [id, merged_into]))
  const rootOf = (id: number): number => { const next = into.get(id); return next ? rootOf(next) : id }
  const gifts = await db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['supporter_id', 'dues.currency', 'paid_on']).where('rhythm', '=', 'once').where('dues.state', '=', 'paid').execute()
  const sums: Sums = {}
  const everRegular = new Map<string, string>()
  const before = new Map<string, { regular: number; yearly: number }>()
  for (const { day, standing } of evenings) {
    const held = Map.groupBy(standing, (one) => `${rootOf(one.supporter_id)} ${one.currency}`)
    const gave = new Set(gifts.filter(({ paid_on }) => paid_on !== null && paid_on <= day && day < addMonths(paid_on, 12)).map((one) => `${rootOf(one.supporter_id)} ${one.currency}`))
    for (const who of new Set([...held.keys(), ...gave, ...before.keys()])) {
      const currency = who.split(' ')[1] ?? ''
      const [own, then] = [held.get(who) ?? [], before.get(who) ?? { regular: 0, yearly: 0 }]
      const now = { regular: Number(own.length > 0), yearly: own.reduce((sum, one) => sum + one.yearly, 0) }
      const kind = now.regular > then.regular ? (everRegular.has(who) ? 'back' : 'new') : now.regular < then.regular ? 'lost' : now.yearly > then.yearly ? 'up' : now.yearly < then.yearly ? 'down' : ''
      if (kind === 'new') everRegular.set(who, `${day.slice(0, 7)}-01`)
      if (kind) { add(sums, `${currency} ${kind} people`, 1); add(sums, `${currency} ${kind} yearly`, now.yearly - then.yearly) }
      if (now.regular && day === last) add(sums, `${currency} cohort ${everRegular.get(who)}`, 1)
      for (const [name, n] of [['regular', now.regular], ['paying', Number(now.yearly > 0)], ['once', Number(gave.has(who))], ['supporters', Number(now.regular > 0 || gave.has(who))], ['yearly', now.yearly]] as const) add(sums, `${day} ${currency} ${name}`, n)
      before.set(who, now)
    }
    for (const { currency, rhythm, way, campaign_id, yearly } of standing) { const key = `${day} ${currency} ${rhythm} ${way} ${campaign_id}`; add(sums, key, 1); add(sums, `${key} yearly`, yearly) }
  }
  for (const { day, currency, account, way, campaign_id, amount, back } of money) { const key = `money ${day} ${currency} ${account} ${way} ${campaign_id}`; add(sums, `${key} came`, amount); add(sums, `${key} back`, back); add(sums, key, 1) }
  return bare(sums)
}

/** What the figures are, under the same names. */
export async function counted(db: Db, { evenings, last }: Lived): Promise<Sums> {
  const sums: Sums = {}
  const days = await db.selectFrom('figure_days').selectAll().execute()
  const pledges = await db.selectFrom('figure_pledge_days').selectAll().execute()
  for (const row of days.filter(({ kind, day }) => kind !== 'other' && day <= last)) { add(sums, `${row.currency} ${row.kind} people`, row.people); add(sums, `${row.currency} ${row.kind} yearly`, row.yearly) }
  for (const row of await db.selectFrom('figure_cohorts').selectAll().execute()) add(sums, `${row.currency} cohort ${row.cohort}`, row.regular)
  for (const { day } of evenings) {
    for (const row of days) if (row.day <= day) for (const name of ['regular', 'paying', 'once', 'supporters', 'yearly'] as const) add(sums, `${day} ${row.currency} ${name}`, row[name])
    for (const row of pledges) if (row.day <= day) { const key = `${day} ${row.currency} ${row.rhythm} ${row.way} ${row.campaign_id}`; add(sums, key, row.pledges); add(sums, `${key} yearly`, row.yearly) }
  }
  for (const row of await db.selectFrom('figure_money').selectAll().execute()) { const key = `money ${row.day} ${row.currency} ${row.account} ${row.way} ${row.campaign_id}`; add(sums, `${key} came`, row.came); add(sums, `${key} back`, row.back); add(sums, key, row.payments) }
  return bare(sums)
}

/** All rows of all sums, to be compared with those of another way of counting. */
export async function figureRows(db: Db): Promise<Record<string, string[]>> {
  const tables = ['figure_steps', 'figure_pledge_steps', 'figure_days', 'figure_cohorts', 'figure_pledge_days', 'figure_money'] as const
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, (await db.selectFrom(table).select(sql<string>`to_jsonb(${sql.table(table)}.*)::text`.as('row')).execute()).map(({ row }) => row).sort()])))
}

export function same(a: Sums, b: Sums, said: string) {
  const differing = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => a[key] !== b[key]).slice(0, 12)
  assert.deepEqual(Object.fromEntries(differing.map((key) => [key, a[key]])), Object.fromEntries(differing.map((key) => [key, b[key]])), said)
}
