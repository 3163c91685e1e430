import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linkIn, mailsTo, makeDecision, site_url } from '../../../test/case-makers.ts'
import { makeComment } from '../../../test/comment-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { secondsAfter } from '../../base/time.ts'
import { hashOf } from '../../people/session.ts'
import { decide } from '../decision.ts'
import { concludeObjection, whoDecides } from '../objection-outcome.ts'

async function scene({ db }: House) {
  const author = await makeAccount(db)
  await db.updateTable('readers').set({ language: 'en' }).where('id', '=', author.id).execute()
  const moderator = await makeAccount(db, { roles: ['moderator'] })
  const { id: article_id } = await makeArticle(db)
  const comment_id = await makeComment(db, { article_id, reader_id: author.id })
  const deciding = { by: moderator, now: noon, site_url }
  const state = () => db.selectFrom('comments').select('state').where('id', '=', comment_id).executeTakeFirstOrThrow().then((row) => row.state)
  return { author, moderator, comment_id, deciding, state }
}
async function decided(t: House, kind: 'remove' | 'suspend' | 'keep' = 'remove') {
  const made = await scene(t)
  const { db } = t
  if (kind === 'keep') await db.insertInto('reports').values({ comment_id: made.comment_id, kind: 'notice', clause: 'illegal', explanation: 'Slander', contact_mail: 'eva@mail.test', language: 'en', receipt_hash: hashOf('t'), reported_at: noon }).execute()
  const decision = await decide(db, { kind, comment_id: made.comment_id, clause: kind === 'keep' ? null : 'person', reason: 'Because.', until: secondsAfter(noon, 86_400 * 7) }, made.deciding)
  const decision_id = decision.refused ? 0 : decision.id
  await db.deleteFrom('mails').execute()
  return { ...made, decision_id }
}
const answer = { outcome: 'overturned', answer: 'It was sharp, but <not> an insult.' }
async function objectionTo({ db }: House, decision_id: number, over: { by_whom?: 'author' | 'reporter'; report_id?: number; objected_at?: Date } = {}) {
  const { id } = await db.insertInto('objections').values({ decision_id, by_whom: 'author', text: 'Please look again.', objected_at: noon, ...over }).returning('id').executeTakeFirstOrThrow()
  return { id, path: `/desk/moderation/objections/${id}` }
}

test('an objection is decided by another person than the decision it is about', house(async (t) => {
  const { decision_id, moderator, state } = await decided(t)
  const { path } = await objectionTo(t, decision_id)
  const other = await makeAccount(t.db, { roles: ['chief_editor'] })
  assert.match((await t.open(path, moderator.cookie)).html, /Das war Ihre Entscheidung/)
  assert.equal((await t.send(`${path}/outcome`, answer, moderator.cookie)).status, 403)
  assert.equal(await state(), 'removed')
  assert.equal((await t.send(`${path}/outcome`, answer, other.cookie)).status, 303)
  assert.equal(await state(), 'shown')
}))

test('who may not decide objections does not see them', house(async (t) => {
  const { decision_id, author } = await decided(t)
  const { path } = await objectionTo(t, decision_id)
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  for (const { cookie } of [author, editor]) {
    assert.notEqual((await t.open(path, cookie)).status, 200)
    assert.notEqual((await t.send(`${path}/outcome`, answer, cookie)).status, 303)
  }
}))

test('who works for the paper decides no objection about their own comment or report, and nothing else in their own favour', house(async (t) => {
  const { decision_id, comment_id, deciding, state } = await decided(t)
  const judge = await makeAccount(t.db, { roles: ['chief_editor', 'moderator'] })
  await t.db.updateTable('comments').set({ reader_id: judge.id }).where('id', '=', comment_id).execute()
  await t.db.updateTable('decisions').set({ reader_id: judge.id }).where('id', '=', decision_id).execute()
  assert.equal((await t.send(`/desk/moderation/decisions/${decision_id}/undoing`, {}, judge.cookie)).status, 422)
  assert.deepEqual(await decide(t.db, { kind: 'restore', comment_id, clause: null, reason: '' }, { ...deciding, by: judge }), { refused: 'own' })
  const { path } = await objectionTo(t, decision_id)
  assert.match((await t.open(path, judge.cookie)).html, /an diesem Fall beteiligt/)
  assert.equal((await t.send(`${path}/outcome`, answer, judge.cookie)).status, 403)
  assert.equal(await state(), 'removed')
  assert.deepEqual(whoDecides({ staff_id: 1, author_id: 7, reporter_id: 2, objected_at: noon, others: 1 }, { by: { id: 2 }, now: noon }), { refused: 'own_case' })
  await t.send(`/desk/moderation/readers/${judge.id}/standing`, { set_as: 'trusted', why: 'I am.' }, judge.cookie)
  assert.deepEqual(await t.db.selectFrom('standings').select('set_as').where('reader_id', '=', judge.id).where('set_as', 'is not', null).execute(), [])
}))

test('where there is nobody else the same person decides, not before a day has passed', () => {
  const facts = { staff_id: 1, author_id: 7, reporter_id: null, objected_at: noon }
  const by = { id: 1 }
  assert.deepEqual(whoDecides({ ...facts, others: 1 }, { by, now: secondsAfter(noon, 86_400 * 30) }), { refused: 'own_decision' })
  assert.deepEqual(whoDecides({ ...facts, others: 0 }, { by, now: secondsAfter(noon, 86_399) }), { refused: 'too_soon' })
  assert.deepEqual(whoDecides({ ...facts, others: 0 }, { by, now: secondsAfter(noon, 86_400) }), { by_same_person: true })
  assert.deepEqual(whoDecides({ ...facts, staff_id: null, others: 0 }, { by, now: noon }), { by_same_person: false })
})

test('that the same person decided is told to who objected, and counted in the report', house(async (t) => {
  const { decision_id, moderator, author } = await decided(t)
  const { id } = await objectionTo(t, decision_id)
  const concluding = { by: moderator, now: secondsAfter(noon, 90_000), site_url }
  assert.equal(await concludeObjection(t.db, { id, outcome: 'upheld', answer: 'It was an insult.' }, concluding), null)
  assert.match((await mailsTo(t.db, author.mail_address))[0]?.text ?? '', /the same one decided again/)
  const { objected } = JSON.parse((await t.open('/transparency.json?from=2026-03-01&to=2026-03-01')).html)
  assert.equal(objected[0].by_same_person, 1)
}))

test('the outcome goes back with its reason in words, in one mail and on the page', house(async (t) => {
  const { decision_id, author } = await decided(t)
  const { path } = await objectionTo(t, decision_id)
  const other = await makeAccount(t.db, { roles: ['moderator'] })
  assert.equal((await t.send(`${path}/outcome`, { outcome: 'overturned', answer: ' ' }, other.cookie)).status, 422)
  await t.send(`${path}/outcome`, answer, other.cookie)
  const mails = await mailsTo(t.db, author.mail_address)
  assert.deepEqual(mails.map(({ subject }) => subject), ['Your objection: you were right'])
  assert.ok(mails[0]?.text.includes('> It was sharp, but <not> an insult.'))
  const page = await t.open(linkIn(mails[0]), author.cookie)
  assert.match(page.html, /It was sharp, but &lt;not&gt; an insult\./)
  assert.match(page.html, /the decision was overturned/)
}))

test('an objection is decided once: who comes later changes nothing', house(async (t) => {
  const { decision_id, state } = await decided(t)
  const { path } = await objectionTo(t, decision_id)
  const [one, two] = [await makeAccount(t.db, { roles: ['moderator'] }), await makeAccount(t.db, { roles: ['publisher'] })]
  await t.send(`${path}/outcome`, { outcome: 'upheld', answer: 'It stands.' }, one.cookie)
  await t.send(`${path}/outcome`, answer, two.cookie)
  assert.equal(await state(), 'removed')
  assert.match((await t.open(path, two.cookie)).html, /It stands\./)
}))

test('who is wrongly suspended may write again', house(async (t) => {
  const { decision_id, author } = await decided(t, 'suspend')
  const { path } = await objectionTo(t, decision_id)
  await t.send(`${path}/outcome`, answer, (await makeAccount(t.db, { roles: ['moderator'] })).cookie)
  assert.equal((await t.db.selectFrom('standings').select('suspended_until').where('reader_id', '=', author.id).executeTakeFirstOrThrow()).suspended_until, null)
}))

test('when who gave notice was right, the comment goes, its author gets a statement that says so, and the reporter is told', house(async (t) => {
  const { decision_id, author, state } = await decided(t, 'keep')
  const { id: report_id } = await t.db.selectFrom('reports').select('id').executeTakeFirstOrThrow()
  const { path } = await objectionTo(t, decision_id, { by_whom: 'reporter', report_id })
  await t.send(`${path}/outcome`, answer, (await makeAccount(t.db, { roles: ['moderator'] })).cookie)
  assert.equal(await state(), 'removed')
  const [statement] = await mailsTo(t.db, author.mail_address)
  assert.match(statement?.text ?? '', /reported the comment to us as illegal/)
  const mails = await mailsTo(t.db, 'eva@mail.test')
  assert.deepEqual(mails.map(({ subject }) => subject), ['We have acted on your report'])
  for (const receipt of [linkIn(mails[0]), '/report/t']) assert.match((await t.open(receipt)).html, /Please look again\.[\s\S]*You were right/)
}))

test('an objection to a text that a rule refused when it came in is decided too', house(async (t) => {
  const { id, author } = await makeDecision(t.db, { kind: 'reject', made_by: 'rule', staff_id: null, comment_id: null, article_id: (await makeArticle(t.db)).id })
  const { path } = await objectionTo(t, id)
  const { cookie } = await makeAccount(t.db, { roles: ['moderator'] })
  assert.equal((await t.open(path, cookie)).status, 200)
  assert.equal((await t.send(`${path}/outcome`, answer, cookie)).status, 303)
  assert.match((await t.open(`/account/decisions/${id}`, author.cookie)).html, /the decision was overturned/)
}))
