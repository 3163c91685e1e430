// Suggestions taken up or refused in the editor: as settling.ts does it, by the steps that this takes.
import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { kinds, markOf, suggestedBy } from './marks.ts'
import type { Settling } from './settling.ts'

export function settled(state: EditorState, { of, isAccepted }: Settling): Transaction {
  const tr = state.tr
  const gone: { from: number; to: number }[] = []
  state.doc.descendants((node, pos) => {
    if (!node.isInline) return true
    const due = kinds.flatMap((kind) => { const mark = markOf(node, kind); return mark && of(suggestedBy(mark)) ? [mark] : [] })
    if (due.some(({ type }) => (type.name === 'insertion') !== isAccepted)) gone.push({ from: pos, to: pos + node.nodeSize })
    else for (const mark of due) tr.removeMark(pos, pos + node.nodeSize, mark)
    return false
  })
  for (const { from, to } of gone.reverse()) remove(tr, from, to)
  return tr
}

/** With the paragraph around it, and the point of a list around that, where nothing else is left. */
function remove(tr: Transaction, from: number, to: number) {
  tr.delete(from, to)
  const $from = tr.doc.resolve(from)
  let depth = $from.depth
  if (!$from.parent.isTextblock || $from.parent.content.size > 0 || /^table_|^description$|^term$/.test($from.parent.type.name)) return
  while (depth > 1 && $from.node(depth - 1).childCount === 1 && !/^table/.test($from.node(depth - 1).type.name)) depth -= 1
  const parent: Node = $from.node(depth - 1)
  if (parent.childCount > 1) tr.delete($from.before(depth), $from.after(depth))
}
