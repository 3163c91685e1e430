// What one types while another remakes the part of the text it is typed in: by the editor's own way of writing into the document.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { carryOver, keepStray } from './client/editor/carrying.ts'
import { editorSchema } from './client/editor/schema.ts'
import { openWorkingCopy, suggestedBody } from './working-copy.ts'

const words = (text: string) => (text === '' ? [] : [{ type: 'text', text }])
const paragraph = (text: string) => ({ type: 'paragraph', content: words(text) })
const heading = (text: string) => ({ type: 'heading', attrs: { level: 2 }, content: words(text) })

/** Two browsers that have the same text, and have heard nothing of each other since. */
function two(...blocks: object[]) {
  const base = new Y.Doc()
  updateYFragment(base, base.getXmlFragment('body'), editorSchema.nodeFromJSON({ type: 'doc', content: blocks }), { mapping: new Map(), isOMark: new Map() })
  return [0, 1].map(() => openWorkingCopy([Y.encodeStateAsUpdate(base)])) as [Y.Doc, Y.Doc]
}
/** Changes the text as an editor does, and answers what it sends. */
function remade(doc: Y.Doc, ...blocks: object[]): Uint8Array {
  return sent(doc, () => updateYFragment(doc, doc.getXmlFragment('body'), editorSchema.nodeFromJSON({ type: 'doc', content: blocks }), { mapping: new Map(), isOMark: new Map() }))
}
function typed(doc: Y.Doc, block: number, at: number, text: string, attributes = {}): Uint8Array {
  return sent(doc, () => (((doc.getXmlFragment('body').get(block) as Y.XmlElement).get(0)) as Y.XmlText).insert(at, text, attributes))
}
function sent(doc: Y.Doc, make: () => void): Uint8Array {
  const vector = Y.encodeStateVector(doc)
  make()
  return Y.encodeStateAsUpdate(doc, vector)
}
/** Takes in what the other sent, and looks after what was typed here. */
function hears(doc: Y.Doc, update: Uint8Array, of = (client: number) => client === doc.clientID) {
  const carrying = { body: doc.getXmlFragment('body'), named: () => Y.decodeUpdate(update).ds, told: () => Y.decodeUpdate(update), of, asksAll: true }
  doc.once('afterTransaction', (transaction: Y.Transaction) => { carryOver(transaction, carrying); keepStray(transaction, carrying) })
  Y.applyUpdate(doc, update, 'line')
}
function meet(one: Y.Doc, other: Y.Doc): string[] {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
  assert.deepEqual(suggestedBody(one), suggestedBody(other))
  return told(one)
}
function told(doc: Y.Doc): string[] {
  return (suggestedBody(doc).content ?? []).map((block) => `${block.type}: ${textOf(block)}`)
}
function textOf({ text = '', content = [] }: { text?: string | undefined; content?: readonly { text?: string | undefined }[] | undefined }): string {
  return text + content.map(textOf).join('')
}

test('a word typed into a paragraph stands in the heading, list or quotation that another makes of it meanwhile, and in the text that it is joined to', () => {
  const made: [object[], string[]][] = [
    [[paragraph('Davor'), heading('Die Brücke ist zu.')], ['paragraph: Davor', 'heading: Die alte Brücke ist ganz zu.']],
    [[paragraph('Davor'), { type: 'bullet_list', content: [{ type: 'list_item', content: [paragraph('Die Brücke ist zu.')] }] }], ['paragraph: Davor', 'bullet_list: Die alte Brücke ist ganz zu.']],
    [[paragraph('Davor'), { type: 'quotation', content: [paragraph('Die Brücke ist zu.')] }], ['paragraph: Davor', 'quotation: Die alte Brücke ist ganz zu.']],
    [[paragraph('DavorDie Brücke ist zu.')], ['paragraph: DavorDie alte Brücke ist ganz zu.']],
  ]
  for (const [blocks, expected] of made) {
    const [ada, ben] = two(paragraph('Davor'), paragraph('Die Brücke ist zu.'))
    const change = remade(ada, ...blocks)
    typed(ben, 1, 4, 'alte ')
    typed(ben, 1, 20, 'ganz ')
    hears(ben, change)
    assert.deepEqual(meet(ada, ben), expected)
  }
})
test('how it was marked it stays, and what was there unmarked gets no mark', () => {
  const [ada, ben] = two(paragraph('Die Brücke ist zu.'))
  const change = remade(ada, heading('Die Brücke ist zu.'))
  typed(ben, 0, 4, 'alte ', { emphasis: {} })
  hears(ben, change)
  meet(ada, ben)
  assert.deepEqual(suggestedBody(ada).content![0]!.content!.map(({ text, marks }) => [text, marks?.[0]?.type]), [['Die ', undefined], ['alte ', 'emphasis'], ['Brücke ist zu.', undefined]])
})
test('what another took out knowing it stays out, and what they cannot have known of stays where the text was', () => {
  const [ada, ben] = two(paragraph('Davor'), paragraph('Die Brücke ist zu.'), paragraph('Danach'))
  Y.applyUpdate(ada, typed(ben, 1, 4, 'alte '))
  const change = remade(ada, paragraph('Davor'), paragraph('Danach'))
  typed(ben, 1, 23, ' Noch heute.')
  hears(ben, change)
  assert.deepEqual(meet(ada, ben), ['paragraph: Davor', 'paragraph:  Noch heute.', 'paragraph: Danach'])
})
test('of whoever is gone the program looks after the words, and where their text is forgotten they stand at the end', () => {
  const [ada, ben] = two(paragraph('Die Brücke ist zu.'), paragraph('Danach'))
  const program = openWorkingCopy([Y.encodeStateAsUpdate(ada)])
  const change = remade(ada, heading('Die Brücke ist zu.'), paragraph('Danach'))
  const [first, second] = [typed(ben, 0, 4, 'alte '), typed(ben, 0, 9, 'graue ')]
  const absent = (client: number) => client === ben.clientID
  hears(program, first, absent)
  hears(program, change, absent)
  assert.deepEqual(told(program), ['heading: Die alte Brücke ist zu.', 'paragraph: Danach'])
  hears(program, second, absent)
  hears(program, second, absent)
  assert.deepEqual(told(program), ['heading: Die alte Brücke ist zu.', 'paragraph: Danach', 'paragraph: graue '])
})
test('of a long text that is replaced each part is put together once, and none where nothing is lost and nobody asks', (t) => {
  const many = Array.from({ length: 60 }, (_, n) => n)
  const [ada, ben] = two(...many.map((n) => paragraph(`alt ${n}`)))
  const update = remade(ben, ...many.map((n) => heading(`neu ${n}`)))
  for (const [asksAll, most] of [[true, 60], [false, 0]] as const) {
    const mine = openWorkingCopy([Y.encodeStateAsUpdate(ada)])
    const { mock } = t.mock.method(Y.Text.prototype, 'toDelta')
    mine.once('afterTransaction', (transaction: Y.Transaction) => { carryOver(transaction, { body: mine.getXmlFragment('body'), named: () => Y.decodeUpdate(update).ds, of: () => true, asksAll }) })
    Y.applyUpdate(mine, update, 'line')
    assert.ok(mock.callCount() <= most, `${mock.callCount()} times`)
    mock.restore()
  }
})
test('whoever undoes the making of a heading takes out none of the words that others have put into it', () => {
  const [ada, ben] = two(paragraph('Die Brücke ist zu.'))
  const undo = new Y.UndoManager(ada.getXmlFragment('body'), { trackedOrigins: new Set(['editor']), deleteFilter: () => true })
  ada.transact(() => remade(ada, heading('Die Brücke ist zu.')), 'editor')
  Y.applyUpdate(ben, Y.encodeStateAsUpdate(ada))
  Y.applyUpdate(ada, typed(ben, 0, 4, 'alte '))
  ada.on('afterTransaction', (transaction: Y.Transaction) => {
    const insertions = undo.currStackItem?.insertions
    if (transaction.origin === undo && insertions) carryOver(transaction, { body: ada.getXmlFragment('body'), named: () => insertions, of: () => true, asksAll: false })
  })
  undo.undo()
  assert.deepEqual(told(ada), ['paragraph: Die alte Brücke ist zu.'])
  undo.redo()
  assert.deepEqual(told(ada), ['heading: Die alte Brücke ist zu.'])
  assert.deepEqual(meet(ada, ben), ['heading: Die alte Brücke ist zu.'])
})
