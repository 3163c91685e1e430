import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { documentOf, makeArticle, makeAuthor, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { createArticle } from '../../articles/article.ts'
import { correctionsOf } from '../../articles/reads/articles.ts'
import { replacePresences } from '../writes/presences.ts'

const act = { by: 'test', now: new Date('2026-02-01T12:00:00Z') }

async function newsroom(t: House) {
  const section = await makeSection(t.db, { slug: 'stadt' })
  const editor = await makeAccount(t.db, { name: 'Bo', roles: ['editor'] })
  const author = await makeAccount(t.db, { name: 'Ada', roles: ['author'] })
  return { section, editor, author }
}
const written = { headline: 'Depot fertig', kicker: 'Nahverkehr', section: 'stadt', language: 'de', comment_mode: 'open', body: 'Es **steht**.\n\n- eins\n- zwei', byline_name: ['Eva Roth', ''], byline_role: ['text', 'text'], topics: 'Nahverkehr, Umbau' }

/** The form as a browser would send it, of the page that was opened. */
async function formOf(t: House, path: string, cookie: string): Promise<Record<string, string | string[]>> {
  const { html } = await t.open(path, cookie)
  return { ...written, seen: /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

test('an author writes a draft, sees it in preview, and an editor publishes it', house(async (t) => {
  const { author, editor } = await newsroom(t)
  const made = await t.send('/desk/articles', written, author.cookie)
  assert.equal(made.status, 303)
  const path = (made.headers.get('location') ?? '').split('?')[0]!
  const id = path.split('/').at(-1)!
  const preview = await t.open(`${path}/preview`, author.cookie)
  assert.match(preview.html, /<strong>steht<\/strong>[\s\S]*<li><p>eins/)
  assert.equal((await t.open(`${path}/preview`)).status, 303)
  assert.equal((await t.open(`/stadt/depot-fertig-${id}`)).status, 404)

  assert.equal((await t.send(`${path}/publication`, {}, author.cookie)).status, 403)
  assert.equal((await t.send(`${path}/publication`, {}, editor.cookie)).status, 303)
  const page = await t.open(`/stadt/depot-fertig-${id}`)
  assert.equal(page.status, 200)
  assert.match(page.html, /rel="author" href="\/author\/eva-roth">Eva Roth/)
  for (const list of ['/stadt', '/topic/umbau', '/author/eva-roth', '/archive/2026/03/01']) assert.match((await t.open(list)).html, /Depot fertig/, list)
  assert.match((await t.open('/search?q=Depot')).html, /stadt\/depot-fertig/)
}))

test('the plain form sets what is new as the language sets it, unless one does not want it, and leaves the rest as it stood', house(async (t) => {
  const { author } = await newsroom(t)
  const typed = { ...written, headline: '"Fertig" - endlich', body: 'Er sagte "ja", ``"Code" - so`` und https://a.example/a--b ...' }
  const path = (await t.send('/desk/articles', { ...typed, typography: 'on' }, author.cookie)).headers.get('location')!.split('?')[0]!
  const seen = async () => (await t.open(path, author.cookie)).html
  assert.match(await seen(), /value="„Fertig“ – endlich"/)
  assert.match(await seen(), /Er sagte „ja“, ``&quot;Code&quot; - so`` und https:\/\/a\.example\/a--b …/)
  assert.match(await seen(), /name="typography"[^>]* checked/)
  const body = 'Er sagte "ja".\n\nSie "nein".'
  await t.send(path, { ...await formOf(t, path, author.cookie), headline: 'Fertig', body }, author.cookie)
  assert.match(await seen(), /Er sagte &quot;ja&quot;\.\n\nSie &quot;nein&quot;\./)
  await t.send(path, { ...await formOf(t, path, author.cookie), headline: 'Fertig', body: `${body}\n\nWir "vielleicht".`, typography: 'on' }, author.cookie)
  assert.match(await seen(), /Er sagte &quot;ja&quot;\.\n\nSie &quot;nein&quot;\.\n\nWir „vielleicht“\./)
}))

test('what an author writes into a public article, readers see once an editor publishes it', house(async (t) => {
  const { author, editor, section } = await newsroom(t)
  const { id } = await makeArticle(t.db, { headline: 'Steht da', section_id: section.id, slug: 'depot' })
  const [path, address] = [`/desk/articles/${id}`, `/stadt/depot-${id}`]
  assert.equal((await t.send(path, { ...await formOf(t, path, author.cookie), headline: 'Steht schief' }, author.cookie)).status, 303)
  assert.match((await t.open(path, author.cookie)).html, /value="Steht schief"/)
  assert.match((await t.open(address)).html, /Steht da/)
  assert.equal((await t.send(`${path}/changes`, { how: 'updated' }, author.cookie)).status, 403)
  assert.equal((await t.send(`${path}/changes`, { how: 'updated' }, editor.cookie)).status, 303)
  const page = await t.open(address)
  assert.match(page.html, /Steht schief[\s\S]*Aktualisiert/)
}))

test('of two who save one article the later one is told, and no text is lost', house(async (t) => {
  const { editor, author } = await newsroom(t)
  const location = (await t.send('/desk/articles', written, author.cookie)).headers.get('location')!
  const path = location.split('?')[0]!
  const [hers, his] = [await formOf(t, path, author.cookie), await formOf(t, path, editor.cookie)]
  assert.equal((await t.send(path, { ...hers, body: 'Adas Fassung.' }, author.cookie)).status, 303)
  const late = await t.send(path, { ...his, body: 'Bos Fassung.' }, editor.cookie)
  assert.equal(late.status, 409)
  assert.match(late.html, /Ada schreibt seit .* allein in diesem Artikel/)
  assert.match(late.html, /<pre>Adas Fassung\.<\/pre>/)
  assert.match(late.html, /<textarea[^>]*name="body"[^>]*>\nBos Fassung\./)
  assert.match((await t.open(`${path}/preview`, editor.cookie)).html, /Adas Fassung/)
  // Told once, he may decide: the form now stands on the state he was shown.
  const seen = /name="seen" value="([^"]+)"/.exec(late.html)![1]!
  assert.equal((await t.send(path, { ...his, body: 'Beider Fassung.', seen }, editor.cookie)).status, 409)
  assert.equal((await t.send(path, { ...his, body: 'Beider Fassung.', seen, take_over: 'on' }, editor.cookie)).status, 303)
}))

test('a form that is refused keeps what was typed and says what is wrong', house(async (t) => {
  const { author } = await newsroom(t)
  const { status, html } = await t.send('/desk/articles', { ...written, headline: '', slug: 'Kein Slug', language: '??', body: '[x](javascript:1)', translation_of: 'nirgends' }, author.cookie)
  assert.equal(status, 422)
  for (const field of ['headline', 'slug', 'language', 'body', 'translation_of']) assert.match(html, new RegExp(`id="${field}-error"`), field)
  assert.match(html, /\[x\]\(javascript:1\)/)
  assert.match(html, /value="Eva Roth"/)
}))

test('a change of what an article is about and who wrote it moves it in the lists, and its old address leads on', house(async (t) => {
  const { editor } = await newsroom(t)
  const location = (await t.send('/desk/articles', written, editor.cookie)).headers.get('location')!
  const path = location.split('?')[0]!
  const id = path.split('/').at(-1)
  await t.send(`${path}/publication`, {}, editor.cookie)
  const change = { ...await formOf(t, path, editor.cookie), slug: 'depot', topics: 'Umbau', byline_name: ['Jan Kahl'], byline_role: ['photo'] }
  assert.equal((await t.send(path, change, editor.cookie)).status, 303)
  assert.match((await t.open('/topic/nahverkehr')).html, /Depot fertig/)
  assert.equal((await t.send(`${path}/changes`, { how: 'updated' }, editor.cookie)).status, 303)
  assert.doesNotMatch((await t.open('/topic/nahverkehr')).html, /Depot fertig/)
  assert.doesNotMatch((await t.open('/author/eva-roth')).html, /Depot fertig/)
  assert.match((await t.open('/author/jan-kahl')).html, /Depot fertig/)
  const old = await t.open(`/stadt/depot-fertig-${id}`)
  assert.deepEqual([old.status, old.headers.get('location')], [301, `/stadt/depot-${id}`])
  assert.match((await t.open(`/stadt/depot-${id}`)).html, /Aktualisiert/)
}))

test('a correction stands under the article, and a withdrawal in its place', house(async (t) => {
  const { editor } = await newsroom(t)
  const article = await makeArticle(t.db, { section_id: (await makeSection(t.db, { slug: 'welt' })).id, slug: 'fall' })
  const [path, address] = [`/desk/articles/${article.id}`, `/welt/fall-${article.id}`]
  assert.equal((await t.send(`${path}/corrections`, { was_wrong: 'Es waren drei.', is_right: '' }, editor.cookie)).status, 422)
  assert.equal((await t.send(`${path}/corrections`, { was_wrong: 'Es waren drei.', is_right: 'Es waren vier.' }, editor.cookie)).status, 303)
  assert.match((await t.open(address)).html, /Es waren drei\. Es waren vier\./)
  assert.equal((await correctionsOf(t.db, article.id))[0]?.corrected_at.getTime(), t.now.getTime())

  assert.equal((await t.send(`${path}/withdrawal`, { reason: ' ' }, editor.cookie)).status, 422)
  assert.equal((await t.send(`${path}/withdrawal`, { reason: 'Frei erfunden.' }, editor.cookie)).status, 303)
  const gone = await t.open(address)
  assert.equal(gone.status, 410)
  assert.match(gone.html, /Frei erfunden/)
  assert.equal((await t.send(`${path}/publication`, {}, editor.cookie)).status, 303)
  assert.equal((await t.open(address)).status, 200)
}))

test('a text that the form cannot write stays as it is while the rest is changed', house(async (t) => {
  const { editor, section } = await newsroom(t)
  const body = documentOf('vorher')
  body.content.push({ type: 'picture', attrs: { picture: null, missing: 'kran.jpg' } } as never)
  const { id } = await createArticle(t.db, { section_id: section.id, slug: 'a', state: 'draft', language: 'de', headline: 'Alt', body, bylines: [], topic_ids: [] }, act)
  const path = `/desk/articles/${id}`
  const { html } = await t.open(path, editor.cookie)
  assert.doesNotMatch(html, /name="body"/)
  const { body: _, ...form } = await formOf(t, path, editor.cookie)
  assert.equal((await t.send(path, { ...form, headline: 'Neu' }, editor.cookie)).status, 303)
  const kept = await t.open(`${path}/preview`, editor.cookie)
  assert.match(kept.html, /Neu[\s\S]*vorher[\s\S]*kran\.jpg/)
}))

test('of two authors with one name the article keeps its own', house(async (t) => {
  const { editor, section } = await newsroom(t)
  const [, second] = [await makeAuthor(t.db, { name: 'Kim Lee', slug: 'kim-lee' }), await makeAuthor(t.db, { name: 'Kim Lee', slug: 'kim-lee-2' })]
  const { id } = await makeArticle(t.db, { section_id: section.id, bylines: [{ author_id: second.id, role: 'text' }] })
  const form = await formOf(t, `/desk/articles/${id}`, editor.cookie)
  await t.send(`/desk/articles/${id}`, { ...form, byline_name: ['Kim Lee'], byline_role: ['text'] }, editor.cookie)
  assert.match((await t.open(`/desk/articles/${id}/preview`, editor.cookie)).html, /\/author\/kim-lee-2/)
}))

test('the list finds articles by state and words', house(async (t) => {
  const { author } = await newsroom(t)
  await makeArticle(t.db, { headline: 'Öffentliches Depot' })
  await t.send('/desk/articles', written, author.cookie)
  const { html } = await t.open('/desk/articles?stage=unpublished&q=depot', author.cookie)
  assert.match(html, /Depot fertig/)
  assert.doesNotMatch(html, /Öffentliches/)
  assert.match((await t.open('/desk', author.cookie)).html, /\/desk\/articles\?stage=unpublished/)
}))

test('the list says who is writing in which article, on whatever process, and the button what saving does', house(async (t) => {
  const { author, editor } = await newsroom(t)
  const [shown, other] = [await makeArticle(t.db, { headline: 'Steht da' }), await makeArticle(t.db, { headline: 'Entsteht', state: 'draft' })]
  await replacePresences(t.db, { process_id: '00000000-0000-4000-8000-000000000001', here: [{ article_id: shown.id, reader_id: author.id }] })
  await replacePresences(t.db, { process_id: '00000000-0000-4000-8000-000000000002', here: [{ article_id: shown.id, reader_id: author.id }, { article_id: shown.id, reader_id: editor.id }] })
  const { html } = await t.open('/desk/articles', editor.cookie)
  assert.match(html, /Steht da<\/a><small class="writing-now">Ada und Bo schreiben gerade\.<\/small>/)
  assert.match(html, /Entsteht<\/a><\/th>/)
  assert.match((await t.open(`/desk/articles/${shown.id}`, editor.cookie)).html, /<button class="button">Speichern, ohne zu veröffentlichen</)
  assert.match((await t.open(`/desk/articles/${other.id}`, editor.cookie)).html, /<button class="button">Entwurf speichern</)
}))
