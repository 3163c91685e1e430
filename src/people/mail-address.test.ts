import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailAddressIn } from './mail-address.ts'

test('addresses are taken as people write them', () => {
  assert.equal(mailAddressIn(' Ada.Muster+zeitung@Example.DE '), 'Ada.Muster+zeitung@example.de')
  assert.equal(mailAddressIn("o'neill@müller.example"), "o'neill@xn--mller-kva.example")
})

test('what is no address, or would be more than one, is none', () => {
  for (const text of ['', 'ada', 'ada@', '@x.de', 'ada@x', 'a b@x.de', 'ada@x.de\nBcc: all@x.de', 'ada@x.de, eve@x.de', '"ada"@x.de', 'ada@x..de', 'a@[127.0.0.1]', '.a@x.de', `${'a'.repeat(65)}@x.de`, 'ada@x.de>', 'ada@-x.de', 'ada@1.2.3.4']) assert.equal(mailAddressIn(text), undefined, text)
})
