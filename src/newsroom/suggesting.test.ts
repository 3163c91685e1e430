// Suggesting: what somebody does becomes a mark with their name, nothing of others goes, and what is taken up or refused leaves
// the text that was meant. In the browser and in the program the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { DocumentNode } from '../articles/document.ts'
import { editorSchema } from './client/editor/schema.ts'
import { suggestionsIn } from './client/editor/suggesting/marks.ts'
import { settled } from './client/editor/suggesting/settled.ts'
import { settledNode } from './client/editor/suggesting/settling.ts'
import { suggested } from './client/editor/suggesting/suggesting.ts'
import { withoutSuggestions } from './suggestion.ts'

const ada = { by: 1, name: 'Ada' }
const ben = { by: 2, name: 'Ben' }

/** An editor with paragraphs; whoever is named suggests. */
function desk(...paragraphs: string[]) {
  let state = EditorState.create({ schema: editorSchema, doc: editorSchema.nodeFromJSON({ type: 'doc', content: paragraphs.map((text) => ({ type: 'paragraph', ...(text ? { content: [{ type: 'text', text }] } : {}) })) }) })
  let ids = 0
  return {
    get state() { return state },
    at(from: number, to = from) { state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to))) },
    /** False where it is refused. */
    suggest(who: typeof ada, make: (tr: Transaction) => Transaction): boolean {
      const tr = suggested(state, make(state.tr), { who, at: '2026-03-01T12:00:00Z', newId: () => `${who.name}${++ids}` })
      if (tr) state = state.apply(tr)
      return tr !== undefined
    },
    type(who: typeof ada, text: string) { for (const letter of text) this.suggest(who, (tr) => tr.insertText(letter)) },
    backspace(who: typeof ada, times = 1) { for (let n = 0; n < times; n += 1) { const { from, to } = state.selection; this.suggest(who, (tr) => tr.delete(from === to ? from - 1 : from, to)) } },
    settle(settling: Parameters<typeof settled>[1]) { state = state.apply(settled(state, settling)) },
    list: () => suggestionsIn(state.doc).map(({ name, insertion, deletion }) => `${name} -${deletion} +${insertion}`),
    text: () => state.doc.textBetween(0, state.doc.content.size, '|', '\n'),
    json: () => state.doc.toJSON() as DocumentNode,
  }
}
const textOf = (doc: DocumentNode | undefined) => (doc ? editorSchema.nodeFromJSON(doc) : undefined)?.textBetween(0, editorSchema.nodeFromJSON(doc!).content.size, '|', '\n')
/** What readers see meanwhile, and what there is when everything is taken up or refused: in the browser and in the program. */
function outcomes(made: ReturnType<typeof desk>) {
  const both = [true, false].map((isAccepted) => {
    const plain = settledNode(made.json(), { of: () => true, isAccepted })
    const after = made.state.apply(settled(made.state, { of: () => true, isAccepted })).doc
    assert.deepEqual(editorSchema.nodeFromJSON(plain).toJSON(), after.toJSON())
    return textOf(plain)
  })
  return { now: textOf(withoutSuggestions(made.json())), accepted: both[0], refused: both[1] }
}

test('a word that is typed is one suggestion, and what one has put in oneself really goes', () => {
  const made = desk('Die Brücke ist zu.')
  made.at(12)
  made.type(ada, 'alte ')
  assert.deepEqual(made.list(), ['Ada - +alte '])
  made.backspace(ada, 2)
  assert.deepEqual(made.list(), ['Ada - +alt'])
  assert.deepEqual(outcomes(made), { now: 'Die Brücke ist zu.', accepted: 'Die Brücke altist zu.', refused: 'Die Brücke ist zu.' })
})
test('what is deleted stays with a mark, letter by letter one suggestion, and the caret goes on', () => {
  const made = desk('Die Brücke ist zu.')
  made.at(18)
  made.backspace(ada, 3)
  assert.deepEqual(made.list(), ['Ada -zu +'].map((one) => one.replace('zu', ' zu')))
  assert.equal(made.state.selection.head, 15)
  assert.deepEqual(outcomes(made), { now: 'Die Brücke ist zu.', accepted: 'Die Brücke ist.', refused: 'Die Brücke ist zu.' })
})
test('what is typed over is replaced: one suggestion that takes out and puts in', () => {
  const made = desk('Die Brücke ist zu.')
  made.at(16, 18)
  made.type(ada, 'offen')
  assert.deepEqual(made.list(), ['Ada -zu +offen'])
  assert.deepEqual(outcomes(made), { now: 'Die Brücke ist zu.', accepted: 'Die Brücke ist offen.', refused: 'Die Brücke ist zu.' })
})
test('Delete goes forward', () => {
  const made = desk('abc')
  made.at(1)
  made.suggest(ada, (tr) => tr.delete(1, 2))
  assert.equal(made.state.selection.head, 2)
})
test('two suggest in one sentence: each has their own, and nobody takes away what the other would put in', () => {
  const made = desk('Die Brücke ist zu.')
  made.at(12)
  made.type(ada, 'alte ')
  made.at(12, 17)
  made.backspace(ben)
  assert.deepEqual(made.list(), ['Ada - +alte ', 'Ben -alte  +'])
  made.settle({ of: ({ by }) => by === 2, isAccepted: false })
  assert.deepEqual(made.list(), ['Ada - +alte '])
  made.type(ben, 'x')
  made.settle({ of: ({ by }) => by === 1, isAccepted: true })
  assert.deepEqual([made.text().replace('x', ''), made.list()], ['Die Brücke alte ist zu.', ['Ben - +x']])
})
test('one alone is taken up, the others wait', () => {
  const made = desk('Eins', 'Zwei')
  made.at(5)
  made.type(ada, '!')
  made.at(made.state.doc.content.size - 1)
  made.type(ada, '?')
  const [first] = suggestionsIn(made.state.doc)
  made.settle({ of: ({ id }) => id === first!.id, isAccepted: true })
  assert.deepEqual([made.text(), made.list()], ['Eins!|Zwei?', ['Ada - +?']])
})
test('a new paragraph is one of its own words: refused, it is gone with them', () => {
  const made = desk('Eins', 'Zwei')
  made.at(5)
  assert.ok(made.suggest(ada, (tr) => tr.split(5)))
  made.at(7)
  made.type(ada, 'Neu')
  assert.deepEqual(outcomes(made), { now: 'Eins|Zwei', accepted: 'Eins|Neu|Zwei', refused: 'Eins|Zwei' })
})
test('several paragraphs that are selected are marked through, and stay apart', () => {
  const made = desk('Eins', 'Zwei', 'Drei')
  assert.ok(made.suggest(ada, (tr) => tr.delete(3, 15)))
  assert.deepEqual(made.list(), ['Ada -ns Zwei Dr +'])
  assert.deepEqual(outcomes(made), { now: 'Eins|Zwei|Drei', accepted: 'Ei|ei', refused: 'Eins|Zwei|Drei' })
})
test('what marks cannot say is refused: parting and joining paragraphs, pictures, bold', () => {
  const made = desk('Eins', 'Zwei')
  const picture = editorSchema.nodes.picture!.create({ picture: 'bruecke', alt: '', caption: null, missing: null })
  for (const make of [(tr: Transaction) => tr.split(3), (tr: Transaction) => tr.join(6), (tr: Transaction) => tr.insert(6, picture), (tr: Transaction) => tr.addMark(1, 3, editorSchema.marks.strong!.create())]) assert.equal(made.suggest(ada, make), false)
  assert.equal(made.text(), 'Eins|Zwei')
})
test('several paragraphs that are pasted come in as one, with breaks', () => {
  const made = desk('Eins')
  made.at(5)
  const slice = editorSchema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'A' }] }, { type: 'paragraph', content: [{ type: 'text', text: 'B' }] }] }).slice(1, 5)
  assert.ok(made.suggest(ada, (tr) => tr.replaceSelection(slice)))
  assert.deepEqual([made.text(), made.list().length], ['EinsA\nB', 1])
})
