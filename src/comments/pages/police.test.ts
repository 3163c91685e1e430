import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { mailsTo, makeDecision } from '../../../test/case-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { policeMail } from '../police.ts'

async function opened(t: House) {
  const { comment_id, author, moderator } = await makeDecision(t.db, { kind: 'approve', clause: null, body: 'Ich kriege dich <heute>.' })
  await t.db.insertInto('comment_revisions').values({ comment_id, body: 'Earlier words', replaced_at: noon }).execute()
  const path = `/desk/moderation/comments/${comment_id}/police`
  const answer = await t.send(path, { told: 'Threat against the mayor' }, moderator.cookie)
  return { comment_id, author, moderator, path, answer, kept: answer.headers.get('location') ?? '' }
}

test('evidence of a threat is kept as it was, with its hash, and journaled; nothing is sent by itself', house(async (t) => {
  await t.db.updateTable('discussion_settings').set({ police_address: 'Dauerdienst 030 1234, wache@polizei.test' }).execute()
  const { answer, author, moderator, comment_id, kept } = await opened(t)
  assert.equal(answer.status, 303)
  const { evidence, evidence_hash } = await t.db.selectFrom('police_cases').selectAll().executeTakeFirstOrThrow()
  assert.ok(createHash('sha256').update(evidence).digest().equals(evidence_hash))
  const { body, earlier_texts, account, submitted_at } = JSON.parse(evidence)
  assert.deepEqual([body, earlier_texts[0].body, account.mail_address, submitted_at], ['Ich kriege dich <heute>.', 'Earlier words', author.mail_address, noon.toISOString()])
  assert.match((await t.open(kept, moderator.cookie)).html, new RegExp(evidence_hash.toString('hex')))
  assert.equal((await t.db.selectFrom('mails').selectAll().execute()).length, 0)
  const { actor } = await t.db.selectFrom('journal').selectAll().where('subject', '=', `comment:${comment_id}`).where('what', 'like', '%police%').executeTakeFirstOrThrow()
  assert.equal(actor, `staff:${moderator.id}`)
}))

test('a person’s button sends the evidence to the police, once', house(async (t) => {
  await t.db.updateTable('discussion_settings').set({ police_address: 'Dauerdienst 030 1234, wache@polizei.test' }).execute()
  const { moderator, kept } = await opened(t)
  for (let n = 0; n < 2; n += 1) assert.equal((await t.send(`${kept}/mail`, {}, moderator.cookie)).status, 303)
  const mails = await mailsTo(t.db, 'wache@polizei.test')
  assert.equal(mails.length, 1)
  for (const part of ['Threat against the mayor', 'Ich kriege dich <heute>.', moderator.name]) assert.ok(mails[0]?.text.includes(part), part)
}))

test('without a mail address of the police there is no button, and what to say must be said', house(async (t) => {
  const { moderator, kept, path } = await opened(t)
  assert.doesNotMatch((await t.open(kept, moderator.cookie)).html, /class="button"/)
  assert.equal((await t.send(path, { told: ' ' }, moderator.cookie)).status, 422)
  assert.equal(policeMail('Polizei Berlin, Platz der Luftbrücke 6, 110'), undefined)
}))

test('only moderators hand anything to the police or see what was', house(async (t) => {
  const { path, kept, author } = await opened(t)
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  for (const address of [path, kept, '/desk/moderation/police']) {
    assert.equal((await t.open(address, cookie)).status, 403)
    assert.equal((await t.open(address, author.cookie)).status, 403)
  }
}))
