import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { house } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { confirmAddressChange } from './address-change.ts'
import { hashOf } from './session.ts'
import { insertLink } from './writes/links.ts'

const now = new Date('2026-03-01T12:00:00Z')
const wanted = 'wanted@mail.example'
const site = { url: 'http://paper.test' }
let shared: FreshDatabase
before(async () => { shared = await freshDatabase() })
after(() => shared.drop())

async function linkFor(db: FreshDatabase['db'], { id, mail_address = wanted }: { id: number; mail_address?: string }) {
  const token = String(id).padStart(43, 'x')
  await insertLink(db, { token_hash: hashOf(token), purpose: 'change_address', reader_id: id, mail_address, language: 'de', created_at: now, expires_at: new Date(now.getTime() + 60_000) })
  return token
}

test('of two accounts that confirm the same address at the same moment one has it, and the other is told that it is taken', async () => {
  const tokens = []
  for (const name of ['Ada', 'Eve']) tokens.push(await linkFor(shared.db, { id: (await makeAccount(shared.db, { name })).id, mail_address: name === 'Ada' ? wanted : wanted.toUpperCase() }))
  const outcomes = await Promise.all(tokens.map((token) => confirmAddressChange(shared.db, { token, who: 'nobody' }, { site, now })))
  assert.deepEqual(outcomes.sort(), ['changed', 'taken'])
})

test('whoever confirms an address that another account has taken meanwhile reads so, and keeps the old one', house(async (t) => {
  const [ada] = [await makeAccount(t.db, { name: 'Ada' }), await makeAccount(t.db, { mail_address: wanted })]
  const answer = await t.send(`/account/address/${await linkFor(t.db, { id: ada.id })}`, {}, ada.cookie)
  assert.equal(answer.status, 409)
  assert.match(answer.html, /<h1>Diese Mailadresse ist vergeben<\/h1>/)
  assert.match((await t.open('/account', ada.cookie)).html, new RegExp(ada.mail_address))
}))
