import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeComment } from '../../../test/comment-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

async function scene(t: House) {
  const [author, moderator, other] = [await makeAccount(t.db, { name: 'Bea Wartend' }), await makeAccount(t.db, { roles: ['moderator'] }), await makeAccount(t.db, { name: 'Kim Kollegin', roles: ['moderator'] })]
  const article = await makeArticle(t.db, { headline: 'Das Depot' })
  const first = await makeComment(t.db, { article_id: article.id, reader_id: author.id, body: 'Der erste Satz.' })
  const id = await makeComment(t.db, { article_id: article.id, reader_id: author.id, parent_id: first, body: 'Ein Beispiel steht da.', state: 'pending', waits_for: 'rule' })
  const send = (path: string, form: Record<string, string | string[]>, who = moderator) => t.send(path, form, who.cookie)
  const state = async (of = id) => (await t.db.selectFrom('comments').select('state').where('id', '=', of).executeTakeFirstOrThrow()).state
  return { author, moderator, other, article, first, id, send, state }
}

test('the queue shows a comment with all that is known of it, and only to those who moderate', house(async (t) => {
  const { id, moderator, author } = await scene(t)
  const { id: rule_id } = await t.db.insertInto('moderation_rules').values({ kind: 'words', pattern: 'beispiel', action: 'hold', clause: 'person', note: 'Beispiele', made_at: noon }).returning('id').executeTakeFirstOrThrow()
  await t.db.insertInto('rule_matches').values({ comment_id: id, rule_id, places: [4, 12] }).execute()
  await t.db.insertInto('staff_notes').values({ comment_id: id, staff_id: moderator.id, text: 'Bitte genau lesen.', noted_at: noon }).execute()
  const { html, status } = await t.open('/desk/moderation', moderator.cookie)
  assert.equal(status, 200)
  for (const part of ['Ein <mark>Beispiel</mark> steht da.', 'Das Depot', 'Der erste Satz.', 'Bea Wartend', 'Beispiele', 'Bitte genau lesen.']) assert.ok(html.includes(part), part)
  assert.equal((await t.open('/desk/moderation', author.cookie)).status, 403)
  assert.notEqual((await t.open('/desk/moderation')).status, 200)
  for (const page of ['reported', 'held', 'unseen', 'all', 'routes']) assert.equal((await t.open(`/desk/moderation/${page}`, moderator.cookie)).status, 200, page)
}))

test('a decision by the form is made once, says what was done, and can be taken back', house(async (t) => {
  const { id, send, state, moderator } = await scene(t)
  const answer = await send(`/desk/moderation/comments/${id}/decision`, { kind: 'approve', seen: '0', next: '/desk/moderation/held' })
  assert.equal(answer.status, 303)
  const location = answer.headers.get('location') ?? ''
  assert.match(location, /^\/desk\/moderation\/held\?done=\d+$/)
  assert.equal(await state(), 'shown')
  const undoing = /action="(\/desk\/moderation\/decisions\/\d+\/undoing)"/.exec((await t.open(location, moderator.cookie)).html)?.[1]
  assert.equal((await send(undoing ?? '', { next: '/desk/moderation' })).status, 303)
  assert.equal(await state(), 'pending')
}))

test('whoever decides what a colleague has decided meanwhile is told, and nothing changes until they say so again', house(async (t) => {
  const { id, send, state, other } = await scene(t)
  await send(`/desk/moderation/comments/${id}/decision`, { kind: 'reject', clause: 'person', reason: 'Beleidigung', seen: '0' }, other)
  const late = await send(`/desk/moderation/comments/${id}/decision`, { kind: 'restore', seen: '0' })
  assert.equal(late.status, 409)
  assert.ok(late.html.includes('Kim Kollegin') && late.html.includes('Beleidigung'))
  assert.equal(await state(), 'removed')
  const seen = /name="seen" value="(\d+)"/.exec(late.html)?.[1] ?? ''
  assert.equal((await send(`/desk/moderation/comments/${id}/decision`, { kind: 'restore', seen })).status, 303)
  assert.equal(await state(), 'shown')
}))

test('a rejection needs a clause; what was typed is kept', house(async (t) => {
  const { id, send, state } = await scene(t)
  const refused = await send(`/desk/moderation/comments/${id}/decision`, { kind: 'reject', clause: '', reason: 'Weil das so ist', seen: '0' })
  assert.equal(refused.status, 422)
  assert.ok(refused.html.includes('Weil das so ist'))
  assert.equal(await state(), 'pending')
}))

test('who opens a comment has it for minutes, and colleagues see who', house(async (t) => {
  const { id, send, other, moderator } = await scene(t)
  assert.equal((await send(`/desk/moderation/comments/${id}/claim`, { next: '/desk/moderation' }, other)).status, 303)
  assert.ok((await t.open('/desk/moderation', moderator.cookie)).html.includes('Kim Kollegin sieht sich das gerade an') || (await t.open('/desk/moderation', moderator.cookie)).html.includes('Kim Kollegin is looking at this'))
}))

test('work in bulk names first what will happen to whom, and bans nobody', house(async (t) => {
  const { id, first, send, state } = await scene(t)
  const named = await send('/desk/moderation/bulk', { kind: 'reject', comment: [String(id), String(first)], next: '/desk/moderation' })
  assert.equal(named.status, 200)
  assert.ok(named.html.includes('Bea Wartend') && named.html.includes('Der erste Satz.'))
  assert.deepEqual([await state(), await state(first)], ['pending', 'shown'])
  assert.equal((await send('/desk/moderation/bulk', { kind: 'reject', confirmed: 'yes', clause: '', comment: String(id) })).status, 422)
  const done = await send('/desk/moderation/bulk', { kind: 'reject', confirmed: 'yes', clause: 'topic', comment: [String(id), String(first)], seen: [`${id}:0`, `${first}:0`] })
  assert.equal(done.headers.get('location'), '/desk/moderation?done=bulk-2')
  assert.deepEqual([await state(), await state(first)], ['removed', 'removed'])
  assert.equal((await send('/desk/moderation/bulk', { kind: 'ban', comment: String(id) })).status, 404)
  const none = await send('/desk/moderation/bulk', { kind: 'approve' })
  assert.equal(none.status, 422)
  assert.match(none.html, /<h1>Nichts angekreuzt<\/h1>/)
}))

test('a branch is locked and opened, a comment picked, noted on and routed; the reader hears of the outcome', house(async (t) => {
  const { first, id, send, author, moderator, article } = await scene(t)
  const row = () => t.db.selectFrom('comments').select(['locked_at', 'picked_at']).where('id', '=', first).executeTakeFirstOrThrow()
  await send(`/desk/moderation/comments/${first}/lock`, { to: 'yes' })
  await send(`/desk/moderation/comments/${first}/pick`, { to: 'yes' })
  assert.ok((await row()).locked_at && (await row()).picked_at)
  assert.equal((await send(`/desk/moderation/comments/${id}/pick`, { to: 'yes' })).status, 422)
  assert.equal((await send(`/desk/moderation/comments/${first}/note`, { text: ' ' })).status, 422)
  await send(`/desk/moderation/comments/${first}/note`, { text: 'Gut beobachtet' })
  assert.ok((await t.open(`/desk/moderation/comments/${first}`, moderator.cookie)).html.includes('Gut beobachtet'))
  await send(`/desk/moderation/comments/${first}/route`, { route: 'correction' })
  assert.ok((await t.open('/desk/moderation/routes', moderator.cookie)).html.includes('Der erste Satz.'))
  await send(`/desk/moderation/routes/${first}/outcome`, { route: 'correction', outcome: 'corrected', answer: 'Danke, Sie haben recht.' })
  const mail = await t.db.selectFrom('mails').selectAll().where('to_address', '=', author.mail_address).executeTakeFirstOrThrow()
  assert.match(mail.text, /Danke, Sie haben recht/)
  assert.match(mail.text, new RegExp(`http://paper.test/.*-${article.id}/comments/${first}#c${first}`))
}))

test('a reader’s page explains the standing; measures need a clause and a reason; a standing by hand needs a why', house(async (t) => {
  const { author, send, moderator } = await scene(t)
  const page = `/desk/moderation/readers/${author.id}`
  assert.ok((await t.open(page, moderator.cookie)).html.includes('Bea Wartend'))
  assert.equal((await send(`${page}/decision`, { kind: 'ban', clause: '', reason: '' })).status, 422)
  assert.equal((await send(`${page}/decision`, { kind: 'suspend', clause: 'person', reason: 'Wiederholt', days: '3' })).status, 303)
  assert.ok((await t.db.selectFrom('standings').selectAll().where('reader_id', '=', author.id).executeTakeFirstOrThrow()).suspended_until)
  assert.equal((await send(`${page}/standing`, { set_as: 'watched', why: '' })).status, 422)
  assert.equal((await send(`${page}/standing`, { set_as: 'watched', why: 'Siehe Verlauf' })).status, 303)
}))

test('rules are tried on what was said, made, and hold what comes in', house(async (t) => {
  const { article, author } = await scene(t)
  const chief = await makeAccount(t.db, { roles: ['chief_editor'] })
  const rule = { kind: 'words', pattern: 'beispiel', action: 'hold', clause: 'person', note: 'B' }
  const tried = await t.send('/desk/moderation/rules/trial', { ...rule, do: 'try' }, chief.cookie)
  assert.ok(tried.html.includes('<mark>Beispiel</mark>'))
  assert.equal((await t.send('/desk/moderation/rules/trial', { ...rule, kind: 'pattern', pattern: '(a', do: 'try' }, chief.cookie)).status, 422)
  assert.equal((await t.send('/desk/moderation/rules/trial', { ...rule, do: 'make' }, chief.cookie)).status, 303)
  const { intake } = await import('../intake.ts')
  await t.db.updateTable('discussion_settings').set({ newcomer_comments: 0 }).execute()
  const come = (body: string) => intake(t.db, { article_id: article.id, parent_id: null, reader_id: author.id, body, is_staff: false }, noon)
  const held = await come('So ein B e i s p i e l!')
  assert.ok(!held.refused && held.waits_for === 'rule' && held.matches.length === 1)
  assert.equal((await come('Nichts')).refused, undefined)
  await t.send('/desk/moderation/rules/trial', { ...rule, action: 'refuse', pattern: 'verboten', do: 'make' }, chief.cookie)
  assert.deepEqual(await come('Das ist V3rboten.'), { refused: 'rule', clause: 'person' })
  assert.equal((await t.db.selectFrom('decisions').selectAll().where('made_by', '=', 'rule').execute()).length, 1)
  assert.equal((await t.open('/desk/moderation/rules', chief.cookie)).status, 200)
}))

test('settings are kept or refused with what was typed; sections and articles may have it otherwise', house(async (t) => {
  const { article } = await scene(t)
  const chief = await makeAccount(t.db, { roles: ['chief_editor'] })
  const form = { mode: 'before', newcomer_comments: '2', most_waiting: '', opens_at: '08:00', closes_at: '20:00', open_days: ['1', '2'], close_after_days: '14', slow_seconds: '30', cooling_from: '3', longest: '1500', edit_minutes: '5', blind_percent: '5', links: 'held', settlement_bodies: '', police_address: '' }
  assert.equal((await t.send('/desk/moderation/settings', { ...form, opens_at: '21:00' }, chief.cookie)).status, 422)
  assert.equal((await t.send('/desk/moderation/settings', form, chief.cookie)).status, 303)
  const kept = await t.db.selectFrom('discussion_settings').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([kept.mode, kept.opens_at, kept.open_days, kept.most_waiting], ['before', '08:00:00', [1, 2], null])
  assert.equal((await t.send('/desk/moderation/settings/overrides', { article: String(article.id), mode: 'after' }, chief.cookie)).status, 303)
  assert.ok((await t.open('/desk/moderation/settings', chief.cookie)).html.includes('Das Depot'))
  assert.equal((await t.send('/desk/moderation/settings/overrides', { article: 'nirgends' }, chief.cookie)).status, 422)
  assert.equal((await t.send('/desk/moderation/settings/overrides', { article: String(article.id) }, chief.cookie)).status, 303)
  assert.equal((await t.db.selectFrom('discussion_overrides').selectAll().execute()).length, 0)
}))
