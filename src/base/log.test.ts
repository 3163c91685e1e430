import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { pino } from 'pino'
import { logAccess } from './log.ts'

function logged(url: string): string {
  let path = ''
  logAccess(pino({ hooks: { logMethod: ([what]) => { path = Object(what).path } } }), { method: 'GET', url, status: 200, ms: 1 })
  return path
}

test('the access log keeps no words that somebody typed and no link that lets somebody in', () => {
  const token = randomBytes(32).toString('base64url')
  assert.equal(logged(`/sign-in/link/${token}`), '/sign-in/link/:token')
  assert.equal(logged(`/report/${token}/objection?x=${token}`), '/report/:token/objection')
  assert.equal(logged(`/sign-in/link/${token}/`), '/sign-in/link/:token/')
  assert.equal(logged(`/sign-in/link/${token}.`), '/sign-in/link/:token.')
  const article = `/stadt/${'a'.repeat(41)}-7`
  assert.equal(logged(`${article}?q=wort`), article)
})
