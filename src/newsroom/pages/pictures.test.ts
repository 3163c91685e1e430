import assert from 'node:assert/strict'
import { test } from 'node:test'
import { drawn } from '../../../test/pictures.ts'
import { house } from '../../../test/house.ts'
import { makeArticle, makePicture } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { takePicture } from '../picture-form.ts'

test('a picture that is handed in has its name, its words and its credit', house(async (t) => {
  const bytes = new Uint8Array(await drawn(900, 600).jpeg().toBuffer())
  const form = { file: new File([bytes], 'Brücke Süd.JPG'), alt: 'Eine Brücke', credit_person: 'Eva Roth', caption: '', credit_agency: '', rights: '' }
  const { cookie, id: reader_id } = await makeAccount(t.db, { roles: ['author'] })
  const { picture } = await takePicture(t.db, { files: t.files, form, reader_id }, t.now)
  assert.equal(picture?.name, 'bruecke-sued')
  assert.match((await t.open('/desk/pictures?q=eva', cookie)).html, /bruecke-sued[\s\S]*Eva Roth/)
}))

test('what is no picture is refused in words', house(async (t) => {
  const { id: reader_id } = await makeAccount(t.db, { roles: ['author'] })
  const taken = await takePicture(t.db, { files: t.files, form: { file: new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'a.svg') }, reader_id }, t.now)
  assert.equal(taken.why, 'pictures.wrong.vector')
  assert.equal((await takePicture(t.db, { files: t.files, form: {}, reader_id }, t.now)).why, 'pictures.wrong.none')
}))

test('a picture stands in a text by its name, and one that is not there is named', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['editor'] })
  const { id, section_slug, slug } = await makeArticle(t.db)
  const { name } = await makePicture(t.db, { files: t.files, alt: 'Ein Kran' })
  const { html } = await t.open(`/desk/articles/${id}`, cookie)
  const form = { headline: 'x', language: 'de', section: section_slug, comment_mode: 'open', seen: /name="seen" value="([^"]+)"/.exec(html)![1]! }
  const wrong = await t.send(`/desk/articles/${id}`, { ...form, body: '![Kran](gibt-es-nicht)' }, cookie)
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /gibt-es-nicht/)
  assert.equal((await t.send(`/desk/articles/${id}`, { ...form, body: `![Kran](${name} "Am Hafen")` }, cookie)).status, 303)
  assert.equal((await t.send(`/desk/articles/${id}/changes`, { how: 'revised', why: 'Bild' }, cookie)).status, 303)
  assert.match((await t.open(`/${section_slug}/${slug}-${id}`)).html, /alt="Kran"[\s\S]*Am Hafen/)
}))
