import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeAccount } from '../../../test/people-makers.ts'

const path = '/desk/audience/settings'

test('how readers are counted is set by whoever may, said at once to readers, and journalled once', house(async (t) => {
  const { cookie, id } = await makeAccount(t.db, { roles: ['publisher'] })
  assert.match((await t.open(path, cookie)).html, /value="visit" checked/)
  for (const mode of ['count', 'count']) assert.equal((await t.send(path, { mode }, cookie)).headers.get('location'), `${path}?done=saved`)
  assert.match((await t.open(path, cookie)).html, /value="count" checked/)
  assert.match((await t.open('/privacy/counting')).html, /Nur Aufrufe\./)
  assert.deepEqual(await t.db.selectFrom('journal').select(['actor', 'what', 'subject']).where('subject', '=', 'counting').execute(), [{ actor: `staff:${id}`, what: 'counting set to count', subject: 'counting' }])
  assert.match((await t.open('/desk/journal', cookie)).html, /href="\/desk\/audience\/settings"/)
}))

test('a mode that there is not is refused, and an editor may not set one', house(async (t) => {
  const publisher = await makeAccount(t.db, { roles: ['publisher'] })
  const { status, html } = await t.send(path, { mode: 'everything' }, publisher.cookie)
  assert.equal(status, 422)
  assert.match(html, /id="mode-error"/)
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  assert.notEqual((await t.send(path, { mode: 'full' }, editor.cookie)).status, 303)
  assert.equal((await t.db.selectFrom('audience_settings').select('mode').executeTakeFirstOrThrow()).mode, 'visit')
}))
