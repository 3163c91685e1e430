import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createAddresses } from './address.ts'
import { get, post } from './route.ts'

const anyone = async () => 'anyone' as const
const handle = async () => new Response()
const addresses = createAddresses([
  get('/', anyone, handle, ['p']), get('/health', anyone, handle), get('/:slug', anyone, handle, ['order', 'after']),
  get('/:section/:article/comments', anyone, handle), post('/:section/:article/comments', anyone, handle),
])
const key = (address: string) => addresses.key(address)?.key

test('a plain path is its own key', () => {
  for (const path of ['/', '/stadt', '/a-b_c.html', '/stadt/depot-42/comments']) assert.equal(key(path), path)
})
test('a path that could be written otherwise has no key', () => {
  for (const path of ['', '*', '//', '/stadt/', '//stadt', '/./stadt', '/../stadt', '/stadt/..', '/stadt/./comments', '/.hidden', '/%73tadt', '/stadt%2f', '/st adt', '/straße', '/a\\b', '/a;b', 'http://host/stadt', '/none/at/all/here']) assert.equal(key(path), undefined, path)
})
test('of the query only what the route declares is in the key, sorted, each once', () => {
  assert.equal(key('/stadt?order=old&after=5'), '/stadt?after=5&order=old')
  assert.equal(key('/stadt?x=1&after=5&after=6'), '/stadt?after=5')
  assert.equal(key('/stadt?x=1'), '/stadt')
  assert.equal(key('/stadt?'), '/stadt')
  assert.equal(key('/health?after=5'), '/health')
})
test('a value that is not plain has no key', () => {
  for (const value of ['', '%20', 'a/b', 'ä', 'a'.repeat(65)]) assert.equal(key(`/stadt?after=${value}`), undefined, value)
})
test('whatever is asked for, a key leads to itself', () => {
  const part = fc.stringMatching(/^[a-c.%/?&=#\\]*$/)
  fc.assert(fc.property(part, part, (path, query) => {
    const found = key(`/${path}?${query}&after=1`)
    if (found !== undefined) assert.equal(key(found), found)
  }), { numRuns: 2_000 })
})
test('a path knows its methods', () => {
  assert.deepEqual(addresses.methods('/stadt/depot-42/comments'), ['GET', 'HEAD', 'POST'])
  assert.deepEqual(addresses.methods('/stadt'), ['GET', 'HEAD'])
  assert.deepEqual(addresses.methods('/none/at/all/here'), [])
})
test('the route is the first that matches, as for the program itself', () => {
  assert.equal(addresses.route('GET', '/health')?.path, '/health')
  assert.equal(addresses.route('GET', '/stadt')?.path, '/:slug')
})
