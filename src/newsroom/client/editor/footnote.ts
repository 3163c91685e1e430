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
  const mark = button('', '', () => askForFootnote(part, { say }))
  const show = ({ textContent }: Node) => mark.setAttribute('aria-label', say('footnote_says', { text: textContent }))
  show(node)
  dom.append(mark)
  return { dom, update: (next) => { show(next); return true } }
}

function askForFootnote({ view, getPos }: Part, { say }: Pick<Editing, 'say'>) {
  // Others may write before it meanwhile, or take it out.
  const there = () => {
    const pos = getPos()
    const node = pos === undefined ? null : view.state.doc.nodeAt(pos)
    return pos !== undefined && node?.type.name === 'footnote' ? { pos, node, end: pos + node.nodeSize } : undefined
  }
  const before = there()?.node.textContent ?? ''
  const remove = () => { const now = there(); if (now) view.dispatch(view.state.tr.delete(now.pos, now.end)) }
  const dialog = ask({
    title: say('blocks.footnote'), closeText: say('close'), doText: say('take'), fields: [{ name: 'text', label: say('footnote_text'), value: before, rows: 3 }],
    // An empty one would be a number that leads nowhere.
    closed: () => { if (there()?.node.textContent === '') remove(); view.focus() },
    done({ text = '' }) {
      if (text === '') { remove(); return undefined }
      const now = there()
      if (!now) return undefined
      const tr = view.state.tr.replaceWith(now.pos + 1, now.end - 1, editorSchema.text(text))
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, now.pos + text.length + 2)))
      return undefined
    },
    more: before === '' ? [] : [button(say('delete_block'), 'quiet', () => { remove(); dialog.close() })],
  })
}

/** Puts a footnote where the caret stands and asks for its words. */
export function insertFootnote(view: EditorView): boolean {
  const { $to, to } = view.state.selection
  if (!$to.parent.type.contentMatch.matchType(nodeType('footnote'))) return false
  const tr = view.state.tr.insert(to, nodeType('footnote').create())
  view.dispatch(tr.setSelection(NodeSelection.create(tr.doc, to)))
  const made = view.nodeDOM(to)
  if (made instanceof HTMLElement) made.querySelector('button')?.click()
  return true
}
