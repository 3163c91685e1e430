import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkAddress } from './link-dialog.ts'

test('an address is taken as it is, with a beginning where it was left out', () => {
  assert.equal(linkAddress(' https://a.example/x?y#z '), 'https://a.example/x?y#z')
  assert.equal(linkAddress('a.example/x'), 'https://a.example/x')
  assert.equal(linkAddress('ada@a.example'), 'mailto:ada@a.example')
  assert.equal(linkAddress('tel:+49 30 123'), 'tel:+4930123')
  assert.equal(linkAddress('/politik/depot-1'), '/politik/depot-1')
  assert.equal(linkAddress('#note-1'), '#note-1')
})
test('what is no address is refused, scripts above all', () => {
  for (const typed of ['', 'kein Link', 'javascript:alert(1)', '//a.example', 'data:text/html,x', 'https://', 'http://a b', 'ftp://a.example']) assert.equal(linkAddress(typed), undefined, typed)
})
