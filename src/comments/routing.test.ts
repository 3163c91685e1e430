// From a comment to the desk: corrections that readers offer, and questions to them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aboutComment, commentsUrl, paths, url } from '../urls.ts'
import { makeComment } from '../../test/comment-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'

const numbered = (path: Parameters<typeof url>[0], id: number) => path.replace(':id', String(id))

test('an editor asks the author of a comment, who answers from a link in a mail; the editor sees the answer and no address', house(async ({ db, open, send }) => {
  const article = await makeArticle(db, { headline: 'Das Depot' })
  const [ada, bert, editor] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { name: 'Bert' }), await makeAccount(db, { name: 'Eva', roles: ['editor'] })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id, body: 'Ich war dabei.' })
  const [ask, answer] = [numbered(paths.deskCommentQuestion, id), numbered(paths.accountQuestion, id)]
  assert.equal((await send(ask, { question: ' ' }, editor.cookie)).status, 422)
  assert.equal((await send(ask, { question: 'Wo saßen Sie?' }, editor.cookie)).status, 303)
  assert.equal((await send(ask, { question: 'Noch einmal?' }, editor.cookie)).status, 422)
  const mail = await db.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
  assert.equal(mail.to_address, ada.mail_address)
  assert.ok(mail.text.includes('> Wo saßen Sie?') && mail.text.includes(answer) && mail.text.includes('„Das Depot“'), mail.text)
  assert.match((await open('/account/comments', ada.cookie)).html, new RegExp(answer))

  assert.equal((await open(answer, bert.cookie)).status, 404)
  assert.equal((await send(answer, { answer: 'Ich weiß es.' }, bert.cookie)).status, 404)
  assert.match((await open(answer, ada.cookie)).html, /Ich war dabei\.[\s\S]*Wo saßen Sie\?/)
  assert.equal((await send(answer, { answer: '' }, ada.cookie)).status, 422)
  assert.equal((await send(answer, { answer: 'In der <dritten> Reihe.' }, ada.cookie)).status, 303)
  await send(answer, { answer: 'In der vierten.' }, ada.cookie)

  const desk = await open(paths.deskRoutes, editor.cookie)
  assert.match(desk.html, /Wo saßen Sie\?[\s\S]*In der &lt;dritten&gt; Reihe\./)
  assert.ok(!desk.html.includes(ada.mail_address) && !desk.html.includes('vierten'))
  const page = await open(numbered(paths.deskComment, id), editor.cookie)
  assert.ok(page.html.includes('In der &lt;dritten&gt; Reihe.') && !page.html.includes(ada.mail_address))
  await send(numbered(paths.deskRouteOutcome, id), { route: 'question', outcome: 'dismissed', answer: '' }, editor.cookie)
  assert.match((await db.selectFrom('mails').select('subject').orderBy('id', 'desc').executeTakeFirstOrThrow()).subject, /Vielen Dank für Ihre Antwort/)
  const journal = await db.selectFrom('journal').select(['actor', 'what']).where('subject', '=', `comment:${id}`).orderBy('id').execute()
  assert.deepEqual(journal.map(({ actor, what }) => [actor, what]), [[`staff:${editor.id}`, 'author of comment asked'], [`staff:${editor.id}`, 'route ended: dismissed']])
}))

test('who does not answer hears no more of it, and is told on the page that the question is settled', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, editor] = [await makeAccount(db), await makeAccount(db, { roles: ['editor'] })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  await send(numbered(paths.deskCommentQuestion, id), { question: 'Wirklich?' }, editor.cookie)
  assert.match((await open(paths.deskRoutes, editor.cookie)).html, /Noch keine Antwort/)
  await send(numbered(paths.deskRouteOutcome, id), { route: 'question', outcome: 'dismissed', answer: '' }, editor.cookie)
  assert.equal((await db.selectFrom('mails').selectAll().execute()).length, 1)
  assert.match((await open(numbered(paths.accountQuestion, id), ada.cookie)).html, /Die Frage hat sich erledigt/)
  await send(numbered(paths.accountQuestion, id), { answer: 'Zu spät.' }, ada.cookie)
  assert.equal((await db.selectFrom('comment_routes').select('answer').executeTakeFirstOrThrow()).answer, null)
}))

test('a reader ticks that a comment is a correction, and it waits for the editors, also by way of the mail of who is not signed in', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, editor] = [await makeAccount(db, { name: 'Ada' }), await makeAccount(db, { roles: ['editor'] })]
  await send(commentsUrl(article), { action: 'post', body: 'Es waren 31.', corrects: 'on' }, ada.cookie)
  assert.match((await open(paths.deskRoutes, editor.cookie)).html, /Korrektur angeboten[\s\S]*Ada[\s\S]*Es waren 31\./)
  const atArticle = numbered(paths.deskArticle, article.id)
  assert.match((await open(atArticle, editor.cookie)).html, /Korrektur angeboten[\s\S]*Es waren 31\./)
  const { id } = await db.selectFrom('comments').select('id').executeTakeFirstOrThrow()
  const ended = await send(numbered(paths.deskRouteOutcome, id), { route: 'correction', outcome: 'corrected', answer: 'Danke!', next: atArticle }, editor.cookie)
  assert.equal(ended.headers.get('location'), `${atArticle}?done=saved`)
  assert.doesNotMatch((await open(atArticle, editor.cookie)).html, /Es waren 31\./)
  assert.match((await db.selectFrom('mails').select('text').executeTakeFirstOrThrow()).text, /Der Artikel ist korrigiert[\s\S]*> Danke!/)
  const again = await send(commentsUrl(article), { action: 'preview', body: 'Es waren 32.', corrects: 'on' }, ada.cookie)
  assert.match(again.html, /<input[^>]*name="corrects"[^>]*checked/)

  await send(commentsUrl(article), { action: 'post', body: 'Es waren 33.', corrects: 'on', name: 'Carla', mail_address: 'carla@mail.test' })
  const { text } = await db.selectFrom('mails').select('text').where('to_address', '=', 'carla@mail.test').executeTakeFirstOrThrow()
  const [link = ''] = /\/kept\/[\w-]+/.exec(text) ?? []
  assert.equal((await send(link, { name: 'Carla' })).status, 303)
  assert.match((await open(paths.deskRoutes, editor.cookie)).html, /Es waren 33\./)
}))

test('what is taken back by its author waits for nobody: reports end and are told, and do not count', house(async ({ db, open, send }) => {
  const article = await makeArticle(db)
  const [ada, bert, moderator] = [await makeAccount(db), await makeAccount(db), await makeAccount(db, { roles: ['moderator'] })]
  const id = await makeComment(db, { article_id: article.id, reader_id: ada.id })
  await db.insertInto('comment_routes').values({ comment_id: id, route: 'correction', marked_at: article.published_at ?? new Date(0) }).execute()
  await db.insertInto('reports').values({ comment_id: id, kind: 'report', reader_id: bert.id, clause: 'person', reported_at: new Date(0) }).execute()
  assert.equal((await send(aboutComment(paths.commentDeletion, article, id), {}, ada.cookie)).status, 303)
  const mail = await db.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([mail.to_address, mail.subject], [bert.mail_address, 'Der gemeldete Kommentar wurde gelöscht'])
  const [link = ''] = /\/report\/[\w-]+/.exec(mail.text) ?? []
  assert.match((await open(link)).html, /von seinem Autor oder seiner Autorin gelöscht/)
  assert.ok(!(await open(paths.deskReported, moderator.cookie)).html.includes(`data-comment="${id}"`))
  assert.equal((await db.selectFrom('comment_routes').selectAll().execute()).length, 0)
  assert.equal(await db.selectFrom('standings').selectAll().where('reader_id', '=', bert.id).executeTakeFirst(), undefined)
}))
