import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cookieOf, partCookie, partCookieOf } from './cookies.ts'

const asked = (cookie: string) => new Request('http://paper.test/', { headers: { cookie } })

test('on https only the cookie counts that no neighbour of the domain can set', () => {
  assert.equal(cookieOf(asked('litfass=planted'), { url: 'https://paper.test' }), undefined)
  assert.equal(cookieOf(asked('litfass=planted; __Host-litfass=own'), { url: 'https://paper.test' }), 'own')
  assert.equal(cookieOf(asked('a=b; litfass=own'), { url: 'http://paper.test' }), 'own')
  assert.equal(cookieOf(asked('litfass='), { url: 'http://paper.test' }), undefined)
})

test('a part of the paper has a cookie that goes to its own addresses, and is believed only where it is the only one', () => {
  const part = { name: 'supporter', path: '/my-support' }
  assert.match(partCookie({ url: 'https://paper.test' }, part, { value: 'own', seconds: 60 }), /^__Secure-litfass-supporter=own; Path=\/my-support; HttpOnly; SameSite=Lax; Secure; Max-Age=60$/)
  assert.equal(partCookieOf(asked('__Secure-litfass-supporter=own'), { url: 'https://paper.test' }, part), 'own')
  assert.equal(partCookieOf(asked('litfass-supporter=planted'), { url: 'https://paper.test' }, part), undefined)
  assert.equal(partCookieOf(asked('__Secure-litfass-supporter=planted; __Secure-litfass-supporter=own'), { url: 'https://paper.test' }, part), undefined)
})
