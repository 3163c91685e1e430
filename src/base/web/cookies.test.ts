import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieOf } from './cookies.ts'

const asked = (cookie: string) => new Request('http://paper.test/', { headers: { cookie } })

test('on https only the cookie counts that no neighbour of the domain can set', () => {
  assert.equal(cookieOf(asked('litfass=planted'), { url: 'https://paper.test' }), undefined)
  assert.equal(cookieOf(asked('litfass=planted; __Host-litfass=own'), { url: 'https://paper.test' }), 'own')
  assert.equal(cookieOf(asked('a=b; litfass=own'), { url: 'http://paper.test' }), 'own')
  assert.equal(cookieOf(asked('litfass='), { url: 'http://paper.test' }), undefined)
})
