import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { secondsAfter } from '../base/time.ts'
import { safeOf } from '../base/safe/safe.ts'
import { crowded, formRefusal, isWorked, newForm, openForm, sealForm, usual } from './giving-form.ts'
import type { Draft } from './giving-draft.ts'

const now = new Date('2026-03-01T12:00:00Z')
const safe = safeOf([Buffer.alloc(32, 7)])
const draft: Draft = {
  amount: 550, currency: 'EUR', rhythm: 'monthly', way: 'transfer', iban: '', holder: '', name: 'Ada', mail_address: 'ada@mail.example', street: '', postcode: '', town: '', country: '', certificate: false, may_ask: false, campaign: '', version: '', article: '', language: 'de',
}
function solve({ puzzle, bits }: { puzzle: string; bits: number }): string {
  for (let n = 0; ; n++) if (createHash('sha256').update(`${puzzle}:${n}`).digest().readUInt32BE(0) < 2 ** (32 - bits)) return String(n)
}

test('a form says what was seen, and nobody but the paper can make one', () => {
  const form = newForm(draft, { now, isCrowded: false })
  const sealed = sealForm(form, safe)
  assert.deepEqual(openForm(sealed, safe), form)
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /ada/i)
  assert.equal(openForm(sealed, safeOf([Buffer.alloc(32, 8)])), undefined)
  for (const other of ['', 'x', sealed.slice(0, -4), `${sealed.slice(0, 40)}A${sealed.slice(41)}`]) if (other !== sealed) assert.equal(openForm(other, safe), undefined)
})

test('whoever has worked need not wait, whoever has waited need not work, and after a day a form is looked at anew', () => {
  const form = newForm(draft, { now, isCrowded: false })
  const work = solve(form)
  assert.equal(formRefusal(form, { work, now }), null)
  assert.equal(formRefusal(form, { work: '', now: secondsAfter(now, usual.waitSeconds - 1) }), 'soon')
  assert.equal(formRefusal(form, { work: '', now: secondsAfter(now, usual.waitSeconds) }), null)
  assert.equal(formRefusal(form, { work, now: secondsAfter(now, 86_401) }), 'old')
})

test('work counts for its own form alone, and as many zero bits as were asked for', () => {
  const form = newForm(draft, { now, isCrowded: false })
  const work = solve(form)
  assert.ok(isWorked(form, work))
  for (const other of ['', '-1', `${work} `, `0x${work}`, '1e5', '9'.repeat(40)]) assert.equal(isWorked(form, other), false, other)
  const others = Array.from({ length: 5 }, () => newForm(draft, { now, isCrowded: false }))
  assert.equal(others.filter((other) => isWorked(other, work)).length, 0)
})

test('when unusually many come, each works and waits longer', () => {
  const form = newForm(draft, { now, isCrowded: true })
  assert.equal(form.bits, crowded.bits)
  assert.equal(formRefusal(form, { work: '', now: secondsAfter(now, usual.waitSeconds) }), 'soon')
  assert.equal(formRefusal(form, { work: '', now: secondsAfter(now, crowded.waitSeconds) }), null)
})
