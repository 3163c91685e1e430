// Lists of explanations: a term, what it means, and again. Enter goes on; on an empty line it leaves the list.
import type { Command } from 'prosemirror-state'
import { TextSelection } from 'prosemirror-state'
import { nodeType } from './commands.ts'

export function newDefinitions() {
  return nodeType('definition_list').create(null, [nodeType('term').create(), nodeType('description').create()])
}

export const enterInDefinitions: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || (parent.type.name !== 'term' && parent.type.name !== 'description')) return false
  const list = $from.node(-1)
  const index = $from.index(-1)
  const next = index + 1 < list.childCount ? list.child(index + 1) : undefined
  const tr = state.tr
  if (parent.type.name === 'term' && parent.content.size > 0 && next?.type.name === 'description' && $from.parentOffset === parent.content.size) {
    tr.setSelection(TextSelection.create(tr.doc, $from.after() + 1))
  } else if (parent.content.size === 0 && !next) {
    const end = $from.after(-1)
    // The empty line goes, and the whole list where nothing else stands in it.
    tr.insert(end, nodeType('paragraph').create())
    tr.setSelection(TextSelection.create(tr.doc, end + 1))
    if (list.childCount > 1 && index > 0 && (parent.type.name === 'term' || list.child(index - 1).type.name === 'description')) tr.delete($from.before(), $from.after())
    else if (list.textContent === '') tr.delete($from.before(-1), end)
  } else {
    tr.split($from.pos, 1, [{ type: nodeType(parent.type.name === 'term' ? 'description' : 'term') }])
  }
  dispatch?.(tr.scrollIntoView())
  return true
}

/** At the beginning of an empty line the one becomes the other, and by the next step goes. */
export const backspaceInDefinitions: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || $from.parentOffset > 0 || parent.content.size > 0 || (parent.type.name !== 'term' && parent.type.name !== 'description')) return false
  const list = $from.node(-1)
  const tr = state.tr
  if (list.childCount === 1) tr.replaceWith($from.before(-1), $from.after(-1), nodeType('paragraph').create())
  else if (parent.type.name === 'term' && $from.index(-1) > 0) tr.setNodeMarkup($from.before(), nodeType('description'))
  else tr.delete($from.before(), $from.after())
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(Math.max(1, $from.before() - 1)), -1)).scrollIntoView())
  return true
}
