import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkIn, mailsTo, makeDecision, site_url } from '../../test/case-makers.ts'
import { house } from '../../test/house.ts'
import { noon } from '../../test/makers.ts'
import { lastDayToObject, objectionRefusal } from './objection.ts'
import { tellAuthor, tellReporters, tellUndone } from './statement.ts'

const telling = { site_url, now: noon }

test('the author is told by mail what was decided, on which text, by whom, for which reason, and what can be done', house(async ({ db }) => {
  const { id, author } = await makeDecision(db, { body: 'Du Lump!\nSchäm dich.' })
  await tellAuthor(db, { decision_id: id }, telling)
  const [mail] = await mailsTo(db, author.mail_address)
  assert.equal(mail?.subject, 'Your comment was removed')
  for (const part of ['> Du Lump!\n> Schäm dich.', 'Das ist eine Beleidigung.', 'A person read the text', 'of our own accord', 'until 1 September 2026', 'go to court', `/account/decisions/${id}`]) {
    assert.ok(mail.text.includes(part), part)
  }
}))

test('a decision by a rule says so, and that a person decides an objection', house(async ({ db }) => {
  const { id, author } = await makeDecision(db, { kind: 'reject', made_by: 'rule', staff_id: null })
  await tellAuthor(db, { decision_id: id }, telling)
  const [mail] = await mailsTo(db, author.mail_address)
  assert.match(mail?.text ?? '', /decided by itself\. If you object, a person decides/)
}))

test('a statement is written in the language of its reader, else in the paper’s', house(async ({ db }) => {
  const { id, author } = await makeDecision(db)
  await db.updateTable('readers').set({ language: null }).where('id', '=', author.id).execute()
  await tellAuthor(db, { decision_id: id }, telling)
  assert.equal((await mailsTo(db, author.mail_address))[0]?.subject, 'Ihr Kommentar wurde entfernt')
}))

test('who has no mail address with us, or was allowed what they wrote, gets no mail', house(async ({ db }) => {
  const approved = await makeDecision(db, { kind: 'approve' })
  const nameless = await makeDecision(db)
  await db.updateTable('readers').set({ mail_address: null }).where('id', '=', nameless.author.id).execute()
  for (const { id } of [approved, nameless]) await tellAuthor(db, { decision_id: id }, telling)
  assert.equal((await db.selectFrom('mails').selectAll().execute()).length, 0)
}))

test('who is told of a decision is told when it was taken back', house(async ({ db }) => {
  const { id, author } = await makeDecision(db)
  await tellUndone(db, { decision_id: id }, telling)
  assert.equal((await mailsTo(db, author.mail_address))[0]?.subject, 'A decision about you was taken back')
}))

test('who reported is told the outcome by a link of their own, and what can be done when nothing was', house(async ({ db }) => {
  const { id, comment_id } = await makeDecision(db, { kind: 'keep', clause: null })
  await db.insertInto('reports').values({ comment_id, kind: 'notice', clause: 'illegal', explanation: 'Verleumdung', contact_mail: 'notice@mail.test', language: 'en', reported_at: noon, decision_id: id, outcome: 'kept', ended_at: noon }).execute()
  await tellReporters(db, { decision_id: id }, telling)
  const [mail] = await mailsTo(db, 'notice@mail.test')
  assert.equal(mail?.subject, 'The comment you reported stays')
  assert.match(mail.text, /object until 1 September 2026/)
  assert.match(linkIn(mail), /^\/report\/[\w-]{43}$/)
}))

test('a decision may be objected to for six calendar months, to the end of the last day where the paper is', () => {
  assert.equal(lastDayToObject(new Date('2026-03-01T23:30:00Z'), 'Europe/Berlin'), '2026-09-02')
  assert.equal(lastDayToObject(new Date('2026-08-31T12:00:00Z'), 'Europe/Berlin'), '2027-02-28')
  const zone = 'Europe/Berlin'
  const decision = { kind: 'remove', decided_at: noon, undone_at: null }
  assert.equal(objectionRefusal(decision, { by_whom: 'author', now: new Date('2026-09-01T21:59:00Z'), zone }), null)
  assert.equal(objectionRefusal(decision, { by_whom: 'author', now: new Date('2026-09-01T22:00:00Z'), zone }), 'late')
})
