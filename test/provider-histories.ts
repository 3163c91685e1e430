// Random histories of payments through providers: paid, left, charged again, refunded, disputed, paid out, while calls are lost,
// notices come twice, late, in another order or never, and jobs are cut off between their call and their end.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { payoutArrived } from '../src/funding/payout.ts'
import { endPledge } from '../src/funding/pledge.ts'
import { refundDue } from '../src/funding/refund.ts'
import { openPaying, type Paying } from './paying.ts'

const provider = fc.constantFrom('stripe' as const, 'mollie' as const)
const at = fc.nat(5)
const failure = fc.constantFrom('', '', '', 'insufficient_funds', 'expired_card')
const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('begin' as const), provider, rhythm: fc.constantFrom('once' as const, 'monthly' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('checkout' as const), at }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('pay' as const), at, failure }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('leave' as const), at }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('notices' as const), how: fc.constantFrom('all' as const, 'twice' as const, 'backwards' as const, 'one' as const, 'lost' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fault' as const), fault: fc.constantFrom('away' as const, 'mute' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('later' as const), seconds: fc.constantFrom(120, 900, 7_200, 93_600, 400_000, 780_000) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('month' as const), fault: fc.constantFrom('away' as const, 'mute' as const, 'mute' as const, undefined), heard: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('work' as const), begin: fc.subarray(['charge-dues', 'ask-providers', 'provider-accounts']), cutOff: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refundThere' as const), at, part: fc.constantFrom(1, 2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('failRefund' as const), at }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('dispute' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('winDispute' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('payOut' as const), provider }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const) }) },
)
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never

/** Runs so many histories; returns how many steps they had. A new database after some, since ledgers only grow. */
export async function liveThroughHistories({ runs, seed, steps = 24 }: { runs: number; seed: number; steps?: number }): Promise<number> {
  let paper: Paying | undefined
  let lived = 0
  let done = 0
  await fc.assert(fc.asyncProperty(provider, fc.array(command, { minLength: 4, maxLength: steps }), async (first, commands) => {
    if (paper && ++lived % 60 === 0) paper = await paper.close().then(() => undefined)
    paper ??= await openPaying()
    try {
      done += await live(paper, [...paidOnce(first), ...commands])
    } catch (error) {
      await paper.close()
      paper = undefined
      throw error
    }
  }), { numRuns: runs, seed, endOnFailure: true })
  await paper?.close()
  return done
}

/** What a history goes on from: a pledge whose card is kept. */
function paidOnce(first: 'stripe' | 'mollie'): Command[] {
  return [{ do: 'begin', provider: first, rhythm: 'monthly' }, { do: 'pay', at: 0, failure: '' }, { do: 'notices', how: 'all' }, { do: 'work', begin: [], cutOff: false }]
}

async function live(paper: Paying, commands: readonly Command[]): Promise<number> {
  const given: { due_id: number; pledge_id: number }[] = []
  const from = paper.double.account.state.payments.length
  const payments = () => paper.double.account.state.payments.slice(from)
  let asked = paper.clock.now
  paper.later(86_400)
  for (const step of commands) {
    await take(paper, step, { given, payments })
    // The account there is asked every night; a month without it is another story.
    if (step.do === 'work' && step.begin.includes('provider-accounts')) asked = paper.clock.now
    if (paper.clock.now.getTime() - asked.getTime() > 20 * 86_400_000) {
      await work(paper, { begin: ['provider-accounts'] })
      asked = paper.clock.now
    }
    if (here.has(step.do)) await holds(paper, payments())
  }
  await rest(paper)
  await holds(paper, payments())
  await agrees(paper)
  // Those that come later are not to be kept busy by these.
  for (const { pledge_id } of given) await endPledge(paper.db, { id: pledge_id, why: 'cancelled', ends_on: '2026-03-01' }, { by: 'test', now: paper.clock.now })
  return commands.length
}

/** What changes something on our side. */
const here = new Set<Command['do']>(['begin', 'checkout', 'notices', 'work', 'month', 'refund', 'arrive'])

interface Around { given: { due_id: number; pledge_id: number }[]; payments: () => Paying['double']['account']['state']['payments'] }

async function take(paper: Paying, step: Command, { given, payments }: Around) {
  const { double } = paper
  const { account } = double
  const one = 'at' in step ? payments().at(step.at % Math.max(1, payments().length)) : undefined
  const due_id = 'at' in step ? given.at(step.at % Math.max(1, given.length))?.due_id : undefined
  switch (step.do) {
    case 'begin': return begin(paper, step, given)
    case 'checkout': return due_id === undefined ? undefined : void (await paper.checkout(due_id))
    case 'pay': return one && void account.pay(one, step)
    case 'leave': return one && account.leave(one)
    case 'notices': return notices(paper, step.how)
    case 'fault': return void double.faults.push(step.fault)
    case 'later': return paper.later(step.seconds)
    case 'month': return month(paper, step)
    case 'work': return work(paper, step)
    case 'refund': return due_id === undefined ? undefined : void (await refundDue(paper.db, { due_id, why: 'withdrawn' }, { by: 'test', now: paper.clock.now }))
    case 'refundThere': return one && void account.refund(one, { amount: Math.floor(one.amount / step.part), reference: null })
    case 'failRefund': return one && account.failRefund(one)
    case 'dispute': return one && account.dispute(one)
    case 'winDispute': return one && account.winDispute(one)
    case 'payOut': return account.payOut(step.provider)
    case 'arrive': return arrive(paper)
  }
}

async function begin(paper: Paying, step: { provider: 'stripe' | 'mollie'; rhythm: 'once' | 'monthly' }, given: Around['given']) {
  const { due_id, pledge_id } = await paper.pledge(step.provider, { rhythm: step.rhythm })
  await paper.checkout(due_id)
  given.push({ due_id, pledge_id })
}

/** The next amounts fall due, and something goes wrong as they are charged. */
async function month(paper: Paying, { fault, heard }: { fault: 'away' | 'mute' | undefined; heard: boolean }) {
  paper.later(31 * 86_400)
  paper.double.faults.length = 0
  if (fault) paper.double.faults.push(fault)
  await work(paper, { begin: ['charge-dues'] })
  await notices(paper, heard ? 'all' : 'lost')
}

async function notices({ double }: Paying, how: 'all' | 'twice' | 'backwards' | 'one' | 'lost') {
  const some = double.waiting.splice(0, how === 'one' ? 1 : Infinity)
  if (how === 'lost') return
  for (const notice of how === 'backwards' ? some.toReversed() : some) {
    await double.deliverOne(notice)
    if (how === 'twice') await double.deliverOne(notice)
  }
}

/** A call that nobody answers fails its job, which is tried again; cut off, what was done is done a second time. */
async function work(paper: Paying, { begin, cutOff = false }: { begin: string[]; cutOff?: boolean }) {
  await paper.work({ begin, cutOff, failures: 20 })
}

async function arrive({ db, clock }: Paying) {
  const payouts = await db.selectFrom('provider_payouts').selectAll().where('line_id', 'is', null).execute()
  for (const { id, amount, currency, arrives_on } of payouts) {
    await db.transaction().execute(async (tx) => {
      const line_id = await lineOf(tx, { amount, currency, booked_on: arrives_on })
      await payoutArrived(tx, { payout_id: id, line_id, booked_on: arrives_on }, clock.now)
    })
  }
}

async function lineOf(tx: Paying['db'], { amount, currency, booked_on }: { amount: number; currency: string; booked_on: string }): Promise<number> {
  const now = new Date(`${booked_on}T12:00:00Z`)
  const file = await tx.insertInto('statement_files').values({ name: 'payouts', imported_by: 'test', sha256: randomBytes(32), sealed: randomBytes(8), imported_at: now }).returning('id').executeTakeFirstOrThrow()
  const statement = await tx.insertInto('statements').values({ file_id: file.id, format: 'camt.053.001.08', iban_fingerprint: randomBytes(32), iban_shown: 'DE …', statement_id: randomBytes(6).toString('hex'), digest: randomBytes(32), currency, opening: 0, closing: amount }).returning('id').executeTakeFirstOrThrow()
  const line = await tx.insertInto('statement_lines').values({ statement_id: statement.id, position: 0, entry: 0, amount, currency, booked_on, sealed: randomBytes(8), fingerprint: randomBytes(32), state: 'booked', kind: 'payout' }).returning('id').executeTakeFirstOrThrow()
  return line.id
}

/** So long that all is heard and asked again, with nothing going wrong any more. */
async function rest(paper: Paying) {
  paper.double.faults.length = 0
  for (let n = 0; n < 3; n++) {
    paper.later(26 * 3_600)
    await work(paper, { begin: ['charge-dues', 'ask-providers', ...(n === 1 ? [] : ['provider-accounts'])] })
    await paper.double.deliverAll()
    await work(paper, { begin: [] })
  }
}

/** What must be so at every step. */
async function holds(paper: Paying, payments: Paying['double']['account']['state']['payments']) {
  assert.deepEqual(await paper.findings(), [])
  const dues = await paper.db.selectFrom('provider_payments').select(['reference', 'due_id']).where('reference', 'in', ['00000000-0000-4000-8000-000000000000', ...payments.map(({ reference }) => reference)]).execute()
  const due = new Map(dues.map(({ reference, due_id }) => [reference, due_id]))
  const paid = payments.filter(({ state }) => state === 'paid').map(({ reference }) => due.get(reference))
  assert.ok(!paid.includes(undefined), 'something was paid that is not ours')
  assert.equal(new Set(paid).size, paid.length, 'a due was charged twice')
}

/** When all has been heard, both sides say the same. */
async function agrees(paper: Paying) {
  const { db, double: { account } } = paper
  const ours = new Map((await db.selectFrom('provider_payments').selectAll().execute()).map((payment) => [payment.reference, payment]))
  for (const theirs of account.state.payments) {
    const known = ours.get(theirs.reference)
    const sum = (amounts: number[]) => amounts.reduce((one, other) => one + other, 0)
    const expected = theirs.state === 'paid' ? { state: 'paid', refunded: sum(theirs.refunds.filter(({ state }) => state === 'done').map(({ amount }) => amount)), disputed: sum(theirs.disputes.filter(({ reversed }) => reversed === null).map(({ amount }) => amount)) }
      : { state: theirs.state === 'expired' ? 'lapsed' : theirs.state, refunded: 0, disputed: 0 }
    assert.deepEqual(known && { state: known.state, refunded: known.refunded, disputed: known.disputed }, expected, theirs.reference)
  }
  const onTheirWay = await db.selectFrom('provider_payouts').select(['provider', 'amount']).where('line_id', 'is', null).execute()
  for (const name of ['stripe', 'mollie'] as const) {
    const away = onTheirWay.filter((payout) => payout.provider === name).reduce((all, { amount }) => all + amount, 0)
    assert.equal(await paper.balance(name), account.balance(name, 'EUR') + away, name)
  }
  const waiting = await db.selectFrom('provider_payments').select('id').where('state', 'in', ['asked', 'open']).execute()
  assert.deepEqual(waiting, [], 'something is still waited for')
}
