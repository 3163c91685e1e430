import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { documentOf, makeArticle, makePicture, makeTopic, makeAuthor, paragraph } from '../../test/makers.ts'
import { house } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { parseDocument } from '../articles/document.ts'
import { articleById } from '../articles/reads/articles.ts'
import { writingSince } from './reads/writings.ts'
import { openWorkingCopy, suggestedBody } from './working-copy.ts'
import { begin, writeInto, writtenOf } from './writing.ts'

test('an article that nobody has written in yet reads as it is, and so does its working copy once there is one', house(async ({ db, files, now }) => {
  const [picture, topic, author] = [await makePicture(db, { files, name: 'hafen' }), await makeTopic(db, { name: 'Hafen' }), await makeAuthor(db, { name: 'Ada Lorenz' })]
  const body = parseDocument({ type: 'doc', content: [
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Der Kran' }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'Er ' }, { type: 'text', text: 'steht', marks: [{ type: 'strong' }, { type: 'link', attrs: { href: 'https://example.org/' } }] }, { type: 'text', text: ' 🏗️ still.' }, { type: 'footnote', content: [{ type: 'text', text: 'Seit 1921.' }] }] },
    { type: 'picture', attrs: { picture: 'hafen', alt: 'Ein Kran', caption: null } },
    { type: 'fact_box', attrs: { title: 'Zahlen' }, content: [{ type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('eins')] }] }] },
    { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', content: [{ type: 'text', text: 'Jahr' }] }, { type: 'table_cell', attrs: { colspan: 2 } }] }] },
    { type: 'divider' },
  ] })
  const { id } = await makeArticle(db, { body, kicker: 'Hafen', lead_picture_id: picture.id, lead_alt: 'Der Kran', topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'photo' }], sensitive: true })
  const before = await writtenOf(db, id)
  assert.equal(before.seen, '0')
  assert.deepEqual(before.written.body, body)
  assert.deepEqual([before.written.kicker, before.written.lead_picture, before.written.topics, before.written.bylines, before.written.sensitive], ['Hafen', 'hafen', ['Hafen'], [{ name: 'Ada Lorenz', role: 'photo' }], true])
  await begin(db, id, now)
  assert.deepEqual(await writtenOf(db, id), before)
}))

test('what is written is kept by who wrote it, and shows to nobody but the desk', house(async ({ db, now }) => {
  const { id: reader_id } = await makeAccount(db, { roles: ['author'] })
  const { id } = await makeArticle(db, { headline: 'Der Kran steht', body: documentOf('Eins.', 'Zwei.') })
  const { seen, changed } = await writeInto(db, { article_id: id, written: { headline: 'Der Kran fährt', topics: ['Hafen'] } }, { by: `staff:${reader_id}`, now })
  assert.deepEqual([seen, changed], ['1', true])
  const { written, seen: last } = await writtenOf(db, id)
  assert.deepEqual([written.headline, written.topics, last, (await articleById(db, id))!.headline], ['Der Kran fährt', ['Hafen'], '1', 'Der Kran steht'])
  assert.deepEqual(await writeInto(db, { article_id: id, written }, { by: `staff:${reader_id}`, now }), { seen: '1', changed: false })
  const rows = await db.selectFrom('writing_updates').select(['number', 'written_by', 'written_at']).where('article_id', '=', id).execute()
  assert.deepEqual(rows, [{ number: 1, written_by: reader_id, written_at: now }])
}))

test('changing a word leaves alone what others write beside it', house(async ({ db, now }) => {
  const { id } = await makeArticle(db, { standfirst: 'Am Montag war es kalt.', body: documentOf('Der erste Absatz.', 'Der zweite Absatz.', 'Der dritte Absatz.') })
  await begin(db, id, now)
  const open = async () => openWorkingCopy((await writingSince(db, { article_id: id, number: -1 })).map(({ update }) => update))
  const [mine, theirs] = [await open(), await open()]
  theirs.getText('standfirst').insert(22, ' Und nass.')
  const third = theirs.getXmlFragment('body').get(2) as Y.XmlElement
  ;(third.get(0) as Y.XmlText).insert(18, ' Und mehr.')
  await writeInto(db, { article_id: id, written: { standfirst: 'Am Dienstag war es kalt.', body: documentOf('Der erste Absatz.', 'Ganz neu.', 'Der zweite Satz.', 'Der dritte Absatz.') } }, { by: 'test', now })
  for (const { update } of await writingSince(db, { article_id: id, number: 0 })) Y.applyUpdate(theirs, update)
  assert.equal(theirs.getText('standfirst').toString(), 'Am Dienstag war es kalt. Und nass.')
  assert.deepEqual(suggestedBody(theirs).content!.map(({ content }) => content![0]!.text), ['Der erste Absatz.', 'Ganz neu.', 'Der zweite Satz.', 'Der dritte Absatz. Und mehr.'])
  mine.destroy()
}))

test('a suggestion is not done before somebody takes it up, and survives whoever saves without seeing it', house(async ({ db, now }) => {
  const { id } = await makeArticle(db, { body: documentOf('Es regnet stark.', 'Es schneit.') })
  await begin(db, id, now)
  const doc = openWorkingCopy((await writingSince(db, { article_id: id, number: -1 })).map(({ update }) => update))
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = (doc.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText
  const mark = (id: string) => ({ id, by: 1, name: 'Ada', at: '2026-03-01T12:00:00Z' })
  text.format(10, 5, { deletion: mark('a') })
  text.insert(15, 'leise', { deletion: null, insertion: mark('b') })
  const added = new Y.XmlElement('paragraph')
  added.insert(0, [new Y.XmlText()])
  doc.getXmlFragment('body').insert(1, [added])
  ;(added.get(0) as Y.XmlText).insert(0, 'Es hagelt.', { insertion: mark('c') })
  const { insertUpdates } = await import('./writes/writings.ts')
  await insertUpdates(db, { article_id: id, updates: updates.map((update) => ({ update, written_by: null })), now })

  const told = documentOf('Es regnet stark.', 'Es schneit.')
  assert.deepEqual((await writtenOf(db, id)).written.body, parseDocument(told))
  await writeInto(db, { article_id: id, written: { body: documentOf('Davor.', 'Es regnet stark.', 'Es schneit sehr.') } }, { by: 'test', now })
  const after = suggestedBody(openWorkingCopy((await writingSince(db, { article_id: id, number: -1 })).map(({ update }) => update)))
  assert.deepEqual(after.content!.map(({ content }) => content!.map(({ text, marks }) => `${marks?.[0]?.type ?? ''}:${text}`)), [[':Davor.'], [':Es regnet ', 'deletion:stark', 'insertion:leise', ':.'], ['insertion:Es hagelt.'], [':Es schneit sehr.']])
}))
