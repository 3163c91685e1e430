import assert from 'node:assert/strict'
import { test } from 'node:test'
import { takeIn, measuredOf, readerNumber, viewOf } from '../../test/audience-makers.ts'
import { makeComment } from '../../test/comment-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { setMailWish } from '../audience/mail-wish.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { sendMorningMails } from './morning-mail.ts'

const site = { url: 'http://paper.test' }
const mails = (db: Db) => db.selectFrom('mails').select(['to_address', 'subject', 'text', 'html']).orderBy('id').execute()
const sent = async (db: Db) => (await mails(db)).map(({ to_address }) => to_address)
/** By the paper's clock, which is an hour ahead. */
const at = (time: string) => new Date(`2026-03-${time}:00+01:00`)

async function counts(db: Db, now: Date) {
  await db.insertInto('counting_turns').values({ id: '00000000-0000-4000-8000-000000000001', since: now, turned_at: now }).onConflict((oc) => oc.column('id').doUpdateSet({ turned_at: now })).execute()
}
async function send(db: Db, now: Date) {
  await counts(db, now)
  await sendMorningMails(db, { site, now })
}

test('yesterday in figures: what was read, discussed and given, beside a week before, and what waits for whoever reads it', house(async ({ db }) => {
  const [chief, author] = [await makeAccount(db, { name: 'Anna Weiß', roles: ['chief_editor'] }), await makeAccount(db, { roles: ['author'] })]
  await db.updateTable('readers').set({ language: 'en' }).where('id', '=', author.id).execute()
  const article = await makeArticle(db, { headline: 'Die Brücke ist zu' })
  const time = '2026-03-03T11:00:00Z'
  const page = { article_id: article.id }
  await takeIn(db, [
    ...Array.from({ length: 30 }, (_, n) => viewOf(time, { page, reader: readerNumber(n % 9), asks: true })), ...Array.from({ length: 10 }, () => viewOf(time)), ...Array.from({ length: 12 }, () => viewOf('2026-02-24T11:00:00Z')),
    ...Array.from({ length: 8 }, () => measuredOf(time, { page, seconds: 42, source: { kind: 'search', name: 'google' } })), viewOf('2026-03-04T05:00:00Z', { page }),
  ], at('04T06:00'))
  for (let n = 0; n < 2; n++) await makeComment(db, { article_id: article.id, reader_id: author.id, submitted_at: new Date(time) })
  await db.updateTable('comments').set({ shown_at: new Date(time) }).execute()
  await makeComment(db, { article_id: article.id, reader_id: author.id, submitted_at: new Date(time), state: 'pending' })
  await db.insertInto('appeal_days').values({ article_id: article.id, day: '2026-03-03', begun: 6, agreed: 2, given: 0 }).execute()
  for (const { id } of [chief, author]) await setMailWish(db, { reader_id: id, alerts: false, daily_at: 6 }, at('03T20:00'))
  await send(db, at('04T06:00'))
  const [first, second] = await mails(db)
  assert.deepEqual([first!.subject, second!.subject], ['40 Aufrufe am 3. März 2026', '40 views on 3 March 2026'])
  for (const said of ['Guten Morgen, Anna Weiß!', 'Aufrufe: 40 (eine Woche davor: 12)', 'Leser: 9 (eine Woche davor: 0)', 'Lesezeit je Aufruf: 42 s', '- Die Brücke ist zu: 30 Aufrufe', '- Die Brücke ist zu: 2 Kommentare', 'Suchmaschinen: 100', 'Seiten mit Spendenaufruf geöffnet: 30', 'Formular ausgefüllt: 6', 'Zugesagt: < 5', '/desk/audience?from=2026-03-03&to=2026-03-03', '/desk/audience/mails']) {
    assert.ok(first!.text.includes(said), `${said}\n${first!.text}`)
  }
  assert.match(first!.text, /Was wartet\n- [^\n]+: 1\n {2}http:\/\/paper\.test\/desk\/moderation/)
  assert.doesNotMatch(second!.text, /moderation/)
  assert.match(second!.text, /Most read\n- Die Brücke ist zu: 30 views/)
}))

test('a mail comes once for each day, from the hour on that was chosen, and after a night in which nobody worked', house(async ({ db }) => {
  const { id, mail_address } = await makeAccount(db, { roles: ['editor'] })
  await setMailWish(db, { reader_id: id, alerts: false, daily_at: 6 }, at('03T12:00'))
  await send(db, at('03T23:55'))
  await send(db, at('04T05:55'))
  assert.deepEqual(await sent(db), [], 'not before its hour, nor on the day on which it was chosen')
  for (const time of ['04T06:00', '04T06:05', '04T23:55']) await send(db, at(time))
  assert.deepEqual(await sent(db), [mail_address])
  await send(db, at('07T14:00'))
  await send(db, at('07T14:05'))
  assert.equal((await mails(db)).length, 2)
  assert.match((await mails(db))[1]!.subject, /am 6\. März/)
  await setMailWish(db, { reader_id: id, alerts: false, daily_at: 15 }, at('07T14:30'))
  await send(db, at('07T15:00'))
  assert.equal((await mails(db)).length, 2, 'another hour brings no day again')
  await setMailWish(db, { reader_id: id, alerts: true, daily_at: null }, at('07T16:00'))
  await send(db, at('08T23:00'))
  assert.equal((await mails(db)).length, 2)
}))

test('a night in which clocks change has one mail, whatever hour was chosen', house(async ({ db }) => {
  const { id } = await makeAccount(db, { roles: ['editor'] })
  await setMailWish(db, { reader_id: id, alerts: false, daily_at: 2 }, new Date('2026-03-28T12:00:00Z'))
  for (let n = 0; n < 12; n++) await send(db, secondsAfter(new Date('2026-03-28T22:30:00Z'), n * 1_800))
  assert.equal((await mails(db)).length, 1, '2 o’clock is left out')
  await setMailWish(db, { reader_id: id, alerts: false, daily_at: 2 }, new Date('2026-10-24T12:00:00Z'))
  for (let n = 0; n < 12; n++) await send(db, secondsAfter(new Date('2026-10-24T22:30:00Z'), n * 1_800))
  assert.equal((await mails(db)).length, 2, '2 o’clock is there twice')
}))

test('while hits of yesterday may wait, mails wait, and not for more than two hours; whoever left gets none', house(async ({ db }) => {
  const [stays, left] = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['editor'] })]
  for (const { id } of [stays, left]) await setMailWish(db, { reader_id: id, alerts: false, daily_at: 6 }, at('03T12:00'))
  await db.deleteFrom('staff_roles').where('reader_id', '=', left.id).execute()
  await counts(db, at('04T05:50'))
  for (const time of ['04T06:00', '04T07:59']) await sendMorningMails(db, { site, now: at(time) })
  assert.deepEqual(await sent(db), [])
  await sendMorningMails(db, { site, now: at('04T08:00') })
  assert.deepEqual(await sent(db), [stays.mail_address])
}))

test('staff choose their mails on a page that shows what they would get, and what is no hour is refused', house(async ({ db, open, send: post }) => {
  const { id, cookie } = await makeAccount(db, { roles: ['author'] })
  const { html } = await open('/desk/audience/mails', cookie)
  assert.match(html, /<option value="" selected="">keine Mail<\/option>/)
  assert.match(html, /<pre[^>]*>Guten Morgen/)
  const saved = await post('/desk/audience/mails', { daily_at: '7', alerts: 'on' }, cookie)
  assert.equal(saved.headers.get('location'), '/desk/audience/mails?done=saved')
  assert.deepEqual(await db.selectFrom('audience_mails').selectAll().execute(), [{ reader_id: id, alerts: true, daily_at: 7, told_until: '2026-02-28' }])
  assert.match((await open('/desk/audience/mails', cookie)).html, /<option value="7" selected="">/)
  const wrong = await post('/desk/audience/mails', { daily_at: '24', alerts: 'on' }, cookie)
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /checked/)
  assert.match((await open('/desk/audience/mails/daily.html', cookie)).html, /^<!doctype html>/)
  assert.equal((await open('/desk/audience/mails', (await makeAccount(db, { roles: ['bookkeeper'] })).cookie)).status, 403)
}))
