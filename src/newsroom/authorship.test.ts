// Whose notes and suggestions are: what browsers send that say they are somebody else, and what honest ones send that looks like it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { createAuthorship, type Author } from './authorship.ts'
import { notesIn } from './client/editor/notes/passage.ts'

const [ada, ben, eve] = [{ id: 1, name: 'Ada' }, { id: 2, name: 'Ben' }, { id: 3, name: 'Eve' }]
const at = '2026-03-01T12:00:00Z'
const by = ({ id, name }: Author, suggestion: string) => ({ id: suggestion, by: id, name, at })

/** A working copy as the program has it, and browsers that each send what they change. */
function desk() {
  const doc = new Y.Doc()
  const body = doc.getXmlFragment('body')
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
  paragraph.insert(0, [text])
  body.insert(0, [paragraph])
  text.insert(0, 'Die Brücke ist zu.')
  let names = createAuthorship(doc)
  return {
    doc,
    sends(author: Author, change: (words: Y.XmlText, notes: Y.Map<unknown>, doc: Y.Doc) => void) {
      const theirs = new Y.Doc()
      Y.applyUpdate(theirs, Y.encodeStateAsUpdate(doc))
      const before = Y.encodeStateVector(theirs)
      theirs.transact(() => change((theirs.getXmlFragment('body').get(0) as Y.XmlElement).get(0) as Y.XmlText, theirs.getMap('notes'), theirs))
      const update = Y.encodeStateAsUpdate(theirs, before)
      Y.applyUpdate(doc, update)
      names.setRight(update, author)
    },
    /** The room is opened anew, with what is kept. */
    reopened() {
      names = createAuthorship(doc)
      names.learn(Y.encodeStateAsUpdate(doc))
    },
    suggested: () => body.toArray().flatMap((one) => (one as Y.XmlElement).toArray() as Y.XmlText[]).flatMap((one) => (one.toDelta() as { insert: string; attributes?: Record<string, { id: string; name: string; by: number }> }[])
      .flatMap(({ insert, attributes = {} }) => Object.entries(attributes).map(([kind, { name, by }]) => `${kind} ${insert} ${name} ${by}`))),
    ids: () => ((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).toDelta().flatMap(({ attributes = {} }: { attributes?: Record<string, { id: string }> }) => Object.values(attributes).map(({ id }) => id)) as string[],
    notes: () => notesIn(doc.getMap('notes')),
  }
}

test('one suggests and notes in one’s own name, and it stands as it was sent', () => {
  const made = desk()
  made.sends(ada, (text) => text.insert(4, 'alte ', { insertion: by(ada, 'a') }))
  made.sends(ben, (text, notes) => { text.format(0, 3, { deletion: by(ben, 'b') }); notes.set('n', { by: 2, name: 'Ben', at, text: 'Stimmt das?' }) })
  made.sends(ada, (_text, notes) => { notes.set('n/1', { by: 1, name: 'Ada', at, text: 'Ja.' }); notes.set('n/settled', { by: 1, name: 'Ada', at, text: '' }) })
  assert.deepEqual(made.suggested(), ['deletion Die Ben 2', 'insertion alte  Ada 1'])
  assert.deepEqual(made.ids(), ['b', 'a'])
  assert.deepEqual(made.notes().map(({ name, answers, settled }) => [name, answers[0]?.name, settled?.name]), [['Ben', 'Ada', 'Ada']])
})

test('what is suggested in the name of another stands under the name of who sent it, whatever the mark is called', () => {
  for (const kind of ['insertion', 'deletion', 'insertion--abcdefgh']) {
    const made = desk()
    made.sends(eve, (text) => text.insert(4, 'alte ', { [kind]: by(ben, 'x') }))
    assert.deepEqual(made.suggested(), [`${kind} alte  Eve 3`])
    made.sends(eve, (text) => text.insert(9, 'graue ', { [kind]: { ...by(ben, 'x'), at: '2026-04-01T12:00:00Z' } }))
    assert.ok(made.suggested().every((one) => one.endsWith('Eve 3')), kind)
  }
})

test('nobody joins another’s suggestion with words of their own name, and nobody goes by another name', () => {
  const made = desk()
  made.sends(ben, (text) => text.insert(4, 'alte ', { insertion: by(ben, 'b') }))
  made.sends(eve, (text) => text.insert(0, 'Was? ', { insertion: by(eve, 'b') }))
  made.sends(eve, (text) => text.insert(0, 'So! ', { insertion: by({ id: 3, name: 'Ben' }, 'c') }))
  assert.deepEqual(made.suggested(), ['insertion So!  Eve 3', 'insertion Was?  Eve 3', 'insertion alte  Ben 2'])
  assert.equal(new Set(made.ids()).size, 3)
})

test('what is noted, answered or settled in the name of another, or said again elsewhere, stands under the name of who sent it', () => {
  const made = desk()
  made.sends(ben, (_text, notes) => { notes.set('n', { by: 2, name: 'Ben', at, text: 'Eins' }); notes.set('n/1', { by: 2, name: 'Ben', at, text: 'Ja.' }); notes.set('m', { by: 2, name: 'Ben', at, text: 'Zwei' }) })
  made.sends(eve, (_text, notes) => { notes.set('o', { by: 2, name: 'Ben', at, text: 'Drei' }); notes.set('m/1', { by: 2, name: 'Ben', at, text: 'Ja.' }); notes.set('n/settled', { by: 2, name: 'Ben', at, text: '' }); notes.set('m', { by: 2, name: 'Ben', at, text: 'Null' }) })
  assert.deepEqual(made.notes().map(({ id, name, text, answers, settled }) => [id, name, text, answers.map((one) => one.name).join(), settled?.name]), [['m', 'Eve', 'Null', 'Eve', undefined], ['n', 'Ben', 'Eins', 'Ben', 'Eve'], ['o', 'Eve', 'Drei', '', undefined]])
})

test('what editors take for a number is no way around it: nobody speaks for another by a number that counts nothing', () => {
  // Marks travel as JSON, in which a number can be written that is larger than any.
  const endless = (Reflect.get(JSON, 'rawJSON') as (text: string) => number)('1e999')
  for (const none of [NaN, Infinity]) {
    const made = desk()
    made.sends(eve, (text, notes) => { text.insert(4, 'alte ', { insertion: { ...by(ben, 'x'), by: endless } }); notes.set('n', { by: none, name: 'Ben', at, text: 'Raus damit.' }) })
    assert.deepEqual([made.suggested(), made.notes().map(({ name }) => name)], [['insertion alte  Eve 3'], ['Eve']], String(none))
  }
  const made = desk()
  made.sends(eve, (_text, notes) => notes.set('n', { by: 2, at, text: 'Raus damit.' }))
  assert.deepEqual(made.notes().map(({ by: whose }) => whose), [3])
})

test('another’s suggestion stays theirs when one parts, moves or brings back its paragraph, and when the program has been started anew', () => {
  const made = desk()
  made.sends(ben, (text) => text.insert(4, 'alte ', { insertion: by(ben, 'b') }))
  made.reopened()
  const moved = (_text: Y.XmlText, _notes: unknown, doc: Y.Doc) => {
    const body = doc.getXmlFragment('body')
    const copy = (body.get(0) as Y.XmlElement).clone()
    body.delete(0, 1)
    body.insert(0, [copy])
  }
  made.sends(ada, moved)
  made.sends(ada, (text) => text.delete(4, 5))
  made.sends(ada, (text) => text.insert(4, 'alte ', { insertion: by(ben, 'b') }))
  assert.deepEqual(made.suggested(), ['insertion alte  Ben 2'])
})

test('what was taken back long ago, or comes from another article, is suggested by who brings it in', () => {
  const made = desk()
  made.reopened()
  made.sends(ada, (text) => text.insert(4, 'alte ', { insertion: by(ben, 'b') }))
  assert.deepEqual(made.suggested(), ['insertion alte  Ada 1'])
})
