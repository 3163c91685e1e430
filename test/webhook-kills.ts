// Payments whose program is killed while Stripe and Mollie tell of them: notices come twice and in another order, and what was
// not answered with yes is told again later, as both do. What was is not.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { startCheckout } from '../src/funding/checkout.ts'
import { startDouble, type Double, type Notice } from '../src/funding/double/server.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { undertake } from '../src/funding/pledge.ts'
import { killable, type Killable, type Kills } from './money-kills.ts'
import { until } from './program.ts'

const providers = ['stripe', 'mollie'] as const
const site = { url: 'http://paper.test' }

/** Answers how many notices were not taken, since the program or its database died. */
export async function hearThroughKills({ kills, seed, each }: Kills & { /** So many payments of each provider before each kill. */ each: number }): Promise<number> {
  let untaken = 0
  const owed: Notice[] = []
  const told: Notice[] = []
  let open: Killable | undefined
  const tell = async (notice: Notice) => {
    const { pathname, search } = new URL(notice.address)
    const { status } = open ? await open.post(pathname + search, notice) : { status: 0 }
    // By a program that is dead, or by one that is alive and cannot keep it, since its database is not.
    if (status !== 200) {
      owed.push(notice)
      untaken += 1
    }
    return status
  }
  const double = await startDouble({ notices: `${site.url}/webhooks/stripe`, held: true, clock: () => new Date(), deliver: async (notice) => { told.push(notice); return tell(notice) } })
  const { stripe, mollie } = double.payments
  const env = { STRIPE_SECRET_KEY: stripe.secretKey, STRIPE_WEBHOOK_SECRET: stripe.webhookSecret, STRIPE_API_BASE: double.origin, MOLLIE_API_KEY: mollie.apiKey, MOLLIE_ACCESS_TOKEN: mollie.accessToken, MOLLIE_API_BASE: double.origin }
  try {
    await killable(seed, env, async (paper) => {
      open = paper
      await paper.start()
      for (let n = 0; n < kills; n++) {
        await pay(paper.db(), double, { each, from: n * each })
        const enough = told.length + each / 2 + paper.below(each)
        const some = Promise.withResolvers<void>()
        // What is told from then on meets a program that dies, on however quick a machine.
        const telling = tellAll(double, paper, { before: () => (told.length < enough ? undefined : (some.resolve(), sleep(25))) })
        await some.promise
        await paper.kill(paper.below(5))
        await telling
        await paper.start()
        assert.deepEqual(await checkLedger(paper.db()), [])
        for (const notice of owed.splice(0)) await tell(notice)
      }
      // Once more, all of them: as if nothing had been heard.
      for (const notice of told) await tell(notice)
      await settled(paper.db(), double)
    })
    assert.equal(owed.length, 0)
  } finally {
    await double.close()
  }
  return untaken
}

/** So many pledges by each provider, paid on its page. */
async function pay(db: Db, double: Double, { each, from }: { each: number; from: number }) {
  const now = new Date()
  for (let n = from; n < from + each; n++) {
    for (const provider of providers) {
      const supporter = { name: 'Ada Anders', mail_address: `${provider}-${n}@mail.test`, language: 'de' }
      const { due_id } = await undertake(db, { supporter, amount: 500 + n, currency: 'EUR', rhythm: 'monthly', way: 'provider', provider, first_due_on: now.toISOString().slice(0, 10), state: 'begun' }, { by: 'test', now })
      const way = await startCheckout(db, { payments: double.payments, site, due_id, description: 'Der Anzeiger', return_url: `${site.url}/thanks`, cancel_url: `${site.url}/support` }, { now })
      const payment = 'url' in way ? double.account.byId(way.url.split('/').at(-1) ?? '') : undefined
      assert.ok(payment && double.account.pay(payment, { failure: '' }))
    }
  }
}

/** In another order, some of them twice, several at a time. */
async function tellAll(double: Double, paper: Killable, { before }: { /** Of each notice. */ before: () => Promise<void> | undefined }) {
  const all = double.waiting.splice(0).flatMap((one) => (paper.below(4) === 0 ? [one, one] : [one]))
  const hands = Array.from({ length: 3 }, async () => {
    while (all.length > 0) {
      const next = all.splice(paper.below(all.length), 1)[0] ?? never()
      await before()
      await double.deliverOne(next)
      await sleep(paper.below(15))
    }
  })
  await Promise.all(hands)
}

/** Each payment stands in the books once, and each due was thanked for once. */
async function settled(db: Db, double: Double) {
  const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(db)).rows[0]?.n
  const { payments } = double.account.state
  await until('all that was told is settled', async () => (await count(sql`select count(*) as n from provider_payments where state = 'paid'`)) === payments.length
    && (await count(sql`select count(*) as n from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = any('{provider-payment,thank-supporter}')`)) === 0, 60_000)
  assert.deepEqual(await checkLedger(db), [])
  for (const provider of providers) {
    assert.equal(await count(sql`select sum(amount)::bigint as n from ledger_postings where account = ${provider}`), double.account.balance(provider, 'EUR'), provider)
    assert.equal(await count(sql`select count(*) as n from ledger_entries e join ledger_postings p on p.entry_id = e.id where e.kind = 'charge_paid' and p.account = ${provider}`), payments.filter((one) => one.provider === provider).length)
  }
  assert.equal(await count(sql`select count(*) as n from dues where state = 'paid' and thanked_at is not null`), payments.length)
  assert.equal(await count(sql`select count(*) as n from provider_payments where double`), 0)
}

function never(): never {
  throw new Error('there is no such notice')
}
