import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { linkIn, mailsTo, makeDecision } from '../../../test/case-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeSection, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { commentReportUrl } from '../../urls.ts'

async function makeReported(db: House['db'], state: 'shown' | 'pending' = 'shown') {
  const section = await makeSection(db)
  const article = await makeArticle(db, { section_id: section.id, language: 'en' })
  const comment_id = await makeComment(db, { article_id: article.id, reader_id: await makeReader(db), state })
  return { comment_id, address: commentReportUrl({ ...article, section_slug: section.slug }, comment_id) }
}
const notice = { kind: 'notice', explanation: 'It says of the mayor that she stole, and that is not true.', contact_name: 'Eva Kern', contact_mail: 'eva@mail.test', good_faith: 'on' }

test('a reader reports a comment with the clause it breaks, once', house(async (t) => {
  const { address, comment_id } = await makeReported(t.db)
  const { cookie } = await makeAccount(t.db)
  assert.match((await t.open(address, cookie)).html, /The argument, not the person/)
  const answer = await t.send(address, { kind: 'report', clause: 'person' }, cookie)
  assert.equal(answer.status, 303)
  assert.match((await t.open(answer.headers.get('location') ?? '', cookie)).html, /your report is here/)
  const again = await t.send(address, { kind: 'report', clause: 'topic' }, cookie)
  assert.equal(again.status, 422)
  assert.match(again.html, /reported this comment already/)
  assert.equal((await t.db.selectFrom('reports').selectAll().where('comment_id', '=', comment_id).execute()).length, 1)
}))

test('a report needs a clause, and what was typed is kept', house(async (t) => {
  const { address } = await makeReported(t.db)
  const { cookie } = await makeAccount(t.db)
  const { status, html } = await t.send(address, { kind: 'report', explanation: 'Siehe oben <b>' }, cookie)
  assert.equal(status, 422)
  assert.match(html, /choose the rule/)
  assert.match(html, /Siehe oben &lt;b&gt;/)
}))

test('nobody reports their own comment', house(async (t) => {
  const { address, comment_id } = await makeReported(t.db)
  const { cookie, id } = await makeAccount(t.db)
  await t.db.updateTable('comments').set({ reader_id: id }).where('id', '=', comment_id).execute()
  assert.match((await t.send(address, { kind: 'report', clause: 'person' }, cookie)).html, /your own comment/)
}))

test('anybody gives notice of illegal content without an account, and gets a receipt by page and mail', house(async (t) => {
  const { address } = await makeReported(t.db)
  assert.match((await t.open(address)).html, /no account is needed/)
  const answer = await t.send(address, notice)
  assert.equal(answer.status, 303)
  const receipt = await t.open(answer.headers.get('location') ?? '')
  assert.match(receipt.html, /A person will look at the comment/)
  assert.equal(receipt.headers.get('set-cookie'), null)
  const [mail] = await mailsTo(t.db, 'eva@mail.test')
  assert.equal(mail?.subject, 'We have received your notice')
  assert.equal((await t.open(linkIn(mail))).status, 200)
  // Whoever gives the address of a stranger cannot write to them through the paper.
  assert.doesNotMatch(mail?.text ?? '', /of the mayor|Eva Kern/)
}))

test('a notice names why, who, where to reach them, and that it is made in good faith', house(async (t) => {
  const { address } = await makeReported(t.db)
  const { status, html } = await t.send(address, { kind: 'notice', explanation: 'bad', contact_mail: 'nowhere' })
  assert.equal(status, 422)
  for (const name of ['explanation', 'contact_name', 'contact_mail', 'good_faith']) assert.match(html, new RegExp(`id="${name}-error"`))
}))

test('a notice of sexual abuse of children needs no name and no mail address', house(async (t) => {
  const { address } = await makeReported(t.db)
  const answer = await t.send(address, { kind: 'notice', explanation: notice.explanation, exempt: 'on', good_faith: 'on' })
  assert.equal(answer.status, 303)
}))

test('nobody sends more than a few notices an hour', house(async (t) => {
  const { address } = await makeReported(t.db)
  for (let n = 0; n < 6; n += 1) assert.equal((await t.send(address, { ...notice, contact_mail: `eva-${n}@mail.test` })).status, 303)
  assert.equal((await t.send(address, notice)).status, 429)
}))

test('nobody’s mailbox is filled by notices in their name', house(async (t) => {
  const { address } = await makeReported(t.db)
  for (let n = 0; n < 5; n += 1) assert.equal((await t.send(address, notice)).status, 303)
  assert.equal((await t.send(address, { ...notice, contact_mail: 'EVA@mail.test' })).status, 429)
}))

test('a comment that nobody sees, or stands elsewhere, cannot be reported', house(async (t) => {
  const waiting = await makeReported(t.db, 'pending')
  assert.equal((await t.open(waiting.address)).status, 404)
  const [here, there] = [await makeReported(t.db), await makeReported(t.db)]
  assert.equal((await t.open(here.address.replace(/comments\/\d+/, `comments/${there.comment_id}`))).status, 404)
}))

test('a receipt opens by its own link alone', house(async (t) => {
  const { address } = await makeReported(t.db)
  const { headers } = await t.send(address, notice)
  const path = headers.get('location') ?? ''
  const { id } = await t.db.selectFrom('reports').select('id').executeTakeFirstOrThrow()
  for (const token of [String(id), 'x'.repeat(43), `${path.slice(8, -1)}_`]) assert.equal((await t.open(`/report/${token}`)).status, 404)
}))

async function kept(db: House['db'], decided_at = noon) {
  const { id, comment_id } = await makeDecision(db, { kind: 'keep', clause: null, reason: 'Das ist eine Meinung.', decided_at })
  const token = 'a'.repeat(43)
  const { hashOf } = await import('../../people/session.ts')
  await db.insertInto('reports').values({ comment_id, kind: 'notice', clause: 'illegal', explanation: 'Slander', contact_mail: 'eva@mail.test', language: 'en', reported_at: decided_at, decision_id: id, outcome: 'kept', ended_at: decided_at, receipt_hash: hashOf(token) }).execute()
  return `/report/${token}`
}

test('who gave notice and was not followed is told why, and objects by the same link, once', house(async (t) => {
  const path = await kept(t.db)
  assert.match((await t.open(path)).html, /Das ist eine Meinung\./)
  assert.equal((await t.send(`${path}/objection`, { text: '' })).status, 422)
  assert.equal((await t.send(`${path}/objection`, { text: 'It is a claim of fact.' })).status, 303)
  await t.send(`${path}/objection`, { text: 'And again.' })
  const { html } = await t.open(path)
  assert.match(html, /It is a claim of fact\./)
  assert.match(html, /not been decided yet/)
  assert.equal((await t.db.selectFrom('objections').selectAll().execute()).length, 1)
}))

test('six months after, no objection is taken any more, and the page says what remains', house(async (t) => {
  const path = await kept(t.db, new Date('2025-08-20T12:00:00Z'))
  await t.send(`${path}/objection`, { text: 'Too late.' })
  assert.match((await t.open(path)).html, /More than six months/)
  assert.equal((await t.db.selectFrom('objections').selectAll().execute()).length, 0)
}))
