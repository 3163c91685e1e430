import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { makeComment } from '../../../test/comment-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { documentOf, makeArticle, makePicture, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { drawn } from '../../../test/pictures.ts'
import { attempt } from '../../base/db/db.ts'
import { takeLock } from '../article-lock.ts'
import { publishWritten, settle, settleByItself, thinRevisions } from '../settling.ts'
import { writeInto, writtenOf } from '../writing.ts'

const minutes = (now: Date, n: number) => new Date(now.getTime() + n * 60_000)

async function newsroom(t: House) {
  const section = await makeSection(t.db, { slug: 'stadt' })
  const [editor, author] = [await makeAccount(t.db, { name: 'Bo', roles: ['editor'] }), await makeAccount(t.db, { name: 'Ada', roles: ['author'] })]
  const { id } = await makeArticle(t.db, { section_id: section.id, slug: 'depot', headline: 'Depot fertig', body: documentOf('Der Rat beschloss einstimmig.', 'Es regnete.') })
  return { id, path: `/desk/articles/${id}`, address: `/stadt/depot-${id}`, editor, author }
}
const write = (t: House, id: number, by: { id: number }, text: string) => writeInto(t.db, { article_id: id, written: { body: documentOf(text, 'Es regnete.') } }, { by: `staff:${by.id}`, now: t.now })
const revisions = (t: House, id: number) => t.db.selectFrom('revisions').select(['number', 'kind', 'saved_by', 'by_itself', 'why', 'public_at', 'words_in', 'words_out']).where('article_id', '=', id).orderBy('number').execute()

test('a revision is saved with a reason, and shown beside the one before it with who and when', house(async (t) => {
  const { id, path, editor } = await newsroom(t)
  await write(t, id, editor, 'Der Rat beschloss mit vier Gegenstimmen.')
  assert.equal((await t.send(`${path}/revisions`, { why: 'Zahl geprüft' }, editor.cookie)).status, 303)
  const list = await t.open(`${path}/revisions`, editor.cookie)
  assert.match(list.html, /Fassungen[\s\S]*Bo[\s\S]*Geschrieben[\s\S]*Zahl geprüft[\s\S]*Übernommen[\s\S]*Das lesen alle/)
  const { html } = await t.open(`${path}/revisions/2`, editor.cookie)
  assert.match(html, /<del><span class="unseen"[^>]*>gestrichen: <\/span>einstimmig<span/)
  assert.match(html, /<ins><span class="unseen"[^>]*>neu: <\/span>mit vier Gegenstimmen<span/)
  assert.match((await t.open(`${path}/difference?from=2&to=1`, editor.cookie)).html, /<ins>[\s\S]*?einstimmig/)
  assert.match((await t.open(`${path}/difference?from=public&to=public`, editor.cookie)).html, /kein Unterschied/)
  for (const strange of ['from=9&to=1', 'from=x&to=1']) assert.equal((await t.open(`${path}/difference?${strange}`, editor.cookie)).status, 404)
}))

test('differences are shown only so often in a minute, on whichever page, and whoever asks for more is told so in their language', house(async (t) => {
  const { id, path, editor } = await newsroom(t)
  await write(t, id, editor, 'Der Rat beschloss mit vier Gegenstimmen.')
  await t.send(`${path}/revisions`, { why: 'Zahl geprüft' }, editor.cookie)
  const pages = [`${path}/difference?from=1&to=working`, `${path}/revisions/1`, `${path}/changes`]
  for (const page of pages) assert.equal((await t.open(page, editor.cookie)).status, 200, page)
  // What is not there counts as well: it is asked for before anybody knows. On a busy machine some of the minute is over by then.
  let asked = pages.length
  const tooMany = async (page: string) => {
    for (; asked < 200; asked++) {
      const { status } = await t.open(`${path}/difference?from=9&to=1`, editor.cookie)
      assert.ok(status === 404 || (status === 429 && asked >= 60), `${asked} ${status}`)
      const answer = status === 429 ? await t.open(page, editor.cookie) : undefined
      if (answer?.status === 429) return answer
    }
    return assert.fail(`nobody was told that ${page} is too much`)
  }
  for (const page of pages) {
    const { html, headers } = await tooMany(page)
    assert.equal(headers.get('retry-after'), '60')
    assert.match(html, /<html lang="de"[\s\S]*role="alert"><p>Das war viel in kurzer Zeit\. Bitte versuchen Sie es in einer Minute noch einmal\.<\/p>/)
  }
  await t.db.updateTable('readers').set({ language: 'en' }).where('id', '=', editor.id).execute()
  assert.match((await tooMany(pages[0]!)).html, /<html lang="en"[\s\S]*role="alert"><p>That was a lot in a short time\. Please try again in a minute\.<\/p>/)
  const another = await makeAccount(t.db, { roles: ['editor'] })
  assert.equal((await t.open(pages[0]!, another.cookie)).status, 200)
}))

test('going back makes a new revision, which one can go back from, and readers see none of it', house(async (t) => {
  const { id, path, address, editor } = await newsroom(t)
  await write(t, id, editor, 'Verdorben.')
  await t.send(`${path}/revisions`, {}, editor.cookie)
  await write(t, id, editor, 'Noch mehr verdorben.')
  const back = await t.send(`${path}/revisions/1/restoration`, { why: 'Falscher Artikel' }, editor.cookie)
  assert.equal(back.headers.get('location'), `${path}/revisions/4?done=restored`)
  assert.match((await t.open(path, editor.cookie)).html, /<textarea[^>]*name="body"[^>]*>\nDer Rat beschloss einstimmig\./)
  assert.deepEqual((await revisions(t, id)).map(({ kind, why }) => [kind, why]), [['imported', ''], ['written', ''], ['written', ''], ['restored', 'Falscher Artikel']])
  await t.send(`${path}/revisions/3/restoration`, {}, editor.cookie)
  assert.match((await t.open(path, editor.cookie)).html, /Noch mehr verdorben/)
  assert.match((await t.open(address)).html, /einstimmig/)
}))

test('a revision whose pictures are gone comes back without them and with everything else, and says so', house(async (t) => {
  const { id, path, editor } = await newsroom(t)
  const act = { by: `staff:${editor.id}`, now: t.now }
  const small = (width: number) => drawn(width, 40).png().toBuffer()
  const [lead, gone, there] = [await makePicture(t.db, { files: t.files, name: 'aufmacher', bytes: await small(60) }), await makePicture(t.db, { files: t.files, name: 'weg', bytes: await small(61) }), await makePicture(t.db, { files: t.files, name: 'da', bytes: await small(62) })]
  const picture = (name: string) => ({ type: 'picture', attrs: { picture: name, alt: '', caption: `Von ${name}`, missing: null } })
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Der Rat beschloss.' }] }
  const written = { lead_picture: lead.name, lead_caption: 'Unter dem Aufmacher', body: { type: 'doc', content: [picture(gone.name), paragraph, { type: 'gallery', content: [picture(gone.name), picture(there.name)] }, { type: 'gallery', content: [picture(gone.name)] }] } }
  await writeInto(t.db, { article_id: id, written }, act)
  const { number } = await settle(t.db, { article_id: id, why: 'Mit Bildern' }, act)
  await writeInto(t.db, { article_id: id, written: { lead_picture: '', lead_caption: '', body: documentOf('Ohne.') } }, act)
  await settle(t.db, { article_id: id }, act)
  for (const one of [lead, gone]) assert.equal((await t.send(`/desk/pictures/${one.id}/deletion`, {}, editor.cookie)).status, 303)
  assert.match((await t.open(`${path}/revisions/${number}`, editor.cookie)).html, /2 Bilder dieser Fassung gibt es nicht mehr; sie werden ausgelassen: aufmacher, weg\./)
  const back = await t.send(`${path}/revisions/${number}/restoration`, {}, editor.cookie)
  assert.match((await t.open(back.headers.get('location')!, editor.cookie)).html, /role="status"[^]*2 Bilder gibt es nicht mehr und sind ausgelassen: aufmacher, weg\./)
  const now = (await writtenOf(t.db, id)).written
  assert.deepEqual([now.lead_picture, now.lead_caption, now.headline], ['', '', 'Depot fertig'])
  assert.deepEqual(now.body.content, [paragraph, { type: 'gallery', content: [picture(there.name)] }])
  assert.equal((await publishWritten(t.db, { article_id: id, is_update: false }, act)).faults, undefined)
}))

test('what is written shows at the desk of a draft by itself, and of a public article to nobody before it is published', house(async (t) => {
  const { id, path, address, author, editor } = await newsroom(t)
  const draft = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Entwurf' })
  for (const article_id of [id, draft.id]) {
    await writeInto(t.db, { article_id, written: { headline: 'Neuer Titel' } }, { by: `staff:${author.id}`, now: t.now })
    await settleByItself(t.db, { article_id, by: `staff:${author.id}` }, t.now)
  }
  assert.equal((await t.db.selectFrom('articles').select('headline').where('id', '=', draft.id).executeTakeFirstOrThrow()).headline, 'Neuer Titel')
  assert.match((await t.open(address)).html, /Depot fertig/)
  assert.match((await t.open(path, editor.cookie)).html, /Änderungen, die Leserinnen und Leser noch nicht sehen/)
  assert.match((await t.open(`${path}/changes`, editor.cookie)).html, /<del>[\s\S]*?Depot fertig[\s\S]*<ins>[\s\S]*?Neuer Titel/)
  assert.deepEqual((await revisions(t, id)).map(({ by_itself, saved_by }) => [by_itself, saved_by]), [[false, 'test'], [true, `staff:${author.id}`]])
}))

test('what somebody cannot have meant stays out of a draft, and in the revision', house(async (t) => {
  const { author } = await newsroom(t)
  const { id } = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Entwurf' })
  await writeInto(t.db, { article_id: id, written: { headline: '', kicker: 'Neu', slug: 'Kein Slug' } }, { by: `staff:${author.id}`, now: t.now })
  await settleByItself(t.db, { article_id: id, by: `staff:${author.id}` }, t.now)
  assert.deepEqual(await t.db.selectFrom('articles').select(['headline', 'kicker']).where('id', '=', id).executeTakeFirst(), { headline: 'Entwurf', kicker: 'Neu' })
  const { fields } = await t.db.selectFrom('revisions').select('fields').where('article_id', '=', id).orderBy('number', 'desc').executeTakeFirstOrThrow()
  assert.deepEqual((fields as { headline: string; slug: string }).headline, '')
}))

test('a correction and its text become public together, tied to the difference; a typo without a word to readers', house(async (t) => {
  const { id, path, address, editor } = await newsroom(t)
  await write(t, id, editor, 'Der Rat beschloss mit vier Gegenstimmen.')
  assert.match((await t.open(`${path}/changes?how=corrected`, editor.cookie)).html, /name="was_wrong"[^>]*>\nIn einer früheren Fassung hieß es: „Der Rat beschloss einstimmig\.“/)
  const refused = await t.send(`${path}/changes`, { how: 'corrected', was_wrong: 'Alle dafür.', is_right: '' }, editor.cookie)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /Alle dafür\./)
  assert.match((await t.open(address)).html, /einstimmig/)
  assert.equal((await t.send(`${path}/changes`, { how: 'corrected', was_wrong: 'Es hieß: einstimmig.', is_right: 'Es gab vier Gegenstimmen.' }, editor.cookie)).status, 303)
  assert.match((await t.open(address)).html, /vier Gegenstimmen[\s\S]*Korrektur[\s\S]*Es hieß: einstimmig\. Es gab vier Gegenstimmen\./)
  const { revision } = await t.db.selectFrom('corrections').select('revision').where('article_id', '=', id).executeTakeFirstOrThrow()
  assert.match((await t.open(path, editor.cookie)).html, new RegExp(`href="${path}/revisions/${revision}">Unterschied`))
  assert.match((await t.open(`${path}/revisions/${revision}`, editor.cookie)).html, /Korrektur[\s\S]*Es hieß: einstimmig/)

  await write(t, id, editor, 'Der Rat beschloss mit fünf Gegenstimmen.')
  assert.equal((await t.send(`${path}/changes`, { how: 'revised', why: '' }, editor.cookie)).status, 422)
  assert.equal((await t.send(`${path}/changes`, { how: 'revised', why: 'Tippfehler' }, editor.cookie)).status, 303)
  const page = await t.open(address)
  assert.match(page.html, /fünf Gegenstimmen/)
  assert.doesNotMatch(page.html, /Aktualisiert|Tippfehler/)
}))

test('revisions are never changed, and only those saved by themselves can go', house(async (t) => {
  const { id, path, editor } = await newsroom(t)
  await write(t, id, editor, 'Anders.')
  await t.send(`${path}/revisions`, {}, editor.cookie)
  await assert.rejects(attempt(t.db, (tx) => sql`update revisions set why = 'x' where article_id = ${id}`.execute(tx)), /never changed/)
  await assert.rejects(attempt(t.db, (tx) => sql`delete from revisions where article_id = ${id}`.execute(tx)), /is kept/)
}))

test('of revisions saved by themselves the older ones are thinned out, and none that somebody saved, published or corrected with', house(async (t) => {
  const { id, editor } = await newsroom(t)
  const by = `staff:${editor.id}`
  const day = 24 * 60
  for (const [n, ago] of [9 * day, 9 * day - 10, 3 * day, 3 * day - 10, 3 * day - 70, 60, 50].entries()) {
    await write(t, id, editor, `Stand ${n}.`)
    await settleByItself(t.db, { article_id: id, by }, minutes(t.now, -ago))
  }
  assert.equal((await revisions(t, id)).length, 8)
  await thinRevisions(t.db, t.now)
  assert.deepEqual((await revisions(t, id)).map(({ number }) => number), [1, 3, 5, 6, 7, 8])
  await thinRevisions(t.db, minutes(t.now, 200 * day))
  const left = await revisions(t, id)
  assert.ok(left.length < 6 && left.some(({ number }) => number === 1))
}))

test('who saves in the plain form has the article alone: others are told, keep their text, and may take over', house(async (t) => {
  const { id, path, author, editor } = await newsroom(t)
  const form = async (cookie: string) => ({ headline: 'Depot fertig', section: 'stadt', slug: 'depot', language: 'de', comment_mode: 'open', seen: /name="seen" value="([^"]+)"/.exec((await t.open(path, cookie)).html)![1]! })
  const [hers, his] = [await form(author.cookie), await form(editor.cookie)]
  assert.equal((await t.send(`${path}/lock`, {}, author.cookie)).status, 303)
  assert.match((await t.open(path, editor.cookie)).html, /Ada schreibt seit .* allein in diesem Artikel/)
  const late = await t.send(path, { ...his, body: 'Bos Text.' }, editor.cookie)
  assert.equal(late.status, 409)
  assert.match(late.html, /Gespeichert wurde nichts[\s\S]*<textarea[^>]*name="body"[^>]*>\nBos Text\./)
  assert.equal((await t.send(path, { ...his, body: 'Bos Text.', take_over: 'on' }, editor.cookie)).status, 303)
  const lost = await t.send(path, { ...hers, body: 'Adas Text.' }, author.cookie)
  assert.equal(lost.status, 409)
  assert.match(lost.html, /Bo schreibt seit[\s\S]*<textarea[^>]*name="body"[^>]*>\nAdas Text\./)
  assert.equal((await t.send(`${path}/lock/end`, {}, editor.cookie)).status, 303)
  assert.doesNotMatch((await t.open(path, author.cookie)).html, /allein in diesem Artikel/)
  // Nobody is heard of for long: the lock is free.
  await takeLock(t.db, { article_id: id, reader_id: editor.id }, minutes(t.now, -11))
  assert.equal((await takeLock(t.db, { article_id: id, reader_id: author.id }, t.now)).name, 'Ada')
}))

test('a reader’s word is taken as a correction, answered, and credited once they agree', house(async (t) => {
  const { id, path, address, editor } = await newsroom(t)
  const ada = await makeAccount(t.db, { name: 'Leserin Lea' })
  const comment = await makeComment(t.db, { article_id: id, reader_id: ada.id, body: 'Es waren vier Gegenstimmen!' })
  await t.db.insertInto('comment_routes').values({ comment_id: comment, route: 'correction', marked_at: t.now }).execute()
  const inbox = await t.open('/desk/moderation/routes?section=stadt&whose=nobody', editor.cookie)
  assert.match(inbox.html, new RegExp(`${path}/changes\\?comment=${comment}`))
  assert.equal((await t.send(`/desk/moderation/routes/${comment}/assignment`, { route: 'correction', to: String(editor.id) }, editor.cookie)).status, 303)
  assert.match((await t.open('/desk/moderation/routes?whose=mine', editor.cookie)).html, /vier Gegenstimmen/)
  assert.doesNotMatch((await t.open('/desk/moderation/routes?whose=nobody', editor.cookie)).html, /vier Gegenstimmen/)

  await write(t, id, editor, 'Der Rat beschloss mit vier Gegenstimmen.')
  const form = await t.open(`${path}/changes?comment=${comment}`, editor.cookie)
  assert.match(form.html, /Hinweis von Leserin Lea[\s\S]*Es waren vier Gegenstimmen!/)
  assert.ok(!form.html.includes(ada.mail_address))
  assert.equal((await t.send(`${path}/changes`, { how: 'corrected', was_wrong: 'Es hieß: einstimmig.', is_right: 'Vier waren dagegen.', comment: String(comment), ask: 'on', answer: 'Danke!' }, editor.cookie)).status, 303)
  const mail = await t.db.selectFrom('mails').select(['text', 'to_address']).executeTakeFirstOrThrow()
  assert.ok(mail.to_address === ada.mail_address && mail.text.includes('> Danke!') && mail.text.includes(`/account/credits/${comment}`), mail.text)
  assert.doesNotMatch((await t.open(address)).html, /Hinweis von/)
  assert.match((await t.open('/desk/moderation/routes?state=done', editor.cookie)).html, /Korrigiert[\s\S]*Gefragt, ob wir/)

  assert.equal((await t.send(`/account/credits/${comment}`, { agrees: 'yes' }, editor.cookie)).status, 404)
  assert.match((await t.open(`/account/credits/${comment}`, ada.cookie)).html, /„Hinweis von Leserin Lea“/)
  await t.send(`/account/credits/${comment}`, { agrees: 'yes' }, ada.cookie)
  assert.match((await t.open(address)).html, /Vier waren dagegen\.[\s\S]*Hinweis von Leserin Lea/)
  await t.send(`/account/credits/${comment}`, { agrees: 'no' }, ada.cookie)
  assert.doesNotMatch((await t.open(address)).html, /Hinweis von/)
}))

test('what readers tell is answered in public and by mail at once, or not at all', house(async (t) => {
  const { id, editor } = await newsroom(t)
  const ada = await makeAccount(t.db, { name: 'Lea' })
  const comment = await makeComment(t.db, { article_id: id, reader_id: ada.id, body: 'Wann ist es fertig?' })
  await t.db.insertInto('comment_routes').values({ comment_id: comment, route: 'answer', marked_at: t.now }).execute()
  const send = (answer: string) => t.send(`/desk/moderation/routes/${comment}/outcome`, { route: 'answer', outcome: 'answered', answer, in_public: 'on' }, editor.cookie)
  assert.match((await send('')).headers.get('location') ?? '', /done=refused/)
  assert.equal((await t.db.selectFrom('comment_routes').select('done_at').executeTakeFirstOrThrow()).done_at, null)
  await send('Im Mai.')
  const reply = await t.db.selectFrom('comments').select(['body', 'spoke_as', 'state']).where('parent_id', '=', comment).executeTakeFirstOrThrow()
  assert.deepEqual(reply, { body: 'Im Mai.', spoke_as: 'staff', state: 'shown' })
  assert.ok((await t.db.selectFrom('mails').select('text').executeTakeFirstOrThrow()).text.includes('> Im Mai.'))
}))
