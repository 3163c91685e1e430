import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('the plain form says how long the text is, and how far from the length that is aimed at', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const { id, section_slug } = await makeArticle(t.db, { state: 'draft' })
  const seen = async () => /name="seen" value="([^"]+)"/.exec((await t.open(`/desk/articles/${id}`, cookie)).html)![1]!
  const form = async (length_aim: string) => ({ headline: 'x', language: 'de', section: section_slug, comment_mode: 'open', body: `Ein Wort.\n\n${'x'.repeat(1_190)} y`, length_aim, seen: await seen() })
  const wrong = await t.send(`/desk/articles/${id}`, await form('viel'), cookie)
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Die Länge ist eine Zahl/)
  assert.equal((await t.send(`/desk/articles/${id}`, await form('3500'), cookie)).status, 303)
  const { html } = await t.open(`/desk/articles/${id}`, cookie)
  assert.match(html, /Zeichen: 1\.201[\s\S]*Wörter: 4[\s\S]*Ziel 3\.500: 2\.299 fehlen/)
  assert.match(html, /name="length_aim"[^>]*value="3500"/)
}))
