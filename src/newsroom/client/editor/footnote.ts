// A footnote is one character in the text; what it says is written in a dialog.
import type { Node } from 'prosemirror-model'
import { NodeSelection, TextSelection } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { nodeType } from './commands.ts'
import { ask, button } from './dialog.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import type { Part } from './node-fields.ts'
import { editorSchema } from './schema.ts'

export function footnoteView(node: Node, part: Part, { say }: Editing): NodeView {
  const dom = element('span', 'footnote-mark')
  dom.contentEditable = 'false'
  const mark = button('', '', () => { const pos = part.getPos(); if (pos !== undefined) askForFootnote(part.view, pos, { say }) })
  const show = ({ textContent }: Node) => mark.setAttribute('aria-label', say('footnote_says', { text: textContent }))
  show(node)
  dom.append(mark)
  return { dom, update: (next) => { show(next); return true } }
}

function askForFootnote(view: EditorView, pos: number, { say }: Pick<Editing, 'say'>) {
  const before = view.state.doc.nodeAt(pos)?.textContent ?? ''
  const isThere = () => view.state.doc.nodeAt(pos)?.type.name === 'footnote'
  const remove = () => { if (isThere()) view.dispatch(view.state.tr.delete(pos, pos + (view.state.doc.nodeAt(pos)?.nodeSize ?? 0))) }
  const dialog = ask({
    title: say('blocks.footnote'), closeText: say('close'), doText: say('take'), fields: [{ name: 'text', label: say('footnote_text'), value: before, rows: 3 }],
    // An empty one would be a number that leads nowhere.
    closed: () => { if (isThere() && view.state.doc.nodeAt(pos)?.textContent === '') remove(); view.focus() },
    done({ text = '' }) {
      if (text === '') { remove(); return undefined }
      if (!isThere()) return undefined
      const tr = view.state.tr.replaceWith(pos + 1, pos + (view.state.doc.nodeAt(pos)?.nodeSize ?? 2) - 1, editorSchema.text(text))
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + text.length + 2)))
      return undefined
    },
    more: before === '' ? [] : [button(say('delete_block'), 'quiet', () => { remove(); dialog.close() })],
  })
}

/** Puts a footnote where the caret stands and asks for its words. */
export function insertFootnote(view: EditorView, editing: Editing): boolean {
  const { $to, to } = view.state.selection
  if (!$to.parent.type.contentMatch.matchType(nodeType('footnote'))) return false
  const tr = view.state.tr.insert(to, nodeType('footnote').create())
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)))
  askForFootnote(view, to, editing)
  return true
}
