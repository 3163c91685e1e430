import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDecision } from '../../../test/case-makers.ts'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('an author reads every decision about them with its reasons, and objects to it once', house(async (t) => {
  const { id, author } = await makeDecision(t.db)
  assert.match((await t.open('/account/decisions', author.cookie)).html, /Your comment was removed/)
  const path = `/account/decisions/${id}`
  const page = await t.open(path, author.cookie)
  for (const part of ['Du Lump!', 'those who hold them may not be insulted', 'Das ist eine Beleidigung.', 'A person read the text', 'until 1 September 2026']) assert.ok(page.html.includes(part), part)
  assert.equal((await t.send(`${path}/objection`, { text: ' ' }, author.cookie)).status, 422)
  assert.equal((await t.send(`${path}/objection`, { text: 'It was <meant> kindly.' }, author.cookie)).status, 303)
  await t.send(`${path}/objection`, { text: 'Once more.' }, author.cookie)
  assert.match((await t.open(path, author.cookie)).html, /It was &lt;meant&gt; kindly\./)
  assert.equal((await t.db.selectFrom('objections').selectAll().execute()).length, 1)
}))

test('nobody else reads a decision or objects to it', house(async (t) => {
  const { id } = await makeDecision(t.db)
  const { cookie } = await makeAccount(t.db)
  assert.equal((await t.open(`/account/decisions/${id}`, cookie)).status, 404)
  assert.equal((await t.send(`/account/decisions/${id}/objection`, { text: 'No.' }, cookie)).status, 404)
  assert.equal((await t.open(`/account/decisions/${id}`)).status, 303)
}))

test('what was taken back says so, and takes no objection', house(async (t) => {
  const { id, author } = await makeDecision(t.db, { undone_at: new Date('2026-03-01T11:00:00Z') })
  await t.send(`/account/decisions/${id}/objection`, { text: 'Why?' }, author.cookie)
  assert.match((await t.open(`/account/decisions/${id}`, author.cookie)).html, /was taken back and no longer holds/)
  assert.equal((await t.db.selectFrom('objections').selectAll().execute()).length, 0)
}))

test('the bodies that settle disputes out of court are named as the paper has set them', house(async (t) => {
  await t.db.updateTable('discussion_settings').set({ settlement_bodies: 'User Rights, Berlin' }).execute()
  const { id, author } = await makeDecision(t.db)
  assert.match((await t.open(`/account/decisions/${id}`, author.cookie)).html, /User Rights, Berlin/)
}))
