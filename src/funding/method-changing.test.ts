// Another card for a pledge that goes on, through the stand-in for both providers.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openOwnSideOf } from '../../test/own-side-makers.ts'
import { openPaying } from '../../test/paying.ts'
import type { ProviderName } from './provider.ts'

const paper = await openPaying()
after(() => paper.close())
const day = 86_400

/** A pledge by card that has been paid once; `failure`: what its card answers the next time. */
async function carded(provider: ProviderName, { failure = '' } = {}) {
  // Those of other tests give no more.
  await paper.db.updateTable('pledges').set({ next_due_on: null }).execute()
  const given = await paper.pledge(provider)
  const checkout = await paper.checkout(given.due_id)
  assert.ok('url' in checkout)
  paper.double.account.pay(paper.at(checkout.url), { failure })
  await hear()
  return { ...given, cookie: await openOwnSideOf(paper.db, given.supporter_id) }
}
async function hear() {
  await paper.double.deliverAll()
  await paper.work()
}

async function asks({ pledge_id, cookie }: { pledge_id: number; cookie: string }) {
  const address = `/my-support/pledges/${pledge_id}/card`
  const page = await paper.app.request(address, { headers: { cookie } })
  assert.equal(page.status, 200)
  const answer = await paper.app.request(address, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://paper.test' }, body: '' })
  const [, leads = ''] = /^0; url=(\S+)$/.exec(answer.headers.get('refresh') ?? '') ?? []
  return { html: await page.text(), status: answer.status, leads }
}
const methodOf = async (id: number) => (await paper.pledgeOf(id)).provider_method
const charged = (customer: string | null) => paper.double.account.state.payments.filter((payment) => payment.off_session && payment.customer === customer).map(({ state }) => state)
const changes = (pledge_id: number) => paper.db.selectFrom('method_changes').select('state').where('pledge_id', '=', pledge_id).orderBy('id').execute().then((rows) => rows.map(({ state }) => state))
const mailsTo = (supporter_id: number) => paper.db.selectFrom('mails').innerJoin('supporters', 'supporters.mail_address', 'mails.to_address').select(['subject', 'text']).where('supporters.id', '=', supporter_id).orderBy('mails.id').execute()

for (const provider of ['stripe', 'mollie'] as const) {
  test(`${provider}: the old card stays until the provider says that the new one is kept; then a mail says so, and the next amount is charged to it`, async () => {
    const given = await carded(provider)
    const before = await paper.pledgeOf(given.pledge_id)
    const { html, leads } = await asks(given)
    assert.match(html, /Bezahlt wird dabei nichts/)
    assert.equal(await methodOf(given.pledge_id), before.provider_method)
    const kept = paper.at(leads)
    assert.equal(kept.amount, 0)
    paper.double.account.pay(kept)
    // Whoever comes back sees that it is not said yet; the notice says it, however often it comes.
    assert.equal(await methodOf(given.pledge_id), before.provider_method)
    const [notice] = paper.double.waiting
    await hear()
    if (notice) await paper.double.deliverOne(notice)
    await paper.work()
    const pledge = await paper.pledgeOf(given.pledge_id)
    assert.deepEqual([pledge.state, pledge.way, pledge.provider_customer, pledge.provider_method], ['active', 'provider', kept.customer, kept.method])
    assert.deepEqual(await changes(given.pledge_id), ['done'])
    const said = (await mailsTo(given.supporter_id)).filter(({ subject }) => /so zahlen Sie künftig/.test(subject))
    assert.equal(said.length, 1)
    assert.match(said[0]?.text ?? '', /5\s€ im Monat buchen wir von der Karte[\s\S]*my-support/)
    paper.later(32 * day)
    await paper.work({ begin: ['charge-dues'] })
    await hear()
    assert.deepEqual([charged(kept.customer), charged(before.provider_customer)], [['paid'], []])
    assert.deepEqual(await paper.findings(), [])
  })

  test(`${provider}: whoever leaves the page, or never comes back, changes nothing`, async () => {
    const given = await carded(provider)
    const before = await methodOf(given.pledge_id)
    for (const leave of [true, false]) {
      const { leads } = await asks(given)
      if (leave) paper.double.account.leave(paper.at(leads))
      await hear()
    }
    paper.later(26 * 3_600)
    await paper.work({ begin: ['ask-providers'] })
    await hear()
    assert.equal(await methodOf(given.pledge_id), before)
    assert.equal((await paper.pledgeOf(given.pledge_id)).state, 'active')
    assert.deepEqual(await changes(given.pledge_id), provider === 'mollie' ? ['failed', 'lapsed'] : ['lapsed', 'lapsed'])
  })

  // With Mollie it is the making of a customer that is lost: there is no page then, and nobody on it.
  test(`${provider}: an answer or a notice that was lost is found by asking`, async () => {
    const given = await carded(provider)
    paper.double.faults.push('mute')
    const lost = await asks(given)
    assert.equal(lost.status, 503)
    const [open] = paper.double.account.state.payments.filter(({ amount, state, provider: at }) => amount === 0 && state === 'open' && at === provider)
    if (open) paper.double.account.pay(open)
    paper.double.waiting.length = 0
    paper.later(4_000)
    await paper.work({ begin: ['ask-providers'] })
    assert.deepEqual(await changes(given.pledge_id), [open ? 'done' : 'lapsed'])
    assert.equal(await methodOf(given.pledge_id) === open?.method, open !== undefined)
  })

  test(`${provider}: a charge that is on its way with the old card is charged once; if it fails the pledge goes on with the new one`, async () => {
    for (const failure of ['', 'expired_card']) {
      const given = await carded(provider, { failure })
      paper.later(32 * day)
      // Heard and done, and not known to be.
      paper.double.faults.push('mute')
      await paper.work({ begin: ['charge-dues'] })
      paper.double.waiting.length = 0
      const { html, leads } = await asks(given)
      assert.match(html, /wird nicht ein zweites Mal abgebucht/)
      const kept = paper.at(leads)
      paper.double.account.pay(kept)
      // The new card is known before what became of the charge.
      await hear()
      paper.later(120)
      await paper.work({ begin: ['ask-providers'] })
      paper.later(4 * day)
      await paper.work({ begin: ['charge-dues'] })
      await hear()
      assert.equal((await paper.pledgeOf(given.pledge_id)).state, 'active')
      const dues = await paper.db.selectFrom('dues').select('state').where('pledge_id', '=', given.pledge_id).orderBy('id').execute()
      assert.deepEqual(dues.map(({ state }) => state), ['paid', 'paid'])
      assert.deepEqual(charged(kept.customer), failure === '' ? [] : ['paid'])
      assert.deepEqual(await paper.findings(), [])
    }
  })
}

test('from a transfer to a card, and back: what is due is asked for one way only', async () => {
  const given = await carded('stripe')
  await paper.db.insertInto('bank_accounts').values({ holder: 'Bote', iban: 'DE02120300000000202051' }).execute()
  assert.equal((await paper.app.request(`/my-support/pledges/${given.pledge_id}/transfer`, { method: 'POST', headers: { cookie: given.cookie, 'content-type': 'application/x-www-form-urlencoded', origin: 'http://paper.test' }, body: '' })).status, 303)
  assert.equal((await paper.pledgeOf(given.pledge_id)).way, 'transfer')
  const { html, leads } = await asks(given)
  assert.match(html, /womit Sie künftig zahlen/)
  const kept = paper.at(leads)
  paper.double.account.pay(kept)
  await hear()
  const pledge = await paper.pledgeOf(given.pledge_id)
  assert.deepEqual([pledge.way, pledge.provider, pledge.provider_method], ['provider', 'stripe', kept.method])
  paper.later(32 * day)
  await paper.work({ begin: ['charge-dues'] })
  await hear()
  assert.deepEqual(charged(kept.customer), ['paid'])
  assert.deepEqual(await paper.findings(), [])
})

test('what was confirmed after the pledge had ended is not taken, and nobody is written to', async () => {
  const given = await carded('stripe')
  const { leads } = await asks(given)
  await paper.db.updateTable('pledges').set({ state: 'ended', ended_why: 'cancelled', ends_on: '2026-03-01', next_due_on: null }).where('id', '=', given.pledge_id).execute()
  const [before, mails] = [await methodOf(given.pledge_id), (await mailsTo(given.supporter_id)).length]
  paper.double.account.pay(paper.at(leads))
  await hear()
  assert.deepEqual([await methodOf(given.pledge_id), await changes(given.pledge_id), (await mailsTo(given.supporter_id)).length], [before, ['over'], mails])
})
