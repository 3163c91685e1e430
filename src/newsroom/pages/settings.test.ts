import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const facts = { name: 'Der Bote', claim: 'Täglich', language: 'de', time_zone: 'Europe/Vienna', publisher: 'Bote GmbH\nMarkt 1', responsible_person: 'Eva Roth', mail_address: 'post@bote.test', telephone: '030 1' }

test('name and publisher are set, and every page and the imprint say so', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  assert.equal((await t.send('/desk/settings', facts, cookie)).status, 303)
  assert.match((await t.open('/')).html, /Der Bote/)
  assert.match((await t.open('/imprint')).html, /Bote GmbH<br\/>Markt 1/)
  const [deed] = await t.db.selectFrom('journal').select(['what', 'subject']).where('actor', 'like', 'staff:%').execute()
  assert.deepEqual(deed, { what: 'paper described', subject: 'paper' })
}))

test('from the settings one comes to imprint, netiquette and moderation', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  const { html } = await t.open('/desk/settings', cookie)
  for (const path of ['/desk/settings/pages', '/desk/moderation/settings']) {
    assert.match(html, new RegExp(`<a href="${path}">`))
    assert.equal((await t.open(path, cookie)).status, 200)
  }
}))

test('a paper without a name, in no language and no time zone is refused, and what was typed stays', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  const { status, html } = await t.send('/desk/settings', { ...facts, name: '', language: 'tlh', time_zone: 'Mond/Krater', mail_address: 'so nicht' }, cookie)
  assert.equal(status, 422)
  for (const field of ['name', 'language', 'time_zone', 'mail_address']) assert.match(html, new RegExp(`id="${field}-error"`), field)
  assert.match(html, /value="Täglich"/)
}))

test('a page is written in plain text, beginning from what stands there, and two do not overwrite each other', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['chief_editor'] })
  const path = '/desk/settings/pages/netiquette/de'
  const { html } = await t.open(path, cookie)
  assert.match(html, /<textarea[^>]*name="body"[^>]*>\n[^<]{200}/)
  assert.equal((await t.send(path, { title: 'Unsere Regeln', body: '## Ton\n\nSeien Sie **freundlich**.', seen: '' }, cookie)).status, 303)
  assert.match((await t.open('/netiquette')).html, /Unsere Regeln[\s\S]*<strong>freundlich<\/strong>/)
  const late = await t.send(path, { title: 'Andere Regeln', body: 'Spät.', seen: '' }, cookie)
  assert.equal(late.status, 409)
  assert.match(late.html, /<pre>## Ton/)
  assert.match(late.html, />\nSpät\./)
}))

test('a new page has an address that means nothing else', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  await makeSection(t.db, { slug: 'stadt' })
  for (const slug of ['desk', 'stadt', 'Nicht So']) assert.equal((await t.send('/desk/settings/pages', { slug, language: 'de' }, cookie)).status, 422, slug)
  const begun = await t.send('/desk/settings/pages', { slug: 'abo', language: 'de' }, cookie)
  assert.equal(begun.headers.get('location'), '/desk/settings/pages/abo/de')
  assert.equal((await t.send('/desk/settings/pages/desk/de', { title: 'x', body: 'x', seen: '' }, cookie)).status, 404)
  await t.send('/desk/settings/pages/abo/de', { title: 'Abo', body: 'Kostet nichts.', seen: '' }, cookie)
  assert.match((await t.open('/abo')).html, /Kostet nichts/)
}))
