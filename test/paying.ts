// A paper that takes money through the stand-in for payment providers, with a clock of its own: jobs run when the test says so.
import { pino } from 'pino'
import { sql } from 'kysely'
import type { PaymentConfig } from '../src/base/config.ts'
import { folderFiles } from '../src/base/files/files.ts'
import type { JobContext } from '../src/base/jobs/worker.ts'
import { serve } from '../src/base/web/route.ts'
import { startCheckout } from '../src/funding/checkout.ts'
import { startDouble, type Notice } from '../src/funding/double/server.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { undertake } from '../src/funding/pledge.ts'
import type { ProviderName } from '../src/funding/provider.ts'
import type { Rhythm } from '../src/funding/rhythm.ts'
import { jobs } from '../src/jobs.ts'
import { fundingRoutes } from '../src/funding/routes.ts'
import { dayOf } from '../src/base/time.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { freshDatabase } from './database.ts'

const site = { url: 'http://paper.test', mining: null, crawlers: [], isLocal: true } as const
/** Others belong to other tests. */
const ours = ['provider-payment', 'method-change', 'ask-providers', 'provider-accounts', 'charge-dues', 'charge-due', 'tell-charge-failed', 'provider-refund', 'refund-due']

export type Paying = Awaited<ReturnType<typeof openPaying>>

export async function openPaying() {
  const { db, drop } = await freshDatabase()
  const clock = { now: new Date('2026-03-01T12:00:00Z') }
  const payments: PaymentConfig = {}
  const errors = { notFound: unexpected, refused: unexpected, broken: unexpected }
  const app = serve(fundingRoutes, { safe: safeOf([Buffer.alloc(32, 7)]), live: { answer: () => new Response() }, db, files: folderFiles('/nonexistent'), site, payments, clock: () => clock.now, errors, broke: (error) => { throw error } })
  const sent: Notice[] = []
  const deliver = async (notice: Notice) => {
    sent.push(notice)
    return (await app.request(notice.address, { method: 'POST', body: notice.body, headers: notice.headers })).status
  }
  const double = await startDouble({ notices: `${site.url}/webhooks/stripe`, deliver, held: true, clock: () => clock.now })
  Object.assign(payments, double.payments)
  const context = (): JobContext => ({ db, payments, site, now: clock.now, safe: safeOf([Buffer.alloc(32, 7)]), files: folderFiles('/nonexistent'), mailer: { hand: async () => ({}) }, log: pino({ level: 'silent' }) })
  let people = 0

  return {
    db, double, payments, app, sent, clock, context,
    later(seconds: number) { clock.now = new Date(clock.now.getTime() + seconds * 1_000) },
    /** A pledge or gift that goes through a provider, not confirmed yet. */
    async pledge(provider: ProviderName, { rhythm = 'monthly' as Rhythm, amount = 500 } = {}) {
      const act = { by: 'test', now: clock.now }
      return undertake(db, { supporter: { name: 'Ada Anders', mail_address: `ada-${++people}@mail.test`, language: 'de' }, amount, currency: 'EUR', rhythm, way: 'provider', provider, first_due_on: dayOf(clock.now, 'Europe/Berlin'), state: 'begun' }, act)
    },
    checkout: (due_id: number) => startCheckout(db, { payments, site, due_id, description: 'Der Anzeiger', return_url: `${site.url}/thanks`, cancel_url: `${site.url}/support` }, { now: clock.now }),
    /** The payment that a checkout's address leads to. */
    at: (url: string) => double.account.byId(url.split('/').at(-1) ?? '') ?? never(),
    /** Does the work that waits, as far as its time has come; what fails waits for a minute. Cut off: what was done is not known to be, and is done again. */
    async work({ begin = [] as string[], failures = 3, cutOff = false } = {}) {
      for (const name of begin) await sql`select graphile_worker.add_job(${name}, payload => '{}')`.execute(db)
      for (let failed = 0; ;) {
        const { rows: [job] } = await sql<{ id: string; name: keyof typeof jobs; payload: never }>`select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
          where run_at <= greatest(${clock.now}::timestamptz, now()) and t.identifier = any(${ours}) and (attempts = 0 or last_error is null or last_error::timestamptz <= ${clock.now}) order by j.id limit 1`.execute(db)
        if (!job) return
        try {
          await jobs[job.name]?.(job.payload, context())
          if (cutOff) await jobs[job.name]?.(job.payload, context())
          await sql`delete from graphile_worker._private_jobs where id = ${job.id}`.execute(db)
        } catch (error) {
          // What a job cannot do now it can do in a minute.
          if (++failed > failures) throw error
          await sql`update graphile_worker._private_jobs set attempts = 1, last_error = ${new Date(clock.now.getTime() + 60_000).toISOString()} where id = ${job.id}`.execute(db)
        }
      }
    },
    findings: () => checkLedger(db),
    async balance(provider: ProviderName) {
      const { rows: [row] } = await sql<{ sum: number }>`select coalesce(sum(amount), 0)::bigint as sum from ledger_postings where account = ${provider}`.execute(db)
      return row?.sum ?? 0
    },
    due: (id: number) => db.selectFrom('dues').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    pledgeOf: (id: number) => db.selectFrom('pledges').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    paymentsOf: (due_id: number) => db.selectFrom('provider_payments').selectAll().where('due_id', '=', due_id).orderBy('id').execute(),
    refundsOf: (due_id: number) => db.selectFrom('refunds').selectAll().where('due_id', '=', due_id).orderBy('id').execute(),
    async close() {
      await double.close()
      await drop()
    },
  }
}

async function unexpected(): Promise<Response> {
  throw new Error('no page is asked for here')
}
function never(): never {
  throw new Error('there is no such payment')
}
