// A world in which people promise money to a paper, and keep their word or not: the paper on a database of its own with a clock
// that can be set, a bank outside, payment providers outside, and what each supporter has agreed to.
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { addDays } from '../src/funding/rhythm.ts'
import { dayOf } from '../src/base/time.ts'
import { jobs } from '../src/jobs.ts'
import { makeCreditor } from './debit-makers.ts'
import type { MadeStatement } from './camt-makers.ts'
import { Died, inSpiteOfDeath, mortal } from './mortal.ts'
import { openBank, type OutsideBank } from './outside-bank.ts'
import type { Paying } from './paying.ts'
import { makeAccount } from './people-makers.ts'
import { seeded } from './random.ts'
import type { ProviderName } from '../src/funding/provider.ts'
import type { Rhythm } from '../src/funding/rhythm.ts'

/** What somebody has agreed to, as they would tell it themselves. */
export interface Promised {
  pledge_id: number; due_id: number; supporter_id: number; reference: string; name: string; mail_address: string
  way: 'debit' | 'transfer' | 'provider' | 'hand'; provider: ProviderName | null; rhythm: Rhythm
  amount: number; amounts: number[]; iban: string
  state: 'on' | 'paused' | 'over'; ends_on: string | null
  /** Paid in cash, by voucher. */
  cash: number
}

export interface World {
  seed: number; paper: Paying; db: Db; bank: OutsideBank; promises: Promised[]
  below(n: number): number
  oneOf<T>(all: readonly T[]): T | undefined
  /** Mails that were taken, with the day. */
  mails: { to: string; text: string; on: string }[]
  /** Statements on their way, and those that have been taken in. */
  post: MadeStatement[]; imported: MadeStatement[]
  staff: { id: number; by: string }[]
  /** How many queries somebody lives who is to die; null where they do not. */
  death(): number | null
}

export async function openWorld(paper: Paying, seed: number): Promise<World> {
  const random = seeded(seed)
  const below = (n: number) => Math.floor(random() * n)
  const { db } = paper
  const oneOf = <T>(all: readonly T[]) => all[below(all.length)]
  await makeCreditor(db, { notice_days: 1 + below(4), debits_per_file: 1 + below(3), four_eyes: true })
  await db.updateTable('funding_settings').set({
    again_after_days: [0, 5][below(2)] ?? 0, debits_per_due: 1 + below(3), unspecified: below(2) === 0 ? 'again' : 'stop', button: below(2) === 0 ? 'order' : 'gift', ways: sql`'{debit,transfer,provider}'`,
  }).execute()
  const staff = [await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['publisher'] })].map(({ id }) => ({ id, by: `staff:${id}` }))
  return { seed, paper, db, bank: openBank(), promises: [], below, oneOf, mails: [], post: [], imported: [], staff, death: () => (below(4) === 0 ? below(40) : null) }
}

export function today({ paper: { clock } }: World, days = 0): string {
  return addDays(dayOf(clock.now, 'Europe/Berlin'), days)
}

const unrelated = ['count-campaigns', 'check-ledger', 'catch-up']

/** Does the work that waits; now and then somebody dies over it, and another one does it again. */
export async function work(world: World) {
  const { db, paper } = world
  for (let failed = 0; ;) {
    const { rows: [job] } = await sql<{ id: string; name: keyof typeof jobs; payload: never }>`select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier <> all(${unrelated}) and (attempts = 0 or last_error is null or last_error::timestamptz <= ${paper.clock.now}) order by j.id limit 1`.execute(db)
    if (!job) return
    try {
      const death = world.death()
      await doJob(world, job, death === null ? db : mortal(db, death))
      await sql`delete from graphile_worker._private_jobs where id = ${job.id}`.execute(db)
    } catch (error) {
      if (error instanceof Died) continue
      if (++failed > 20) throw error
      // What nobody answers now they may answer in a minute.
      await sql`update graphile_worker._private_jobs set attempts = 1, last_error = ${new Date(paper.clock.now.getTime() + 60_000).toISOString()} where id = ${job.id}`.execute(db)
    }
  }
}

async function doJob(world: World, { name, payload }: { name: keyof typeof jobs; payload: never }, db: Db) {
  if (name === 'send-mail') return handMail(world, payload, db)
  await jobs[name]?.(payload, { ...world.paper.context(), db })
}

/** As `handOver` does, by this world's clock. */
async function handMail(world: World, { mail_id }: { mail_id: number }, db: Db) {
  const mail = await db.selectFrom('mails').selectAll().where('id', '=', mail_id).executeTakeFirst()
  if (!mail) return
  world.mails.push({ to: mail.to_address, text: mail.text, on: today(world) })
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('mails').where('id', '=', mail_id).execute()
    if (mail.then_job !== null) await sql`select graphile_worker.add_job(${mail.then_job}, payload => ${JSON.stringify({ ...(mail.then_payload as object), at: world.paper.clock.now.toISOString() })}::json)`.execute(tx)
  })
}

const nightly = ['follow-pledges', 'make-dues', 'charge-dues', 'ask-providers'] as const

/** Days go by, some at a time: the bank books, the clock's jobs are done. Some nights nobody can be asked about the account at a provider. */
export async function days(world: World, count: number) {
  const { bank, below, paper } = world
  for (let left = count; left > 0; left -= atOnce) {
    for (let n = 0; n < Math.min(left, atOnce); n++) {
      paper.later(86_400)
      bank.collect(today(world), () => below(2) === 0)
    }
    for (const { provider, amount, currency, id } of paper.double.account.state.payouts) {
      if (!bank.moves.some(({ entry }) => entry.text === id)) bank.move(today(world), 'payout', { amount, currency, name: provider === 'stripe' ? 'Stripe Payments' : 'Mollie B.V.', text: id })
    }
    world.post.push(...bank.statements(today(world)))
    await night(world, below(2) === 0 ? [...nightly, 'provider-accounts'] : nightly)
  }
}
const atOnce = 4

/** What the clock begins, and what follows from it. What is cut off the clock begins again. */
export async function night(world: World, begun: readonly (keyof typeof jobs)[]) {
  for (const name of begun) {
    await inSpiteOfDeath(world.db, world.death(), async (db) => jobs[name]?.({} as never, { ...world.paper.context(), db }))
  }
  await work(world)
}
