import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboutComment, articleUrl, commentsUrl, paths } from '../../urls.ts'
import { setBars } from '../writes/decisions.ts'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const page = (address: string) => address.split('#')[0]!

test('who is signed in writes under the article, and gets the page on which the comment stands', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db, { name: 'Ada', roles: ['editor'] })
  const form = (await open(articleUrl(article))).html
  assert.match(form, new RegExp(`<form class="form write" id="write" method="post" action="${commentsUrl(article)}"`))

  const sent = await send(commentsUrl(article), { body: 'So ist es.\n\n\n\nUnd nicht anders.', action: 'post' }, ada.cookie)
  assert.equal(sent.status, 303)
  const { html } = await open(page(sent.headers.get('location')!), ada.cookie)
  assert.match(html, /<h3>Ada<\/h3><span class="badge">Redaktion<\/span>.*<p>So ist es\.<\/p><p>Und nicht anders\.<\/p>/)
  assert.match((await open(articleUrl(article))).html, /So ist es/)
}))

test('what a new reader writes is seen by them alone until it is decided about', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' })]
  const first = await makeComment(db, { article_id: article.id, reader_id: await makeReader(db, 'Carla'), body: 'Es waren immer 70.' })
  const sent = await send(commentsUrl(article), { body: 'Nie 50.', parent_id: String(first), quote: ['0-8'], action: 'post' }, ada.cookie)
  const address = page(sent.headers.get('location')!)
  const { html, headers } = await open(address, ada.cookie)
  assert.match(html, /Es waren immer 70.*<article class="comment waits".*<h4>Ada<\/h4>.*Wartet.*<blockquote class="quoted">.*Es waren.*@Carla<\/a> Nie 50\./)
  assert.equal(headers.get('cache-control'), 'no-store')
  assert.equal((await open(address, bert.cookie)).status, 404)
  assert.equal((await open(address)).status, 303)
  assert.doesNotMatch((await open(commentsUrl(article))).html, /Nie 50/)
}))

test('the same words sent twice are one comment, answered in the same way', house(async ({ db, send }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db)
  const say = () => send(commentsUrl(article), { body: 'Nie 50.', action: 'post' }, ada.cookie)
  const [first, second] = [await say(), await say()]
  assert.deepEqual([second.status, second.headers.get('location')], [303, first.headers.get('location')])
}))

test('what is refused comes back with everything that was typed, and says why', house(async ({ db, send }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db)
  const long = 'Ä & <b>'.repeat(400)
  const { status, html } = await send(commentsUrl(article), { body: long, follows: 'on', action: 'post' }, ada.cookie)
  assert.equal(status, 422)
  assert.match(html, /2\.800 Zeichen; möglich sind 2\.000/)
  assert.ok(html.includes(`\n${'Ä &amp; &lt;b&gt;'.repeat(400)}</textarea>`))
  assert.match(html, /name="follows" value="on" checked/)
  assert.equal((await send(commentsUrl(article), { body: ' \n ', action: 'post' }, ada.cookie)).status, 422)
}))

test('whoever may not write reads that first, not that a field were wrong', house(async ({ db, send, now }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db)
  await setBars(db, ada.id, { suspended_until: null, banned_at: now })
  const { status, html } = await send(commentsUrl(article), { body: 'Nie 50.', action: 'post' }, ada.cookie)
  assert.equal(status, 422)
  assert.match(html, /<h2>Ihr Kommentar ist nicht angenommen<\/h2><ul><li><a href="#body">Sie können in dieser Zeitung nicht mehr kommentieren/)
  assert.match(html, />\nNie 50\.<\/textarea>/)
}))

test('how one follows a conversation is saved, and the page says so', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db)
  const thread = await makeComment(db, { article_id: article.id, reader_id: await makeReader(db, 'Carla') })
  const sent = await send(aboutComment(paths.commentFollow, article, thread), { how: 'daily' }, ada.cookie)
  const { html } = await open(page(sent.headers.get('location')!), ada.cookie)
  assert.match(html, /id="followed" role="status">Gespeichert/)
  assert.match(html, /<option value="daily" selected/)
  const changed = await send(paths.accountFollows, { how: 'never', thread_id: String(thread) }, ada.cookie)
  assert.match((await open(page(changed.headers.get('location')!), ada.cookie)).html, /role="status"><p>Gespeichert/)
}))

test('a preview shows the comment as it will look, and posts nothing', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const ada = await makeAccount(db, { name: 'Ada', roles: ['editor'] })
  const { status, html } = await send(commentsUrl(article), { body: 'Siehe https://paper.test/a.', action: 'preview' }, ada.cookie)
  assert.equal(status, 200)
  assert.match(html, /<article class="comment preview".*<h2>Ada<\/h2>.*<a href="https:\/\/paper\.test\/a"/)
  assert.doesNotMatch((await open(commentsUrl(article))).html, /Siehe/)
}))

test('of a text too long to be posted there is no preview', house(async ({ db, send }) => {
  const article = await makeArticle(db)
  const { status, html } = await send(commentsUrl(article), { body: 'www.'.repeat(20_000), action: 'preview' })
  assert.equal(status, 422)
  assert.match(html, /möglich sind 2\.000/)
  assert.doesNotMatch(html, /class="comment preview"/)
}))
