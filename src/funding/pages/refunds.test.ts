import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { importMade, makeBankAccount, makePledge, makeStatement, otherIban } from '../../../test/statement-makers.ts'
import { paths, url } from '../../urls.ts'
import { refundDue } from '../refund.ts'

test('what is owed is listed with its reference; the account is shown by a deed, and the bank’s line ends it', house(async ({ db, open, send, now }) => {
  const { cookie, id: staff } = await makeAccount(db, { roles: ['bookkeeper'] })
  assert.match((await open(paths.deskRefunds, cookie)).html, /Es ist nichts zurückzuzahlen/)
  await makeBankAccount(db)
  const { pledge_id, reference } = await makePledge(db)
  await importMade(db, makeStatement({ opening: 0, entries: [{ amount: 500, reference, name: 'Grete Grün', iban: otherIban }] }))
  const due = await db.selectFrom('dues').select('id').where('pledge_id', '=', pledge_id).executeTakeFirstOrThrow()
  const { how, refund_id } = await refundDue(db, { due_id: due.id, why: 'withdrawn' }, { by: 'staff:1', now })
  assert.equal(how, 'bank')

  const { html } = await open(paths.deskRefunds, cookie)
  const [, told = ''] = /([0-9a-f]{8}-[0-9a-f-]{27})/.exec(html) ?? []
  assert.match(html, /zu überweisen.*Widerruf.*>5\s€</s)
  assert.doesNotMatch(html, new RegExp(`${otherIban}|Grete`))
  assert.match((await open(paths.deskFunding, cookie)).html, /Rückzahlungen, die zu überweisen sind/)

  const shown = await send(url(paths.deskRefundAccount, { id: String(refund_id) }), {}, cookie)
  assert.equal(shown.status, 200)
  assert.match(shown.html, /Grete Grün.*DE02 5001 0517 0137 0750 30/s)
  assert.equal(shown.headers.get('cache-control'), 'no-store')
  const noted = await db.selectFrom('journal').select(['what', 'actor']).where('what', '=', 'account number shown').execute()
  assert.deepEqual(noted, [{ what: 'account number shown', actor: `staff:${staff}` }])

  await importMade(db, makeStatement({ opening: 500, entries: [{ amount: -500, text: told, name: 'Grete Grün', iban: otherIban }] }))
  assert.match((await open(paths.deskRefunds, cookie)).html, /Es ist nichts zurückzuzahlen/)
  assert.equal((await send(url(paths.deskRefundAccount, { id: String(refund_id) }), {}, cookie)).status, 404)
}))

test('refunds are the bookkeeper’s', house(async ({ db, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['fundraiser', 'publisher'] })
  for (const answer of [await open(paths.deskRefunds, cookie), await send(url(paths.deskRefundAccount, { id: '1' }), {}, cookie)]) assert.notEqual(answer.status, 200)
}))
