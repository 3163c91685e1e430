import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { aboutComment, followedUrl, paths } from '../urls.ts'
import { makeComment } from '../../test/comment-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { tellAtOnce, tellDaily } from './telling.ts'

const site = { url: 'http://paper.test' }
const later = (seconds: number) => secondsAfter(noon, seconds)
const mails = (db: Db) => db.selectFrom('mails').select(['to_address', 'subject', 'text', 'unsubscribe_url']).orderBy('id').execute()

test('who follows a thread is told of replies by others, once, and by no more than one mail in ten minutes', house(async ({ db, send }) => {
  const article = await makeArticle(db, { headline: 'Tempo 30' })
  const [ada, bert] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' })]
  const first = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  const sent = await send(aboutComment(paths.commentFollow, article, first), { how: 'at_once', back: String(first) }, ada.cookie)
  assert.equal(sent.headers.get('location'), followedUrl(article, first))
  const reply = (at: number, by = bert.id) => makeComment(db, { article_id: article.id, reader_id: by, parent_id: first, body: `Nach ${at}.`, submitted_at: later(at) })

  await reply(5, ada.id)
  await reply(10)
  await tellAtOnce(db, { site, now: later(60) })
  await tellAtOnce(db, { site, now: later(120) })
  const [mail, ...others] = await mails(db)
  assert.deepEqual([mail!.to_address, mail!.subject, others.length], [ada.mail_address, 'Eine neue Antwort: Tempo 30', 0])
  assert.match(mail!.text, /Bert schreibt:\n\n> Nach 10\.\n\n/)
  assert.doesNotMatch(mail!.text, /Nach 5/)

  await reply(130)
  await reply(140)
  await tellAtOnce(db, { site, now: later(300) })
  assert.equal((await mails(db)).length, 1)
  await tellAtOnce(db, { site, now: later(700) })
  assert.equal((await mails(db))[1]!.subject, '2 neue Antworten: Tempo 30')
}))

test('who wants it once a day gets one mail for all threads', house(async ({ db, open, send }) => {
  const [article, other] = [await makeArticle(db), await makeArticle(db)]
  const [ada, bert] = [await makeAccount(db), await makeAccount(db)]
  for (const { id, ...rest } of [article, other]) {
    const first = await makeComment(db, { article_id: id, reader_id: ada.id })
    await send(aboutComment(paths.commentFollow, { id, ...rest }, first), { how: 'daily' }, ada.cookie)
    await makeComment(db, { article_id: id, reader_id: bert.id, parent_id: first, body: `Unter ${id}.`, submitted_at: later(10) })
  }
  assert.match((await open(paths.accountFollows, ada.cookie)).html, /<option value="daily" selected="">/)
  await tellAtOnce(db, { site, now: later(3_600) })
  assert.equal((await mails(db)).length, 0)
  await tellDaily(db, { site, now: later(3_600) })
  await tellDaily(db, { site, now: later(7_200) })
  const [mail, ...others] = await mails(db)
  assert.equal(others.length, 0)
  for (const { id } of [article, other]) assert.ok(mail!.text.includes(`Unter ${id}.`))
}))

test('one click ends the mails, and a program may press the button without being signed in', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db), await makeAccount(db)]
  const first = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  await send(aboutComment(paths.commentFollow, article, first), { how: 'at_once' }, ada.cookie)
  const reply = (at: number) => makeComment(db, { article_id: article.id, reader_id: bert.id, parent_id: first, submitted_at: later(at) })
  await reply(10)
  await tellAtOnce(db, { site, now: later(60) })
  const path = (await mails(db))[0]!.unsubscribe_url!.replace(site.url, '')
  assert.match((await open(path)).html, /<form class="actions" method="post"/)
  const { how } = await db.selectFrom('follows').select('how').executeTakeFirstOrThrow()
  assert.equal(how, 'at_once', 'looking changes nothing')
  assert.equal((await send(path, { 'List-Unsubscribe': 'One-Click' })).status, 200)
  await reply(70)
  await tellAtOnce(db, { site, now: later(7_200) })
  assert.equal((await mails(db)).length, 1)
  assert.equal((await open('/unsubscribe/nothing')).status, 404)
}))
