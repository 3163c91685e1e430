// Notes and suggestions without scripts: seen below the form, answered, settled, taken up and refused there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { besideText } from '../beside-text.ts'
import { putNote } from '../client/editor/notes/passage.ts'
import { changeSuggested } from '../working-copy.ts'
import { changeWriting, writtenOf } from '../writing.ts'

const paragraph = (...content: object[]) => ({ type: 'paragraph', content: content.map((one) => ({ type: 'text', ...one })) })
const by = (id: string, number: number, name: string) => ({ id, by: number, name, at: '2026-03-01T10:00:00Z' })
const insertion = (text: string, who: object) => ({ text, marks: [{ type: 'insertion', attrs: who }] })
const deletion = (text: string, who: object) => ({ text, marks: [{ type: 'deletion', attrs: who }] })

async function desk(t: House) {
  const who = await makeAccount(t.db, { roles: ['editor'] })
  const { id } = await makeArticle(t.db, { body: { type: 'doc', content: [paragraph({ text: 'Die Brücke ist zu.' })] } })
  const act = { by: `staff:${who.id}`, now: t.now }
  await changeWriting(t.db, {
    article_id: id,
    make(doc) {
      changeSuggested(doc, () => ({ type: 'doc', content: [paragraph({ text: 'Die ' }, insertion('alte ', by('a1', 7, 'Ada')), { text: 'Brücke ist ' }, deletion('zu', by('b1', 8, 'Ben')), insertion('offen', by('b1', 8, 'Ben')), { text: '.' })] }))
      const text = (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
      const place = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
      putNote(doc.getMap('notes'), 'n1', { by: 7, name: 'Ada', at: '2026-03-01T10:00:00Z', text: 'Welche <Brücke>?', quote: 'Brücke', from: place(9), to: place(15) })
    },
  }, act)
  return { who, id, path: `/desk/articles/${id}`, now: async () => (await writtenOf(t.db, id)).written.body.content?.map((block) => (block.content ?? []).map((one) => one.text).join('')) }
}

test('a note is answered, settled and opened again, and stands there when its passage is gone', house(async (t) => {
  const { who, id, path } = await desk(t)
  const { html } = await t.open(path, who.cookie)
  assert.match(html, /<q>Brücke<\/q>[\s\S]*<strong>Ada<\/strong>[\s\S]*Welche &lt;Brücke&gt;\?/)
  const say = (form: Record<string, string>) => t.send(`${path}/notes`, { note: 'n1', ...form }, who.cookie)
  assert.equal((await say({ do: 'answer', text: 'Die über die Wall.' })).headers.get('location'), `${path}#notes`)
  assert.match((await t.open(path, who.cookie)).html, /Die über die Wall\./)
  await say({ do: 'settle', text: '' })
  const [note] = (await besideText(t.db, id)).notes
  assert.deepEqual([note?.settled?.by, note?.answers.map(({ text }) => text), note?.isOrphan], [who.id, ['Die über die Wall.'], false])
  await say({ do: 'reopen' })
  await changeWriting(t.db, { article_id: id, make: (doc) => doc.getXmlFragment('body').delete(0, 1) }, { by: `staff:${who.id}`, now: t.now })
  const [open] = (await besideText(t.db, id)).notes
  assert.deepEqual([open?.settled, open?.isOrphan], [null, true])
  assert.match((await t.open(path, who.cookie)).html, /Nicht mehr im Text:/)
}))

test('readers see nothing of what is suggested until it is taken up: one, or all of somebody', house(async (t) => {
  const { who, id, path, now } = await desk(t)
  assert.deepEqual(await now(), ['Die Brücke ist zu.'])
  assert.match((await t.open(path, who.cookie)).html, /<del>zu<\/del> <ins>offen<\/ins>/)
  const settle = (form: Record<string, string>) => t.send(`${path}/suggestions`, form, who.cookie)
  await settle({ suggestion: 'a1', do: 'refuse' })
  assert.deepEqual((await besideText(t.db, id)).suggestions.map((one) => one.id), ['b1'])
  await settle({ by: '8', do: 'accept' })
  assert.deepEqual([await now(), (await besideText(t.db, id)).suggestions], [['Die Brücke ist offen.'], []])
}))

test('all are refused at once, and what nobody names is not found', house(async (t) => {
  const { who, path, now } = await desk(t)
  assert.equal((await t.send(`${path}/suggestions`, { all: 'on', do: 'refuse' }, who.cookie)).status, 303)
  assert.deepEqual(await now(), ['Die Brücke ist zu.'])
  assert.equal((await t.send(`${path}/suggestions`, { do: 'accept' }, who.cookie)).status, 404)
  assert.equal((await t.send(`${path}/notes`, { note: 'n1', do: 'delete' }, who.cookie)).status, 404)
  const outsider = await makeAccount(t.db, { roles: ['moderator'] })
  assert.equal((await t.send(`${path}/suggestions`, { all: 'on', do: 'accept' }, outsider.cookie)).status, 403)
}))
