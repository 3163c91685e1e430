import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openPaying } from '../../test/paying.ts'
import type { ProviderName } from './provider.ts'
import { refundDue } from './refund.ts'
import { renewalDue } from './renewal.ts'

const paper = await openPaying()
after(paper.close)
const day = 86_400

/** A pledge whose first payment has been made. */
async function paidPledge(provider: ProviderName, over: { rhythm?: 'once' | 'monthly'; failure?: string } = {}) {
  const given = await paper.pledge(provider, over)
  const way = await paper.checkout(given.due_id)
  assert.ok('url' in way)
  const payment = paper.at(way.url)
  assert.ok(paper.double.account.pay(payment, { failure: over.failure ?? '' }))
  await paper.double.deliverAll()
  await paper.work()
  return { ...given, payment }
}
const act = () => ({ by: 'test', now: paper.clock.now })
const entries = (due_id: number) => paper.db.selectFrom('ledger_entries').select('kind').where('due_id', '=', due_id).orderBy('id').execute().then((rows) => rows.map(({ kind }) => kind))

for (const provider of ['stripe', 'mollie'] as const) {
  test(`${provider}: a checkout is paid, confirms the pledge, and keeps the card for the next time`, async () => {
    const { pledge_id, due_id, payment } = await paidPledge(provider)
    assert.equal((await paper.due(due_id)).state, 'paid')
    const pledge = await paper.pledgeOf(pledge_id)
    assert.deepEqual([pledge.state, pledge.provider_customer, pledge.provider_method], ['active', payment.customer, payment.method])
    assert.deepEqual(await entries(due_id), provider === 'stripe' ? ['charge_paid', 'charge_fee'] : ['charge_paid'])

    paper.later(32 * day)
    await paper.work({ begin: ['charge-dues'] })
    await paper.double.deliverAll()
    await paper.work()
    const dues = await paper.db.selectFrom('dues').selectAll().where('pledge_id', '=', pledge_id).orderBy('id').execute()
    assert.deepEqual(dues.map(({ state }) => state), ['paid', 'paid'])
    assert.equal(paper.double.account.state.payments.filter(({ customer }) => customer === payment.customer).length, 2)
    assert.equal(await paper.balance(provider), paper.double.account.balance(provider, 'EUR'))
  })

  test(`${provider}: whoever asks twice for the way to pay is led to the same page, and what was paid is not asked for again`, async () => {
    const { due_id } = await paper.pledge(provider)
    const [one, two] = [await paper.checkout(due_id), await paper.checkout(due_id)]
    assert.deepEqual(one, two)
    assert.ok('url' in one)
    paper.double.account.pay(paper.at(one.url))
    assert.deepEqual(await paper.checkout(due_id), { refused: 'settled' })
    assert.equal((await paper.due(due_id)).state, 'paid')
    paper.double.waiting.length = 0
  })

  test(`${provider}: a payer who never comes back leaves nothing behind`, async () => {
    const { pledge_id, due_id } = await paper.pledge(provider)
    assert.ok('url' in (await paper.checkout(due_id)))
    paper.later(26 * 3_600)
    await paper.work({ begin: ['ask-providers'] })
    const pledge = await paper.pledgeOf(pledge_id)
    assert.deepEqual([pledge.state, pledge.ended_why, (await paper.due(due_id)).state], ['ended', 'failed', 'dropped'])
    paper.double.waiting.length = 0
  })

  test(`${provider}: an answer that was lost is found by our reference, also after the day on which keys hold`, async () => {
    const { pledge_id } = await paidPledge(provider)
    paper.later(32 * day)
    paper.double.faults.push('mute')
    await paper.work({ begin: ['charge-dues'] })
    paper.double.waiting.length = 0
    paper.later(2 * day)
    await paper.work({ begin: ['ask-providers'] })
    const dues = await paper.db.selectFrom('dues').selectAll().where('pledge_id', '=', pledge_id).orderBy('id').execute()
    assert.deepEqual(dues.map(({ state }) => state), ['paid', 'paid'])
    assert.equal((await paper.paymentsOf(dues[1]!.id)).length, 1)
    assert.equal(await paper.balance(provider), paper.double.account.balance(provider, 'EUR'))
  })

  test(`${provider}: a call that was never heard is made again, once`, async () => {
    const { pledge_id, payment } = await paidPledge(provider)
    paper.later(32 * day)
    paper.double.faults.push('away')
    await paper.work({ begin: ['charge-dues'] })
    paper.later(120)
    await paper.work()
    const states = (await paper.db.selectFrom('dues').select('state').where('pledge_id', '=', pledge_id).orderBy('id').execute()).map(({ state }) => state)
    assert.deepEqual(states, ['paid', 'paid'])
    assert.equal(paper.double.account.state.payments.filter(({ customer }) => customer === payment.customer).length, 2)
    paper.double.waiting.length = 0
  })

  test(`${provider}: a card without money is tried again after three and seven days, then the pledge stops and its supporter is asked`, async () => {
    const { pledge_id, supporter_id, payment } = await paidPledge(provider, { failure: 'insufficient_funds' })
    paper.later(32 * day)
    for (const [days, tries] of [[0, 1], [1, 1], [2.1, 2], [2, 2], [2.1, 3], [3, 3]] as const) {
      paper.later(days * day)
      await paper.work({ begin: ['charge-dues'] })
      assert.equal(paper.double.account.state.payments.filter(({ off_session, customer }) => off_session && customer === payment.customer).length, tries)
    }
    assert.deepEqual([(await paper.pledgeOf(pledge_id)).state, (await paper.pledgeOf(pledge_id)).stopped_why], ['stopped', 'unpaid'])
    const supporter = await paper.db.selectFrom('supporters').select('mail_address').where('id', '=', supporter_id).executeTakeFirstOrThrow()
    const mails = await paper.db.selectFrom('mails').select('text').where('to_address', '=', supporter.mail_address).execute()
    assert.equal(mails.length, 1)
    assert.match(mails[0]!.text, /5\s€.*abbuchen.*\/my-support\//s)
    paper.double.waiting.length = 0
  })

  test(`${provider}: an expired card is not tried again, and with another one the pledge goes on`, async () => {
    const { pledge_id } = await paidPledge(provider, { failure: 'expired_card' })
    paper.later(32 * day)
    await paper.work({ begin: ['charge-dues'] })
    const stopped = await paper.pledgeOf(pledge_id)
    assert.equal(stopped.state, 'stopped')
    const due_id = (await renewalDue(paper.db, pledge_id, { now: paper.clock.now })) ?? assert.fail()
    assert.equal(await renewalDue(paper.db, pledge_id, { now: paper.clock.now }), due_id)
    const way = await paper.checkout(due_id)
    assert.ok('url' in way)
    paper.double.account.pay(paper.at(way.url))
    await paper.double.deliverAll()
    await paper.work()
    const renewed = await paper.pledgeOf(pledge_id)
    assert.deepEqual([renewed.state, (await paper.due(due_id)).state], ['active', 'paid'])
    assert.notEqual(renewed.provider_method, stopped.provider_method)
    assert.ok(renewed.next_due_on !== null && renewed.next_due_on > '2026-04')
    paper.double.waiting.length = 0
  })

  test(`${provider}: whoever renews their card a few days before the usual day is not charged again on it`, async () => {
    const { pledge_id } = await paidPledge(provider, { failure: 'expired_card' })
    paper.later(32 * day)
    await paper.work({ begin: ['charge-dues'] })
    paper.later(25 * day)
    const due_id = (await renewalDue(paper.db, pledge_id, { now: paper.clock.now })) ?? assert.fail()
    const way = await paper.checkout(due_id)
    assert.ok('url' in way)
    paper.double.account.pay(paper.at(way.url))
    await paper.double.deliverAll()
    await paper.work()
    const paid = () => paper.db.selectFrom('dues').select('id').where('pledge_id', '=', pledge_id).where('state', '=', 'paid').execute()
    assert.equal((await paid()).length, 2)
    for (const [days, dues] of [[10, 2], [25, 3]] as const) {
      paper.later(days * day)
      await paper.work({ begin: ['charge-dues'] })
      await paper.double.deliverAll()
      await paper.work()
      assert.equal((await paid()).length, dues)
    }
    paper.double.waiting.length = 0
  })

  test(`${provider}: what is withdrawn goes back the way it came, once, though the answer is lost`, async () => {
    const { due_id } = await paidPledge(provider)
    const { how, amount } = await refundDue(paper.db, { due_id, why: 'withdrawn' }, act())
    assert.deepEqual([how, amount], ['provider', 500])
    assert.equal((await refundDue(paper.db, { due_id, why: 'withdrawn' }, act())).how, 'provider')
    paper.double.faults.push('mute')
    await paper.work()
    paper.later(2 * day)
    await paper.work()
    await paper.double.deliverAll()
    await paper.work()
    assert.equal((await paper.due(due_id)).state, 'refunded')
    assert.deepEqual((await paper.refundsOf(due_id)).map(({ state }) => state), ['done'])
    assert.equal(paper.double.account.state.payments.findLast(({ refunds }) => refunds.length > 0)?.refunds.length, 1)
    assert.equal((await refundDue(paper.db, { due_id, why: 'withdrawn' }, act())).how, 'nothing')
  })

  test(`${provider}: a refund that fails there is owed from the bank account`, async () => {
    const { due_id, payment } = await paidPledge(provider)
    await refundDue(paper.db, { due_id, why: 'withdrawn' }, act())
    await paper.work()
    paper.double.account.failRefund(payment)
    await paper.double.deliverAll()
    await paper.work()
    assert.deepEqual((await paper.refundsOf(due_id)).map(({ state, provider_payment_id }) => [state, provider_payment_id !== null]), [['failed', true], ['owed', false]])
    assert.equal((await paper.due(due_id)).state, 'refunded')
  })

  test(`${provider}: what the payer's bank takes back is no income, and is again when the paper wins`, async () => {
    const { pledge_id, due_id, payment } = await paidPledge(provider)
    paper.double.account.dispute(payment)
    await paper.double.deliverAll()
    await paper.work()
    assert.deepEqual([(await paper.due(due_id)).state, (await paper.pledgeOf(pledge_id)).state], ['returned', 'stopped'])
    paper.double.account.winDispute(payment)
    paper.double.waiting.length = 0
    paper.later(2 * day)
    await paper.work({ begin: ['ask-providers'] })
    assert.equal((await paper.due(due_id)).state, 'paid')
    assert.equal(await paper.balance(provider), paper.double.account.balance(provider, 'EUR'))
  })

  test(`${provider}: a withdrawal while the payer is still on the page gives back what then comes`, async () => {
    const given = await paper.pledge(provider)
    const way = await paper.checkout(given.due_id)
    assert.ok('url' in way)
    assert.equal((await refundDue(paper.db, { due_id: given.due_id, why: 'withdrawn' }, act())).how, 'waiting')
    paper.double.account.pay(paper.at(way.url))
    await paper.double.deliverAll()
    await paper.work()
    assert.deepEqual([(await paper.due(given.due_id)).state, (await paper.refundsOf(given.due_id)).map(({ state, why }) => [state, why])], ['refunded', [['dropped', 'withdrawn'], ['done', 'withdrawn']]])
  })

  test(`${provider}: what comes although it came otherwise is never income, and goes back`, async () => {
    const given = await paper.pledge(provider, { rhythm: 'once' })
    const way = await paper.checkout(given.due_id)
    assert.ok('url' in way)
    // As if a transfer with the pledge's reference had come meanwhile.
    const { book, move } = await import('./ledger.ts')
    const { duesPaid } = await import('./due.ts')
    await book(paper.db, [{ kind: 'voucher_received', source: given.due_id, due_id: given.due_id, booked_on: '2026-03-01', postings: move({ from: 'gifts', to: 'cash', amount: 500, currency: 'EUR' }) }], paper.clock.now)
    await duesPaid(paper.db, [{ due_id: given.due_id, on: '2026-03-01' }])
    paper.double.account.pay(paper.at(way.url))
    await paper.double.deliverAll()
    await paper.work()
    assert.equal((await paper.due(given.due_id)).state, 'paid')
    assert.deepEqual((await paper.refundsOf(given.due_id)).map(({ state, why }) => [state, why]), [['done', 'double']])
    assert.equal(await paper.balance(provider), paper.double.account.balance(provider, 'EUR'))
  })

  test(`${provider}: a payout is taken down with its parts, fees and all, and the account there comes out even when it arrives`, async () => {
    await paidPledge(provider)
    paper.double.account.payOut(provider)
    await paper.work({ begin: ['provider-accounts', 'provider-accounts'] })
    const payouts = await paper.db.selectFrom('provider_payouts').selectAll().where('provider', '=', provider).execute()
    assert.equal(payouts.length, 1)
    const parts = await paper.db.selectFrom('provider_payout_parts').selectAll().where('payout_id', '=', payouts[0]!.id).execute()
    assert.equal(parts.reduce((sum, { amount, fee }) => sum + amount - fee, 0), payouts[0]!.amount)
    assert.ok(parts.every(({ kind, provider_payment_id }) => kind === 'fee' || provider_payment_id !== null))
    assert.equal(await paper.balance(provider), paper.double.account.balance(provider, 'EUR') + payouts[0]!.amount)
  })

  test(`${provider}: what was paid out and refunded in months in which nobody could ask is found afterwards`, async () => {
    const { payment } = await paidPledge(provider)
    paper.double.account.refund(payment, { amount: 100, reference: null })
    paper.double.waiting.length = 0
    paper.double.account.payOut(provider)
    const { length } = paper.double.account.state.payouts.filter((one) => one.provider === provider)
    paper.later(100 * day)
    await paper.work({ begin: ['provider-accounts'] })
    assert.equal((await paper.db.selectFrom('provider_payouts').select('id').where('provider', '=', provider).execute()).length, length)
    assert.equal((await paper.paymentsOf((await paper.db.selectFrom('provider_payments').select('due_id').where('reference', '=', payment.reference).executeTakeFirstOrThrow()).due_id))[0]?.refunded, 100)
  })
}

test('a notice of Stripe that is not signed, changed, or old is not looked at', async () => {
  await paidPledge('stripe')
  const { body, headers } = paper.sent.findLast(({ provider }) => provider === 'stripe') ?? assert.fail()
  const send = async (bytes: string, over: Record<string, string> = {}) => (await paper.app.request('/webhooks/stripe', { method: 'POST', body: bytes, headers: { ...headers, ...over } })).status
  assert.equal(await send(body), 200)
  assert.equal(await send(body, { 'stripe-signature': 't=1,v1=00' }), 400)
  assert.equal(await send(body.replace('paid', 'Paid')), 400)
  paper.later(301)
  assert.equal(await send(body), 400)
})

test('a notice of Mollie is no more than a question: nonsense is refused, and what is unknown gets the same answer as what is known', async () => {
  const send = async (body: string) => (await paper.app.request('/webhooks/mollie', { method: 'POST', body })).status
  assert.deepEqual([await send('id=tr_unknown'), await send('id=../x'), await send('')], [200, 400, 400])
})

test('the ledger explains all of it', async () => {
  assert.deepEqual(await paper.findings(), [])
})
