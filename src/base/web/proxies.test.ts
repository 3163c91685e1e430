import assert from 'node:assert/strict'
import { test } from 'node:test'
import ipaddr from 'ipaddr.js'
import { caller } from './proxies.ts'

const ours = ['10.0.0.0/8', '2001:db8:aa::/48'].map((range) => ipaddr.parseCIDR(range))
const ask = (peer: string, headers: Record<string, string> = {}, proxies = ours) => caller({ socket: { remoteAddress: peer }, headers: { host: 'paper.example', ...headers } }, proxies)
const lies = { 'x-forwarded-for': '198.51.100.1', 'x-forwarded-proto': 'https' }

test('a stranger is not believed', () => {
  assert.deepEqual(ask('203.0.113.5', lies), { address: '203.0.113.5', scheme: 'http', host: 'paper.example' })
})
test('without ranges nobody is believed', () => {
  assert.equal(ask('10.0.0.1', lies, []).address, '10.0.0.1')
})
test('one of our proxies is believed', () => {
  assert.deepEqual(ask('10.0.0.1', lies), { address: '198.51.100.1', scheme: 'https', host: 'paper.example' })
})
test('what a reader has put before the proxies’ own entries is not believed', () => {
  assert.equal(ask('10.0.0.1', { 'x-forwarded-for': '1.1.1.1, 198.51.100.1, 10.0.0.2' }).address, '198.51.100.1')
})
test('a proxy that names nobody is itself the reader', () => {
  assert.deepEqual(ask('10.0.0.1'), { address: '10.0.0.1', scheme: 'http', host: 'paper.example' })
})
test('what is no address ends the chain', () => {
  assert.equal(ask('10.0.0.1', { 'x-forwarded-for': '198.51.100.1, unknown, 10.0.0.2' }).address, '10.0.0.2')
  assert.equal(ask('10.0.0.1', { 'x-forwarded-for': '16909060' }).address, '10.0.0.1')
})
test('IPv6, with and without brackets and port, and IPv4 within it', () => {
  assert.equal(ask('::ffff:10.0.0.1', { 'x-forwarded-for': '[2001:db8::7]:4711' }).address, '2001:db8::7')
  assert.equal(ask('2001:db8:aa::1', { 'x-forwarded-for': '198.51.100.1:4711' }).address, '198.51.100.1')
  assert.equal(ask('::ffff:203.0.113.5', lies).address, '203.0.113.5')
})
test('of several schemes the nearest proxy’s word counts', () => {
  assert.equal(ask('10.0.0.1', { 'x-forwarded-proto': 'https, http' }).scheme, 'http')
  assert.equal(ask('10.0.0.1', { 'x-forwarded-proto': 'gopher' }).scheme, 'http')
})
