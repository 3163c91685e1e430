import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Slice, type Node } from 'prosemirror-model'
import { EditorState, NodeSelection, TextSelection, type Plugin, type PluginView, type Selection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { initProseMirrorDoc, undo, ySyncPlugin, ySyncPluginKey, yUndoPlugin } from 'y-prosemirror'
import * as Y from 'yjs'
import { markType, nodeType } from './commands.ts'
import type { Editing } from './editing.ts'
import { asChanged, othersPlugins } from './others.ts'
import { editorSchema } from './schema.ts'

const p = (words: string) => nodeType('paragraph').create(null, editorSchema.text(words))
const text = (...blocks: Node[]) => nodeType('doc').create(null, blocks)
const divider = nodeType('divider').create()

/** As the binding tells it: the whole text anew, and scrolled to the caret. */
function told(doc: Node, after: Node, selection: (doc: Node) => Selection): { state: EditorState; tr: Transaction } {
  const before = EditorState.create({ doc })
  const state = before.apply(before.tr.setSelection(selection(doc)).setStoredMarks([markType('strong').create()]))
  const tr = state.tr.replace(0, doc.content.size, new Slice(after.content, 0, 0)).setMeta(ySyncPluginKey, { isChangeOrigin: true })
  return { state, tr: tr.setSelection(TextSelection.create(tr.doc, 2)).scrollIntoView() }
}

test('what others write moves only what stands behind it, forgets no mark that is to come, and does not scroll', () => {
  const { state, tr } = told(text(p('aa'), p('Ende')), text(p('aaa'), p('Ende')), (doc) => TextSelection.create(doc, 2))
  const made = asChanged({ state, composing: false }, tr)
  assert.ok(made.doc.eq(tr.doc))
  assert.deepEqual([1, 6, 9].map((pos) => made.mapping.map(pos)), [1, 7, 10])
  assert.deepEqual([made.selection.from, made.storedMarks?.length, made.scrolledIntoView, made.getMeta('addToHistory')], [2, 1, false, false])
  // Where something is composed a mark that is to come would end it.
  assert.equal(asChanged({ state, composing: true }, tr).storedMarks, null)
})

test('what is selected as a whole stays so where others move it, and nothing is in its stead where they take it out', () => {
  const selected = (doc: Node) => NodeSelection.create(doc, 3)
  const moved = told(text(p('a'), divider, p('Ende')), text(p('ab'), divider, p('Ende')), selected)
  const still = asChanged({ state: moved.state, composing: false }, moved.tr).selection
  assert.deepEqual([still instanceof NodeSelection, still.from], [true, 4])
  const gone = told(text(p('a'), divider, p('Ende')), text(p('a'), p('Ende')), selected)
  const left = asChanged({ state: gone.state, composing: false }, gone.tr).selection
  assert.deepEqual([left instanceof TextSelection, left.empty], [true, true])
})

test('undo leads to its place at once, and what others write next leads nowhere', () => {
  const doc = new Y.Doc()
  const body = doc.getXmlFragment('body')
  body.insert(0, ['Eins', 'Zwei'].map(paragraph))
  const view = shown({ doc, body })
  view.dispatch(view.state.tr.setSelection(at(view, 5)))
  view.dispatch(view.state.tr.insertText('!'))
  view.dispatch(view.state.tr.setSelection(at(view, 10)))
  assert.ok(undo(view.state))
  assert.deepEqual([view.state.doc.textContent, view.state.selection.from], ['EinsZwei', 5])
  view.dispatch(view.state.tr.setSelection(at(view, 9)))
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  const second = other.getXmlFragment('body').get(1)
  if (second instanceof Y.XmlElement) second.insert(1, [new Y.XmlText('?')])
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  assert.deepEqual([view.state.doc.textContent, view.state.selection.from], ['EinsZwei?', 9])
})

const at = ({ state }: Pick<EditorView, 'state'>, pos: number) => TextSelection.create(state.doc, pos)
const paragraph = (words: string) => {
  const made = new Y.XmlElement('paragraph')
  made.insert(0, [new Y.XmlText(words)])
  return made
}

/** An editor as far as these plugins know one. */
function shown(writing: { doc: Y.Doc; body: Y.XmlFragment }): EditorView {
  const { doc, mapping } = initProseMirrorDoc(writing.body, editorSchema)
  const plugins = [ySyncPlugin(writing.body, { mapping }) as Plugin, yUndoPlugin(), ...othersPlugins({ writing } as Editing)]
  const view = {
    state: EditorState.create({ doc, plugins }), composing: false, hasFocus: () => false,
    dispatch(tr: Transaction) {
      const before = view.state
      view.state = before.apply(asChanged(view, tr))
      for (const one of views) one?.update?.(view as unknown as EditorView, before)
    },
  }
  const views: (PluginView | undefined)[] = []
  for (const { spec } of plugins) views.push(spec.view?.(view as unknown as EditorView))
  return view as unknown as EditorView
}
