// A preview is the page itself.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { documentOf, makeArticle, makeAuthor, makePicture, makeTopic } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { articleUrl } from '../../urls.ts'

const draft = { state: 'draft', published_at: null, first_published_at: null } as const

/** What of a page is the same for whoever may see it: without what counts readers, and what keeps machines away. */
const asRead = (html: string) => html.replace(/<meta name="robots"[^>]*>/g, '').replace(/<script type="module" src="[^"]*measure[^"]*"><\/script>/, '').replace(/<img class="seen"[^>]*>/, '')

test('a preview is, letter by letter, the page that readers get when it is published', house(async (t) => {
  const [topic, author, bo] = [await makeTopic(t.db), await makeAuthor(t.db), await makeAccount(t.db, { roles: ['editor'] })]
  const { id: lead_picture_id } = await makePicture(t.db, { files: t.files })
  await makeArticle(t.db, { headline: 'Mehr dazu', topic_ids: [topic.id] })
  const article = await makeArticle(t.db, { ...draft, headline: 'Das Depot', kicker: 'Bahn', standfirst: 'Es wird teuer.', lead_picture_id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }], body: documentOf('Erster Absatz.', 'Zweiter.') })
  const preview = await t.open(`/desk/articles/${article.id}/preview`, bo.cookie)
  assert.equal((await t.send(`/desk/articles/${article.id}/publication`, {}, bo.cookie)).status, 303)
  const page = await t.open(articleUrl(article))
  assert.match(page.html, /Das Depot.*Es wird teuer.*Erster Absatz.*Mehr dazu/s)
  assert.equal(asRead(preview.html), asRead(page.html))
  assert.match(preview.html, /<meta name="robots" content="noindex/)
  assert.doesNotMatch(preview.html, /class="seen"|measure/)
  // Of what is public it shows what is written, too.
  assert.equal(asRead((await t.open(`/desk/articles/${article.id}/preview`, bo.cookie)).html), asRead(page.html))
}))

test('a link shows a draft to whoever has it, until it ends or is ended, and leaves no trace with others', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, { ...draft, headline: 'Geheim' })
  const make = async () => /http:\/\/paper\.test(\/preview\/[\w-]+)/.exec((await t.send(`/desk/articles/${article.id}/preview/links`, { hours: '1', note: 'Frau Ott' }, bo.cookie)).html)![1]!
  const [first, second] = [await make(), await make()]
  const { status, html, headers } = await t.open(first)
  assert.equal(status, 200)
  assert.match(html, /Geheim/)
  assert.deepEqual([headers.get('cache-control'), headers.get('x-robots-tag'), headers.get('surrogate-key')], ['no-store', 'noindex, nofollow', null])
  assert.doesNotMatch(html, /class="seen"/)
  const page = (await t.open(`/desk/articles/${article.id}/preview/sizes?width=768`, bo.cookie))
  assert.match(page.html, /Frau Ott.*Reader \d+/s)
  assert.match(page.html, /<iframe class="wide-768"/)
  assert.ok(!page.html.includes(first) && !page.html.includes(second))
  const links = await t.db.selectFrom('preview_links').select('id').orderBy('id').execute()
  await t.send(`/desk/articles/${article.id}/preview/links/${links[0]!.id}/end`, {}, bo.cookie)
  assert.deepEqual([(await t.open(first)).status, (await t.open(second)).status], [404, 200])
  await t.db.updateTable('preview_links').set({ made_at: new Date(t.now.getTime() - 7_200_000), ends_at: new Date(t.now.getTime() - 1) }).where('id', '=', links[1]!.id).execute()
  assert.equal((await t.open(second)).status, 404)
}))

test('links die under a legal hold, come to no life again when it is lifted, and none is made meanwhile', house(async (t) => {
  const [bo, lex] = [await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['lawyer'] })]
  const article = await makeArticle(t.db, { ...draft, headline: 'Geheim' })
  const made = (await t.send(`/desk/articles/${article.id}/preview/links`, { hours: '168', note: '' }, bo.cookie)).html
  const link = /http:\/\/paper\.test(\/preview\/[\w-]+)/.exec(made)![1]!
  assert.equal((await t.open(link)).status, 200)
  await t.send(`/desk/articles/${article.id}/hold`, { hold_note: 'x' }, lex.cookie)
  assert.equal((await t.open(link)).status, 404)
  const refused = await t.send(`/desk/articles/${article.id}/preview/links`, { hours: '1', note: '' }, bo.cookie)
  assert.equal(refused.status, 422)
  await t.send(`/desk/articles/${article.id}/hold/lifting`, {}, lex.cookie)
  assert.equal((await t.open(link)).status, 404)
}))

test('links end with the article’s withdrawal, and one made for its return shows it', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['chief_editor'] })
  const article = await makeArticle(t.db, { headline: 'Zurückgenommen' })
  const made = async () => /http:\/\/paper\.test(\/preview\/[\w-]+)/.exec((await t.send(`/desk/articles/${article.id}/preview/links`, { hours: '168', note: '' }, bo.cookie)).html)![1]!
  const link = await made()
  assert.equal((await t.open(link)).status, 200)
  assert.equal((await t.send(`/desk/articles/${article.id}/withdrawal`, { reason: 'Ein Irrtum.' }, bo.cookie)).status, 303)
  assert.equal((await t.open(link)).status, 404)
  assert.equal((await t.open(await made())).status, 200)
}))
