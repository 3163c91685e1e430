import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { settle } from './settling.ts'
import { writer } from './writer.ts'
import { writeInto, writtenOf } from './writing.ts'

test('a connection in which an author writes is not theirs any more once the desk has passed the article on', house(async ({ db, now, send }) => {
  const [ada, bo] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['editor'] })]
  const article = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null })
  const isLetIn = async ({ cookie }: { cookie: string }) => (await writer(new Request(`http://paper.test/desk/articles/${article.id}/writing`, { headers: { cookie } }), db, { site: { url: 'http://paper.test' }, now })) !== null
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo), await isLetIn({ cookie: '' })], [true, true, false])
  await send(`/desk/articles/${article.id}/stage`, { to: 'legal', stage_seen: 'draft' }, bo.cookie)
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo)], [false, true])
}))

test('once the desk has passed an article on, an author changes it by no form: neither by an earlier revision, nor by suggestions, notes or its lock', house(async ({ db, now, send }) => {
  const [ada, bo] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['editor'] })]
  const { id } = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Erster Titel' })
  await settle(db, { article_id: id, why: 'Anfang' }, { by: `staff:${ada.id}`, now })
  await writeInto(db, { article_id: id, written: { headline: 'Geprüfter Titel' } }, { by: `staff:${bo.id}`, now })
  await send(`/desk/articles/${id}/stage`, { to: 'ready', stage_seen: 'draft' }, bo.cookie)
  const forms: [string, Record<string, string>][] = [
    ['revisions/1/restoration', {}], ['revisions', { why: 'x' }], ['suggestions', { do: 'accept', all: '1' }], ['notes', { do: 'answer', note: 'n', text: 'x' }], ['lock', { over: '1' }],
  ]
  // However the number is written.
  for (const number of [String(id), [...String(id)].map((digit) => `%3${digit}`).join('')]) {
    for (const [what, form] of forms) assert.equal((await send(`/desk/articles/${number}/${what}`, form, ada.cookie)).status, 403, `${number}/${what}`)
  }
  assert.equal((await writtenOf(db, id)).written.headline, 'Geprüfter Titel')
  assert.equal((await send(`/desk/articles/${id}/revisions/1/restoration`, {}, bo.cookie)).status, 303)
}))

test('what is to become public at a time that is set, without anybody looking, is not changed by an author meanwhile', house(async ({ db, now, open, send }) => {
  const [ada, bo] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['editor'] })]
  const { id } = await makeArticle(db, { headline: 'Öffentlich' })
  const isLetIn = async ({ cookie }: { cookie: string }) => (await writer(new Request(`http://paper.test/desk/articles/${id}/writing`, { headers: { cookie } }), db, { site: { url: 'http://paper.test' }, now })) !== null
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo)], [true, true])
  assert.equal((await send(`/desk/articles/${id}/schedule`, { kind: 'update', at: '2026-03-01T18:00' }, bo.cookie)).status, 303)
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo)], [false, true])
  assert.doesNotMatch((await open(`/desk/articles/${id}`, ada.cookie)).html, /name="seen"/)
  assert.equal((await send(`/desk/articles/${id}`, { headline: 'Untergeschoben' }, ada.cookie)).status, 403)
  await send(`/desk/articles/${id}/schedule/end`, { kind: 'update' }, bo.cookie)
  assert.equal(await isLetIn(ada), true)
}))
