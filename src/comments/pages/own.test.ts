import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../../base/db/db.ts'
import { aboutComment, commentsUrl, paths, url } from '../../urls.ts'
import { makeComment } from '../../../test/comment-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { secondsAfter } from '../../base/time.ts'
import { forgetDeleted } from '../own.ts'

const page = (address: string) => address.split('#')[0]!
const linkIn = async (db: Db) => /http:\/\/paper\.test(\/kept\/[\w-]+)/.exec((await db.selectFrom('mails').select('text').orderBy('id', 'desc').executeTakeFirstOrThrow()).text)![1]!

test('who is not signed in writes first, gets a mail, and posts by its link in another browser, under the name they choose there', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  await makeAccount(db, { name: 'Ada Ohm' })
  const form = { body: 'Nie 50.', follows: 'on', action: 'post' }
  assert.match((await send(commentsUrl(article), form)).html, /Wer schreibt\?.*Nie 50\.<\/textarea>/s)
  const wrong = await send(commentsUrl(article), { ...form, mail_address: 'ada@' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /Nie 50\.<\/textarea>.*value="ada@"/s)
  const sent = await send(commentsUrl(article), { ...form, mail_address: 'new@mail.test', name: 'Ada Ohm' })
  assert.match(sent.html, /Sehen Sie in Ihr Postfach.*new@mail\.test/s)
  assert.equal(sent.headers.get('set-cookie'), null)

  const link = await linkIn(db)
  assert.match((await open(link)).html, /Ihr Kommentar, bereit zum Absenden<.*Nie 50\..*name="name" type="text" value="Ada Ohm"/s)
  const taken = await send(link, { name: 'Ada Ohm' })
  assert.equal(taken.status, 422)
  assert.match(taken.html, /Nie 50\./)
  const posted = await send(link, { name: 'Berta Ohm' })
  assert.equal(posted.status, 303)
  const cookie = posted.headers.get('set-cookie')!.split(';')[0]!
  assert.match((await open(page(posted.headers.get('location')!), cookie)).html, /<h3>Berta Ohm<\/h3>.*Wartet.*Nie 50\..*value="at_once" selected/s)
  assert.equal((await open(link)).status, 303)
}))

test('a kept comment that is refused is kept in the form, of somebody who is signed in now', house(async ({ db, send }) => {
  const article = await makeArticle(db)
  await send(commentsUrl(article), { body: 'Nie 50.', mail_address: 'new@mail.test', name: 'Berta Ohm', action: 'post' })
  await db.updateTable('articles').set({ comment_mode: 'closed' }).where('id', '=', article.id).execute()
  const refused = await send(await linkIn(db), { name: 'Berta Ohm' })
  assert.equal(refused.status, 422)
  assert.match(refused.html, /inzwischen geschlossen.*Nie 50\.<\/textarea>/s)
  assert.match(refused.headers.get('set-cookie')!, /^litfass=/)
}))

test('a link that is too old sends another one, and the comment is still there', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  await send(commentsUrl(article), { body: 'Nie 50.', mail_address: 'new@mail.test', name: 'Berta Ohm', action: 'post' })
  const link = await linkIn(db)
  await db.updateTable('mail_links').set({ expires_at: noon }).execute()
  assert.match((await open(link)).html, /zu alt.*Nie 50\./s)
  assert.match((await send(link, {})).html, /unterwegs/)
  const next = await linkIn(db)
  assert.notEqual(next, link)
  assert.match((await open(next)).html, /Nie 50\..*name="name"/s)
}))

test('a comment can be changed for minutes, says so, and is looked at again', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id, body: 'Nie 50.' })
  const old = await makeComment(db, { article_id: article.id, reader_id: ada.id, submitted_at: secondsAfter(noon, -301) })
  const edit = (of: number) => aboutComment(paths.commentEdit, article, of)
  assert.match((await open(edit(id), ada.cookie)).html, /Nie 50\.<\/textarea>/)
  assert.equal((await open(edit(id), bert.cookie)).status, 404)
  assert.equal((await send(edit(id), { body: 'Nie 60.' }, ada.cookie)).status, 303)
  const { body, edited_at, state, waits_for } = await db.selectFrom('comments').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual({ body, edited_at, state, waits_for }, { body: 'Nie 60.', edited_at: noon, state: 'pending', waits_for: 'newcomer' })
  assert.deepEqual(await db.selectFrom('comment_revisions').select('body').where('comment_id', '=', id).execute(), [{ body: 'Nie 50.' }])
  const late = await send(edit(old), { body: 'Etwas anderes.' }, ada.cookie)
  assert.equal(late.status, 422)
  assert.match(late.html, /Etwas anderes\.<\/textarea>/)
}))

test('an author takes a comment back at once: its words are gone, what answers it stays, and after a month nobody has them', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id, body: 'Das war zu viel.' })
  await makeComment(db, { article_id: article.id, reader_id: bert.id, parent_id: id, body: 'Ach was.' })
  const deletion = aboutComment(paths.commentDeletion, article, id)
  assert.equal((await send(deletion, {}, bert.cookie)).status, 303)
  assert.match((await open(commentsUrl(article))).html, /Das war zu viel/)
  assert.match((await open(deletion, ada.cookie)).html, /Das war zu viel.*Kommentar löschen/s)
  await send(deletion, {}, ada.cookie)
  const { html } = await open(commentsUrl(article))
  assert.match(html, /gelöscht, von der Person, die ihn geschrieben hat.*Ach was\./s)
  assert.doesNotMatch(html, /Das war zu viel|Ada/)
  await forgetDeleted(db, secondsAfter(noon, 29 * 86_400))
  const words = () => db.selectFrom('comments').select('body').where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal((await words()).body, 'Das war zu viel.')
  await forgetDeleted(db, secondsAfter(noon, 31 * 86_400))
  assert.equal((await words()).body, '')
}))

test('a reader recommends a comment once, sees the count, and takes it back; nobody recommends their own', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db), await makeAccount(db)]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  const address = aboutComment(paths.commentRecommendation, article, id)
  const count = async () => (await db.selectFrom('comments').select('recommended').where('id', '=', id).executeTakeFirstOrThrow()).recommended
  assert.match((await send(address, {})).headers.get('location')!, /^\/sign-in\?next=.*recommendation/)
  await send(address, {}, bert.cookie)
  const again = await send(address, {}, bert.cookie)
  assert.equal(await count(), 1)
  assert.match((await open(page(again.headers.get('location')!), bert.cookie)).html, /value="no" aria-pressed="true"[^>]*>Empfohlen \(1\), zurücknehmen/)
  assert.match((await open(commentsUrl(article))).html, /Empfehlen \(1\)/)
  await send(address, { recommends: 'no' }, bert.cookie)
  assert.equal(await count(), 0)
  assert.equal((await send(address, {}, ada.cookie)).status, 422)
  await db.updateTable('discussion_settings').set({ recommends: false }).execute()
  assert.equal((await send(address, {}, bert.cookie)).status, 422)
  assert.doesNotMatch((await open(commentsUrl(article))).html, /Empfehlen/)
}))

test('whom a reader hides is folded for them alone, until they show them again', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  const hidden = await send(paths.accountHidden, { hide: String(id) }, bert.cookie)
  const mine = page(hidden.headers.get('location')!)
  assert.match((await open(mine, bert.cookie)).html, /<details class="folded"><summary>Ein Kommentar von Ada, von Ihnen ausgeblendet/)
  assert.doesNotMatch((await open(mine, ada.cookie)).html, /class="folded"/)
  assert.match((await open(paths.accountHidden, bert.cookie)).html, /<strong>Ada<\/strong>/)
  await send(paths.accountHidden, { show_reader: String(ada.id) }, bert.cookie)
  assert.doesNotMatch((await open(mine, bert.cookie)).html, /class="folded"/)
}))

test('the account lists what one said, with what became of it', house(async ({ db, open }) => {
  const article = await makeArticle(db, { headline: 'Tempo 30' })
  const ada = await makeAccount(db)
  await makeComment(db, { article_id: article.id, reader_id: ada.id, body: 'Steht da.' })
  await makeComment(db, { article_id: article.id, reader_id: ada.id, body: 'Wartet noch.', state: 'pending', waits_for: 'mode' })
  const { html } = await open(paths.accountComments, ada.cookie)
  assert.match(html, /Wartet auf die Moderation.*Wartet noch\..*Veröffentlicht.*Steht da\./s)
  assert.match(html, new RegExp(`<a href="${url(paths.commentsMine, { section: article.section_slug, article: `${article.slug}-${article.id}` })}\\?at=`))
}))
