// The editor's model allows what a document does not, so that nothing of others is lost; what one leaves empty oneself is put
// right at once: a list without points, a table without rows, a point without a paragraph.
import type { Node } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { ySyncPluginKey } from 'y-prosemirror'
import { nodeType } from './commands.ts'

const needsChildren = new Set(['quotation', 'bullet_list', 'ordered_list', 'gallery', 'definition_list', 'table', 'table_row'])

export function tidyPlugins(): Plugin[] {
  return [new Plugin({
    appendTransaction(transactions, _old, state) {
      const mine = transactions.some((tr) => tr.docChanged && !(tr.getMeta(ySyncPluginKey) as { isChangeOrigin?: boolean } | undefined)?.isChangeOrigin)
      if (!mine) return null
      const tr = state.tr
      for (const { node, pos } of wrong(state.doc, transactions)) mend(tr, { node, pos })
      return tr.docChanged ? tr : null
    },
  })]
}

/** From the end, so that what is mended moves nothing that still waits. */
function wrong(doc: Node, transactions: readonly Transaction[]): { node: Node; pos: number }[] {
  const found: { node: Node; pos: number }[] = []
  const { from, to } = changed(doc, transactions)
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isTextblock) return false
    if (node.childCount === 0 && (needsChildren.has(node.type.name) || node.type.name === 'fact_box')) found.push({ node, pos })
    if (node.type.name === 'list_item' && node.firstChild?.type.name !== 'paragraph') found.push({ node, pos })
    return true
  })
  return found.reverse()
}

function mend(tr: Transaction, { node, pos }: { node: Node; pos: number }) {
  if (node.type.name === 'list_item' && node.childCount > 0) return tr.insert(pos + 1, nodeType('paragraph').create())
  if (node.type.name === 'list_item' || (node.type.name === 'fact_box' && node.attrs.title)) return tr.insert(pos + 1, nodeType('paragraph').create())
  if (tr.doc.resolve(pos).parent.type.name === 'doc' && tr.doc.childCount === 1) return tr.replaceWith(pos, pos + node.nodeSize, nodeType('paragraph').create())
  return tr.delete(pos, pos + node.nodeSize)
}

/** What the transactions have touched, as it stands now. */
function changed(doc: Node, transactions: readonly Transaction[]): { from: number; to: number } {
  let [from, to] = [doc.content.size, 0]
  transactions.forEach((tr, n) => {
    tr.mapping.maps.forEach((map, step) => map.forEach((_oldFrom, _oldTo, start, end) => {
      const later = [tr.mapping.slice(step + 1), ...transactions.slice(n + 1).map(({ mapping }) => mapping)]
      const now = (pos: number, side: number) => later.reduce((at, mapping) => mapping.map(at, side), pos)
      from = Math.min(from, now(start, -1))
      to = Math.max(to, now(end, 1))
    }))
  })
  return { from: Math.max(0, from - 1), to: Math.min(doc.content.size, to + 1) }
}
