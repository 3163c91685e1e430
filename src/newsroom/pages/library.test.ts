// The library of pictures: finding, putting right, rights that end, doubles, deletion, and what may be published.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { house, type House } from '../../../test/house.ts'
import { documentOf, makeArticle, makePicture, makeTopic } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { drawn } from '../../../test/pictures.ts'
import { editPictures } from '../../articles/picture-editing.ts'
import { removeFiles, removeRenditions } from '../../articles/picture-files.ts'
import { followRights } from '../../articles/picture-rights.ts'
import { makeRenditions } from '../../articles/picture.ts'
import { unusable } from '../../articles/picture-use.ts'
import { picturesById } from '../../articles/reads/pictures.ts'
import { secondsAfter } from '../../base/time.ts'
import { articleUrl } from '../../urls.ts'
import { compactWriting } from '../compacting.ts'
import { tellPictureRights } from '../picture-rights-letter.ts'
import { uploadOf } from '../reads/uploads.ts'
import { publishWritten, settle } from '../settling.ts'
import { takeUpload } from '../upload.ts'
import { begin, writeInto, writtenOf } from '../writing.ts'

const withPicture = (name: string) => ({ type: 'doc', content: [...documentOf('Am Hafen.').content, { type: 'picture', attrs: { picture: name, caption: 'Der Kran am Kai' } }] })
/** Something to see: fields of chance brightness, the same for the same seed. */
function scene(seed: number, width = 320, height = 240) {
  let state = seed
  const chance = () => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
  const data = Buffer.from(Array.from({ length: 12 * 9 * 3 }, () => Math.floor(chance() * 256)))
  return sharp(data, { raw: { width: 12, height: 9, channels: 3 } }).resize(width, height, { kernel: 'cubic' })
}
const added = async (t: House, over: Partial<Parameters<typeof makePicture>[1]> = {}) => makePicture(t.db, { files: t.files, ...over })
const row = (t: House, id: number) => t.db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const namesIn = ({ html }: { html: string }) => [...html.matchAll(/<code>([a-z0-9-]+)<\/code>/g)].map(([, name]) => name)

test('pictures are found by parts of words in all that is known of them, and by what they are, lack and are used for', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  await added(t, { name: 'kran', caption: 'Der Eisenbahnkran', keywords: ['Verkehr'], place: 'Wallstedt', credit_person: 'Eva Roth', alt: 'Ein Kran' })
  const used = await added(t, { name: 'turm', bytes: await drawn(400, 900).jpeg().toBuffer() })
  await makeArticle(t.db, { lead_picture_id: used.id })
  await makeArticle(t.db, { body: withPicture('kran') })
  const found = async (query: string) => namesIn(await t.open(`/desk/pictures?${query}`, cookie))
  assert.deepEqual(await found('q=bahnkran'), ['kran'])
  assert.deepEqual(await found('q=verkehr+ROTH'), ['kran'])
  assert.deepEqual(await found('q=verkehr+turm'), [])
  assert.deepEqual(await found('q=%25'), [])
  assert.deepEqual(await found('shape=portrait'), ['turm'])
  assert.deepEqual(await found('lacks=alt'), ['turm'])
  assert.deepEqual(await found('use=used'), ['turm', 'kran'])
  assert.deepEqual(await found('use=unused'), [])
  assert.deepEqual(await found('kind=graphic'), [])
  assert.deepEqual(await found('from=2026-03-02'), [])
  assert.deepEqual(await found('to=2026-03-01'), ['turm', 'kran'])
  assert.deepEqual(await found('kind=nonsense&by=x&from=y'), ['turm', 'kran'])
}))

test('an article names its pictures as long as they stand in it', house(async (t) => {
  const { id, name } = await added(t)
  const uses = () => t.db.selectFrom('picture_uses').select(['article_id', 'place']).where('picture_name', '=', name).orderBy('article_id').orderBy('place').execute()
  const article = await makeArticle(t.db, { lead_picture_id: id, body: withPicture(name) })
  assert.deepEqual(await uses(), [{ article_id: article.id, place: 'body' }, { article_id: article.id, place: 'lead' }])
  await t.db.updateTable('articles').set({ body: JSON.stringify(documentOf('Ohne.')) }).where('id', '=', article.id).execute()
  assert.deepEqual(await uses(), [{ article_id: article.id, place: 'lead' }])
  await t.db.updateTable('articles').set({ lead_picture_id: null }).where('id', '=', article.id).execute()
  assert.deepEqual(await uses(), [])
}))

test('when rights end the picture leaves every page and its own address, the desk is told once, and it comes back when they are extended', house(async (t) => {
  const eva = await makeAccount(t.db, { roles: ['author'] })
  const { id, name } = await added(t, { uploaded_by: eva.id, credit_person: 'Eva Roth' })
  await makeRenditions(t.db, t.files, { picture_id: id })
  const article = await makeArticle(t.db, { lead_picture_id: id, body: withPicture(name), headline: 'Am Hafen' })
  const [{ renditions } = { renditions: [] }] = await picturesById(t.db, [id])
  const file = `/pictures/${renditions[0]!.hash}.${renditions[0]!.format === 'jpeg' ? 'jpg' : renditions[0]!.format}`
  const page = async () => (await t.open(articleUrl(article))).html
  assert.match(await page(), new RegExp(renditions[0]!.hash.slice(0, 20)))

  await editPictures(t.db, { ids: [id], change: { rights_until: secondsAfter(t.now, 3_600) } }, { by: 'test', now: t.now })
  await followRights(t.db, t.now)
  assert.ok((await row(t, id)).rights_warned_at)
  await tellPictureRights(t.db, { picture_id: id, what: 'soon' }, { site: { url: 'http://paper.test' }, now: t.now })
  assert.match(await page(), /<picture>|<img class=|srcset/)

  const later = secondsAfter(t.now, 3_600)
  await followRights(t.db, later)
  await followRights(t.db, later)
  await removeRenditions(t.db, t.files, { picture_id: id })
  await tellPictureRights(t.db, { picture_id: id, what: 'ended' }, { site: { url: 'http://paper.test' }, now: later })
  const without = await page()
  assert.doesNotMatch(without, new RegExp(renditions.map(({ hash }) => hash.slice(0, 20)).join('|')))
  assert.match(without, /Dieses Bild ist nicht mehr verfügbar[\s\S]*Der Kran am Kai/)
  assert.doesNotMatch((await t.open('/feed.xml')).html, new RegExp(renditions.map(({ hash }) => hash.slice(0, 20)).join('|')))
  assert.equal((await t.open(file)).status, 410)
  assert.deepEqual(await unusable(t.db, [name], later), [{ name, why: 'ended', blocks: true, at: later }])
  const mails = await t.db.selectFrom('mails').select(['to_address', 'subject']).orderBy('id').execute()
  assert.deepEqual(mails.map(({ to_address }) => to_address), [eva.mail_address, eva.mail_address])
  assert.equal((await t.db.selectFrom('journal').select('id').where('what', '=', 'picture taken off').execute()).length, 1)
  const desk = await makeAccount(t.db, { roles: ['editor'] })
  assert.match((await t.open('/desk', desk.cookie)).html, /ends=near/)

  await editPictures(t.db, { ids: [id], change: { rights_until: null } }, { by: 'test', now: later })
  await makeRenditions(t.db, t.files, { picture_id: id })
  assert.equal((await t.open(file)).status, 200)
  assert.match(await page(), new RegExp(renditions[0]!.hash.slice(0, 20)))
}))

test('what the paper asks of pictures is asked before an article is published, and not of what readers see already', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['chief_editor'] })
  const { id, name } = await added(t, { credit_person: '', credit_agency: '' })
  const draft = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null, lead_picture_id: id })
  const publish = () => t.send(`/desk/articles/${draft.id}/publication`, {}, cookie)
  assert.deepEqual((await unusable(t.db, [name, 'nowhere'], t.now)).map(({ why, blocks }) => [why, blocks]), [['no_credit', false]])
  assert.equal((await t.send('/desk/pictures/settings', { need_credit: 'block', need_rights: 'off' }, cookie)).status, 303)
  const refused = await publish()
  assert.equal(refused.status, 422)
  assert.match(refused.html, new RegExp(name))
  await editPictures(t.db, { ids: [id], change: { credit_person: 'Eva Roth' } }, { by: 'test', now: t.now })
  assert.equal((await publish()).status, 303)
  await editPictures(t.db, { ids: [id], change: { credit_person: '' } }, { by: 'test', now: t.now })
  assert.equal((await t.send(`/desk/articles/${draft.id}/corrections`, { was_wrong: 'Alt', is_right: 'Neu' }, cookie)).status, 303)
}))

test('a changed focal point, nearness or credit makes the smaller files anew, under other addresses', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const { id } = await added(t, { bytes: await scene(7, 300, 300).jpeg().toBuffer() })
  await makeRenditions(t.db, t.files, { picture_id: id })
  const files = async () => (await picturesById(t.db, [id]))[0]!.renditions.filter(({ crop, format }) => crop === 'wide' && format === 'webp')
  const before = await files()
  assert.equal((await t.send(`/desk/pictures/${id}/focus`, { focal_x: '0', focal_y: '100', zoom: '1.5' }, cookie)).status, 303)
  await makeRenditions(t.db, t.files, { picture_id: id })
  const after = await files()
  assert.equal(after.at(-1)!.width, 200)
  assert.ok(after.every(({ hash }) => !before.some((one) => one.hash === hash)))
  await removeFiles(t.db, t.files, { renditions: before })
  assert.equal((await t.open(`/pictures/${before[0]!.hash}.webp`)).status, 404)
  assert.equal((await t.open(`/pictures/${after[0]!.hash}.webp`)).status, 200)
  for (const wrong of [{ focal_x: '101', focal_y: '0' }, { focal_x: '', focal_y: '5' }, { focal_x: '5', focal_y: '5', zoom: '9' }]) assert.equal((await t.send(`/desk/pictures/${id}/focus`, wrong, cookie)).status, 422)
}))

test('words of one picture and of many at once are put right; of many, what is left empty stays', house(async (t) => {
  const { cookie, id: uploaded_by } = await makeAccount(t.db, { roles: ['author'] })
  const [one, other] = [await added(t, { caption: 'Eins', keywords: ['a'], uploaded_by }), await added(t, { caption: 'Zwei', rights: '© X', uploaded_by })]
  const form = { alt: 'Ein Kran', caption: 'Eins neu', kind: 'graphic', keywords: 'Hafen, Kran ,Hafen', rights_from: '2026-03-01', rights_until: '2026-12-31' }
  assert.equal((await t.send(`/desk/pictures/${one.id}`, form, cookie)).status, 303)
  const saved = await row(t, one.id)
  // The rights last to the end of the day where the paper is.
  assert.deepEqual([saved.alt, saved.kind, saved.keywords, saved.rights_until?.toISOString()], ['Ein Kran', 'graphic', ['Hafen', 'Kran'], '2026-12-31T23:00:00.000Z'])
  const wrong = await t.send(`/desk/pictures/${one.id}`, { ...form, rights_until: '2026-02-01' }, cookie)
  assert.deepEqual([wrong.status, /value="2026-02-01"/.test(wrong.html)], [422, true])
  assert.equal((await t.send('/desk/pictures/editing', { ids: [String(one.id), String(other.id)], credit_agency: 'WA', keywords: 'neu' }, cookie)).status, 303)
  assert.deepEqual([(await row(t, one.id)).keywords, (await row(t, other.id)).keywords, (await row(t, other.id)).caption, (await row(t, other.id)).rights, (await row(t, one.id)).credit_agency], [['Hafen', 'Kran', 'neu'], ['neu'], 'Zwei', '© X', 'WA'])
  assert.equal((await t.send('/desk/pictures/editing', { credit_agency: 'WA' }, cookie)).status, 422)
}))

test('only a picture that stands nowhere can be deleted, and its files go with it', house(async (t) => {
  const { cookie, id: uploaded_by } = await makeAccount(t.db, { roles: ['author'] })
  const { id, name } = await added(t, { bytes: await drawn(120, 80).png().toBuffer(), uploaded_by })
  const { hash } = await row(t, id)
  const article = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null, body: withPicture(name) })
  assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)).status, 422)
  await t.db.updateTable('articles').set({ body: JSON.stringify(documentOf('Ohne.')) }).where('id', '=', article.id).execute()
  assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)).status, 303)
  assert.equal((await t.open(`/desk/pictures/${id}`, cookie)).status, 404)
  await removeFiles(t.db, t.files, { renditions: [], original: hash })
  assert.equal(await t.files.has(`originals/${hash}`), false)
}))

test('what is known of a picture is put right, and the picture deleted, by whoever handed it in and by the desk', house(async (t) => {
  const uploader = await makeAccount(t.db, { roles: ['author'] })
  const form = { caption: 'Anders', credit_person: 'Eva Roth', rights: '© Roth', rights_until: '2026-12-31' }
  const isWritable = ({ html }: { html: string }) => /<textarea[^>]*name="caption"/.test(html)
  for (const role of ['author', 'editor', 'chief_editor', 'admin'] as const) {
    const { cookie } = await makeAccount(t.db, { roles: [role] })
    const { id } = await added(t, { uploaded_by: uploader.id, caption: 'Wie es war', bytes: await drawn(60, 40).png().toBuffer() })
    const may = role !== 'author'
    const page = await t.open(`/desk/pictures/${id}`, cookie)
    assert.deepEqual([isWritable(page), /pictures\/\d+\/deletion/.test(page.html), /nur, wer es aufgenommen hat[^]*Wie es war/.test(page.html)], [may, may, !may], role)
    assert.equal(new RegExp(`name="ids" value="${id}"`).test((await t.open('/desk/pictures', cookie)).html), may, role)
    const [alone, together] = [await t.send(`/desk/pictures/${id}`, form, cookie), await t.send('/desk/pictures/editing', { ids: [String(id)], usage_terms: '', credit_agency: 'WA' }, cookie)]
    assert.deepEqual([alone.status, together.status], may ? [303, 303] : [403, 403], role)
    const { caption, credit_agency } = await row(t, id)
    assert.deepEqual([caption, credit_agency], may ? ['Anders', 'WA'] : ['Wie es war', ''], role)
    if (!may) assert.match(together.html, /nur Ihre eigenen: [a-z0-9-]+\.[^]*value="WA"/)
    assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)).status, may ? 303 : 403, role)
    if (may) continue
    assert.ok(isWritable(await t.open(`/desk/pictures/${id}`, uploader.cookie)))
    assert.equal((await t.send(`/desk/pictures/${id}`, form, uploader.cookie)).status, 303)
    assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, uploader.cookie)).status, 303)
  }
}))

test('of pictures of several people that are marked, an author changes all or none', house(async (t) => {
  const { cookie, id: uploaded_by } = await makeAccount(t.db, { roles: ['author'] })
  const [own, other] = [await added(t, { uploaded_by, bytes: await drawn(60, 40).png().toBuffer() }), await added(t, { bytes: await drawn(40, 60).png().toBuffer() })]
  const page = (await t.open('/desk/pictures', cookie)).html
  assert.deepEqual([own, other].map(({ id }) => page.includes(`name="ids" value="${id}"`)), [true, false])
  assert.equal((await t.send('/desk/pictures/editing', { ids: [String(own.id), String(other.id)], rights: '© X' }, cookie)).status, 403)
  assert.deepEqual([(await row(t, own.id)).rights, (await row(t, other.id)).rights], ['', ''])
}))

test('pictures that stand nowhere are found, also once they have left the last of several places', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['editor'] })
  const small = async (n: number) => drawn(60 + n, 40).png().toBuffer()
  const [one, two, topical, paged, marked] = [await added(t, { name: 'eins', bytes: await small(1) }), await added(t, { name: 'zwei', bytes: await small(2) }), await added(t, { name: 'thema', bytes: await small(3) }), await added(t, { name: 'seite', bytes: await small(4) }), await added(t, { name: 'marke', bytes: await small(5) })]
  const found = async (use: string) => namesIn(await t.open(`/desk/pictures?use=${use}`, cookie))
  assert.deepEqual(await found('unused'), ['marke', 'seite', 'thema', 'zwei', 'eins'])
  await t.db.updateTable('topics').set({ picture_id: topical.id }).where('id', '=', (await makeTopic(t.db)).id).execute()
  await t.db.updateTable('paper').set({ mark_picture_id: marked.id }).execute()
  await t.db.insertInto('pages').values({ slug: 'haus', language: 'de', title: 'Haus', body: JSON.stringify(withPicture(paged.name)), updated_at: t.now }).execute()
  const [a, b] = [await makeArticle(t.db, { lead_picture_id: one.id }), await makeArticle(t.db, { lead_picture_id: one.id, body: withPicture(two.name) })]
  assert.deepEqual([await found('used'), await found('unused')], [['marke', 'seite', 'thema', 'zwei', 'eins'], []])
  await t.db.updateTable('articles').set({ lead_picture_id: null }).where('id', '=', a.id).execute()
  assert.deepEqual(await found('unused'), [])
  await t.db.deleteFrom('articles').where('id', '=', b.id).execute()
  assert.deepEqual([await found('used'), await found('unused')], [['marke', 'seite', 'thema'], ['zwei', 'eins']])
}))

test('one or two letters are found where a word begins, and signs alone find nothing', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['editor'] })
  await added(t, { name: 'ig-metall', caption: 'Der Öltanker (EU) am „Kai“' })
  const found = async (q: string) => namesIn(await t.open(`/desk/pictures?q=${encodeURIComponent(q)}`, cookie)).length
  for (const q of ['ig', 'eu', 'ka', 'ÖL', 'am – metall', 'd', 'ker']) assert.equal(await found(q), 1, q)
  for (const q of ['er', 'nk', '–', '%', '_', 'ig zz']) assert.equal(await found(q), 0, q)
}))

test('a picture that stands in what somebody is writing is not deleted, and it is said where it stands', house(async (t) => {
  const { cookie, id: reader_id } = await makeAccount(t.db, { roles: ['chief_editor'] })
  const act = { by: `staff:${reader_id}`, now: t.now }
  const [{ id, name }, article] = [await added(t, { bytes: await drawn(70, 40).png().toBuffer() }), await makeArticle(t.db, { headline: 'Kräne im Sturm' })]
  await writeInto(t.db, { article_id: article.id, written: { body: withPicture(name) } }, act)
  const refused = await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /Kräne im Sturm<\/a>[^<]*<span[^>]*>Veröffentlicht, im Arbeitsstand/i)
  // Once it was saved, it is known without looking into what is written.
  await settle(t.db, { article_id: article.id }, act)
  await compactWriting(t.db, article.id)
  assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)).status, 422)
  await publishWritten(t.db, { article_id: article.id, is_update: false }, act)
  assert.deepEqual((await t.db.selectFrom('picture_uses').select('place').where('picture_name', '=', name).execute()).map(({ place }) => place), ['body'])
  await writeInto(t.db, { article_id: article.id, written: { body: documentOf('Ohne.') } }, act)
  await publishWritten(t.db, { article_id: article.id, is_update: false }, act)
  assert.equal((await t.send(`/desk/pictures/${id}/deletion`, {}, cookie)).status, 303)
}))

test('pictures that look alike are shown side by side; one takes the place of the other, or they stay two', house(async (t) => {
  const [{ cookie }, author] = [await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['author'] })]
  const one = await added(t, { name: 'kai', bytes: await scene(3).jpeg({ quality: 90 }).toBuffer() })
  const smaller = await added(t, { name: 'kai-klein', bytes: await scene(3, 200, 150).png().toBuffer() })
  const different = await added(t, { name: 'markt', bytes: await scene(99).jpeg().toBuffer() })
  const pairs = () => t.db.selectFrom('picture_pairs').select(['one_id', 'other_id']).where('apart_at', 'is', null).execute()
  assert.deepEqual(await pairs(), [{ one_id: one.id, other_id: smaller.id }])
  const page = await t.open('/desk/pictures/duplicates', cookie)
  assert.deepEqual([/kai-klein/.test(page.html), /markt/.test(page.html)], [true, false])

  const article = await makeArticle(t.db, { lead_picture_id: smaller.id, body: withPicture('kai-klein') })
  const draft = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null, lead_picture_id: smaller.id, body: withPicture('kai-klein') })
  await begin(t.db, draft.id, t.now)
  // What readers see would change at once: that is not for everybody who writes.
  assert.equal((await t.send('/desk/pictures/duplicates/merging', { into: String(different.id), from: String(smaller.id) }, author.cookie)).status, 403)
  assert.doesNotMatch((await t.open('/desk/pictures/duplicates', author.cookie)).html, /duplicates\/merging/)
  assert.equal((await t.send('/desk/pictures/duplicates/merging', { into: String(one.id), from: String(smaller.id) }, cookie)).status, 303)
  const { lead_picture_id, body } = await t.db.selectFrom('articles').select(['lead_picture_id', 'body']).where('id', '=', article.id).executeTakeFirstOrThrow()
  assert.deepEqual([lead_picture_id, JSON.stringify(body).includes('"kai"'), JSON.stringify(body).includes('kai-klein')], [one.id, true, false])
  assert.deepEqual(await pairs(), [])
  const { written } = await writtenOf(t.db, draft.id)
  assert.deepEqual([written.lead_picture, JSON.stringify(written.body).includes('kai-klein')], ['kai', false])
  assert.deepEqual(namesIn(await t.open('/desk/pictures?q=kai', cookie)), ['kai'])
  assert.equal((await t.send('/desk/pictures/duplicates/merging', { into: String(one.id), from: String(smaller.id) }, cookie)).status, 404)
  assert.equal((await t.send('/desk/pictures/duplicates/merging', { into: String(different.id), from: String(different.id) }, cookie)).status, 404)
}))

test('of what may be the same somebody can say that it is not', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const [one, other] = [await added(t, { bytes: await scene(5).jpeg().toBuffer() }), await added(t, { bytes: await scene(5, 300, 225).jpeg().toBuffer() })]
  assert.equal((await t.send('/desk/pictures/duplicates/apart', { one: String(other.id), other: String(one.id) }, cookie)).status, 303)
  assert.doesNotMatch((await t.open('/desk/pictures/duplicates', cookie)).html, new RegExp(one.name))
}))

test('a lead picture is chosen from the library without a script', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const [{ name }, article] = [await added(t), await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null })]
  const page = await t.open(`/desk/pictures?for=${article.id}`, cookie)
  assert.match(page.html, new RegExp(`action="/desk/articles/${article.id}/lead"[^]*value="${name}"`))
  assert.equal((await t.send(`/desk/articles/${article.id}/lead`, { picture: name }, cookie)).status, 303)
  assert.notEqual((await t.db.selectFrom('articles').select('lead_picture_id').where('id', '=', article.id).executeTakeFirstOrThrow()).lead_picture_id, null)
  assert.equal((await t.send(`/desk/articles/${article.id}/lead`, { picture: 'nowhere' }, cookie)).status, 422)
}))

test('the dialog of the editor is given radio buttons with all that it needs, a page at a time', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  for (let n = 0; n < 25; n++) await t.db.insertInto('pictures').values({ name: `many-${n}`, hash: n.toString(16).padStart(64, '0'), media_type: 'image/png', bytes: 1, width: 3, height: 2, caption: 'Viele', created_at: t.now }).execute()
  const first = await t.open('/desk/pictures/picker?q=viele', cookie)
  assert.equal([...first.html.matchAll(/type="radio" name="picture"/g)].length, 24)
  const older = /data-older="([^"]+)"/.exec(first.html)![1]!.replaceAll('&amp;', '&')
  const second = await t.open(older, cookie)
  assert.deepEqual([[...second.html.matchAll(/value="(many-\d+)"/g)].map(([, name]) => name), /data-older/.test(second.html)], [['many-0'], false])
}))

test('several files go in by one form; what is there already, byte for byte, is not taken twice', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const [a, b] = [new Uint8Array(await drawn(90, 60).png().toBuffer()), new Uint8Array(await drawn(60, 90).png().toBuffer())]
  const form = (...files: [string, Uint8Array<ArrayBuffer>][]) => { const form = new FormData(); for (const [name, bytes] of files) form.append('file', new File([bytes], name)); return form }
  assert.match((await t.upload('/desk/pictures', form(['A.png', a], ['B.png', b]), cookie)).headers.get('location')!, /done=several&n=2/)
  assert.match((await t.upload('/desk/pictures', form(['C.png', a]), cookie)).headers.get('location')!, /done=a$/)
  const wrong = await t.upload('/desk/pictures', form(['D.png', b], ['E.svg', new Uint8Array(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))]), cookie)
  assert.deepEqual([wrong.status, /E\.svg/.test(wrong.html)], [422, true])
  assert.equal((await t.db.selectFrom('pictures').select('id').execute()).length, 2)
}))

test('an upload that has arrived becomes a picture once, also when the program was ended before it was written down', house(async (t) => {
  const { id: reader_id } = await makeAccount(t.db, { roles: ['author'] })
  const bytes = await drawn(90, 60).png().toBuffer()
  const upload = { id: '7d1b2c3e-0000-4000-8000-000000000001', reader_id, name: 'IMG 1.png', bytes: bytes.length, received: bytes.length, begun_at: t.now, expires_at: secondsAfter(t.now, 86_400) }
  await t.db.insertInto('uploads').values(upload).execute()
  const file = `uploads/${'ab'.repeat(32)}` as const
  await t.files.put(file, bytes)
  await t.db.insertInto('upload_parts').values({ upload_id: upload.id, begins_at: 0, bytes: bytes.length, file }).execute()
  await takeUpload(t.db, t.files, { upload_id: upload.id, now: t.now })
  await t.db.updateTable('uploads').set({ settled_at: null, picture_id: null }).execute()
  await t.db.insertInto('upload_parts').values({ upload_id: upload.id, begins_at: 0, bytes: bytes.length, file }).execute()
  await t.files.put(file, bytes)
  await takeUpload(t.db, t.files, { upload_id: upload.id, now: secondsAfter(t.now, 60) })
  const settled = await uploadOf(t.db, { id: upload.id, reader_id, now: t.now })
  assert.deepEqual([settled?.was_there, (await t.db.selectFrom('pictures').select(['name', 'uploaded_by']).execute())], [false, [{ name: 'img-1', uploaded_by: reader_id }]])
  assert.equal(await t.files.has(file), false)
}))
