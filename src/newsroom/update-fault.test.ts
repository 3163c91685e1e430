import assert from 'node:assert/strict'
import { test } from 'node:test'
import { prosemirrorToYXmlFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { craftedUpdate, type Piece } from '../../test/crafted.ts'
import { seeded } from '../../test/random.ts'
import { parseDocument, textOf } from '../articles/document.ts'
import { fitted } from './body-fitting.ts'
import { editorSchema } from './client/editor/schema.ts'
import { bodyOf, openWorkingCopy, read } from './working-copy.ts'
import { updateFault } from './update-fault.ts'

const text = (words: string, ...marks: { type: string; attrs?: Record<string, unknown> }[]) => ({ type: 'text', text: words, ...(marks.length > 0 ? { marks } : {}) })
const whole = { type: 'doc', content: [
  { type: 'heading', attrs: { level: 2 }, content: [text('Titel')] },
  { type: 'paragraph', content: [text('Ein '), text('Satz', { type: 'strong' }), text(' mit Weg', { type: 'link', attrs: { href: 'https://example.org/', title: null } }), { type: 'footnote', content: [text('unten')] }] },
  { type: 'quotation', attrs: { attribution: 'A. B.' }, content: [{ type: 'paragraph', content: [text('Gesagt')] }] },
  { type: 'ordered_list', attrs: { start: 3 }, content: [{ type: 'list_item', content: [{ type: 'paragraph', content: [text('eins')] }] }] },
  { type: 'definition_list', content: [{ type: 'term', content: [text('Wort')] }, { type: 'description', content: [text('Sinn')] }] },
  { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_header', content: [text('Jahr')] }, { type: 'table_cell', content: [text('2026')] }] }] },
  { type: 'gallery', content: [{ type: 'picture', attrs: { picture: 'a', alt: 'b', caption: null, missing: null } }] },
] }

function documentOfAll(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 1
  doc.getText('headline').insert(0, 'Titel')
  doc.getMap('settings').set('topics', ['Hafen'])
  doc.getMap('notes').set('n1', new Y.Map([['text', 'Stimmt das?']]))
  prosemirrorToYXmlFragment(fitted(editorSchema, whole), doc.getXmlFragment('body'))
  return doc
}
const update = (change: (doc: Y.Doc) => void, from?: Uint8Array) => {
  const doc = new Y.Doc()
  if (from) Y.applyUpdate(doc, from)
  const vector = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, vector)
}

test('everything that an article may hold may be written', () => {
  const doc = documentOfAll()
  assert.equal(updateFault(Y.encodeStateAsUpdate(doc), new Y.Doc()), undefined)
  assert.deepEqual(bodyOf(doc), parseDocument(whole))
})

test('parts, nodes, marks and things that no article has are refused, and so is what is nested too deeply, in one change or several', () => {
  const nothing = new Y.Doc()
  assert.match(updateFault(update((doc) => doc.getMap('other').set('a', 1)), nothing)!, /part/)
  assert.match(updateFault(update((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('iframe')])), nothing)!, /node/)
  assert.match(updateFault(update((doc) => doc.getText('headline').insert(0, 'x', { onclick: {} })), nothing)!, /mark/)
  assert.match(updateFault(update((doc) => doc.getMap('notes').set('a', new Y.XmlFragment())), nothing)!, /no article holds/)
  assert.match(updateFault(Uint8Array.of(1, 2, 3), nothing)!, /cannot be read/)
  let state = Y.encodeStateAsUpdate(nothing)
  for (let n = 0; ; n++) {
    const doc = openWorkingCopy([state])
    const next = update((one) => {
      let at: Y.XmlFragment = one.getXmlFragment('body')
      while (at.length > 0) at = at.get(0) as Y.XmlElement
      for (let more = 0; more < 7; more++) { const inner = new Y.XmlElement('quotation'); at.insert(0, [inner]); at = inner }
    }, state)
    const fault = updateFault(next, doc)
    if (fault !== undefined) { assert.match(fault, /deeply/); assert.equal(n, 5); break }
    state = Y.mergeUpdates([state, next])
  }
})

test('what is too much for one change is refused before it is made', () => {
  const words = (n: number): Piece => (n === 0 ? { kind: 'words', parent: 'note', value: 'x' } : { kind: 'words', right: [1, n - 1], value: 'x' })
  const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n))
  const long = openWorkingCopy([craftedUpdate([[1, 0, [{ kind: 'words', parent: 'note', value: 'x'.repeat(60_000) }]]])])
  const stretches = (count: number) => craftedUpdate([], [[1, many(count, (n): [number, number] => [n * 2, 1])]])
  const suggestion = (n: number): Piece => ({ kind: 'mark', key: 'insertion', value: { id: `s${n}`, by: 9, name: 'Bob', at: '' }, left: [1, n] })
  assert.match(updateFault(craftedUpdate([[1, 0, many(200_000, words)]]), new Y.Doc())!, /pieces/)
  assert.match(updateFault(craftedUpdate(many(400, (n) => [n, 0, [words(0)]])), new Y.Doc())!, /browsers/)
  assert.match(updateFault(craftedUpdate([[1, 0, [words(0), ...many(3_000, suggestion)]]]), new Y.Doc())!, /suggestions/)
  assert.match(updateFault(craftedUpdate([[1, 0, [{ kind: 'value', key: 'n', parent: 'notes', value: many(1_000, () => 1) }]]]), new Y.Doc())!, /list/)
  assert.match(updateFault(stretches(20_000), long)!, /takes out/)
  assert.match(updateFault(craftedUpdate([], [[1, many(200_000, (n): [number, number] => [n * 2, 1])]]), long)!, /pieces/)
  assert.equal(updateFault(stretches(9_000), long), undefined)
  // Who comes back names all that was ever taken out.
  long.getText('note').delete(0, 60_000)
  assert.equal(updateFault(stretches(20_000), long), undefined)
})

test('whatever becomes of a change on its way, it is refused or leaves a document that can be read, stored and opened again', () => {
  const random = seeded(5)
  const honest = Y.encodeStateAsUpdate(documentOfAll())
  let [refused, taken] = [0, 0]
  for (let n = 0; n < 600; n++) {
    const bytes = Uint8Array.from(honest)
    for (let flips = 1 + Math.floor(random() * 3); flips > 0; flips--) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    const doc = new Y.Doc()
    if (updateFault(bytes, doc) !== undefined) { refused++; continue }
    try {
      Y.applyUpdate(doc, bytes)
    } catch {
      // The room begins again with what is kept: see room.ts.
      refused++
      continue
    }
    doc.store.pendingStructs = null
    doc.store.pendingDs = null
    const again = openWorkingCopy([Y.encodeStateAsUpdate(doc)])
    assert.deepEqual(read(again), read(doc))
    parseDocument(read(doc).body)
    taken++
  }
  assert.ok(refused > 40 && taken > 40, `${refused} ${taken}`)
})

test('what two make together that neither would have is fitted, and keeps every word', () => {
  const random = seeded(9)
  for (let n = 0; n < 200; n++) {
    const docs = [documentOfAll(), documentOfAll()]
    const base = Y.encodeStateAsUpdate(docs[0]!)
    const [one, other] = docs.map((_, who) => {
      const doc = openWorkingCopy([base])
      doc.clientID = 10 + who
      for (let steps = 0; steps < 4; steps++) disturb(doc, random)
      return doc
    }) as [Y.Doc, Y.Doc]
    Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
    const body = bodyOf(one)
    parseDocument(body)
    const said = allText(one.getXmlFragment('body')).replace(/\s/g, '')
    assert.deepEqual([...textOf(body).replace(/\s/g, '')].sort().join(''), [...said].sort().join(''))
  }
})

/** Takes something out, or puts something where it does not belong, as concurrent edits may. */
function disturb(doc: Y.Doc, random: () => number) {
  let at: Y.XmlFragment = doc.getXmlFragment('body')
  for (let depth = Math.floor(random() * 3); depth > 0; depth--) {
    const next = at.length > 0 ? at.get(Math.floor(random() * at.length)) : undefined
    if (next instanceof Y.XmlElement) at = next
  }
  if (random() < 0.5 && at.length > 0) return at.delete(Math.floor(random() * at.length), 1)
  const names = ['paragraph', 'list_item', 'term', 'table_cell', 'table_row', 'heading']
  const node = new Y.XmlElement(names[Math.floor(random() * names.length)]!)
  const words = new Y.XmlText()
  words.insert(0, `wort${Math.floor(random() * 99)}`)
  node.insert(0, [words])
  at.insert(Math.floor(random() * (at.length + 1)), [node])
}
function allText(node: Y.XmlFragment | Y.XmlText): string {
  if (node instanceof Y.XmlText) return (node.toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')
  return node.toArray().map((child) => (child instanceof Y.XmlText || child instanceof Y.XmlElement ? allText(child) : '')).join(' ')
}
