// What one types stays when somebody else remakes the part of the text it is typed in, and so does the caret; and what others have
// typed stays when one undoes the making of a part.
import { Plugin, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import { carryOver, lettersBefore, structAt, type Home } from './carrying.ts'
import type { Editing } from './editing.ts'
import { said } from './protocol.ts'

type Mapping = Parameters<typeof relativePositionToAbsolutePosition>[3]
interface Binding { mapping: Mapping; beforeTransactionSelection: { type: string; anchor: Y.RelativePosition | null; head: Y.RelativePosition | null } | null }

export function carryPlugins({ writing: { doc, body } }: Editing): Plugin[] {
  return [new Plugin({
    view(view) {
      const look = (transaction: Y.Transaction) => {
        const origin: unknown = transaction.origin
        const update = transaction.meta.get(said) as Uint8Array | undefined
        const undone = origin instanceof Y.UndoManager ? origin.currStackItem?.insertions : undefined
        if (update) moveCaret(view, carryOver(transaction, { body, named: () => Y.decodeUpdate(update).ds, of: (client) => client === doc.clientID, asksAll: true }), transaction)
        else if (undone) carryOver(transaction, { body, named: () => undone, of: () => true, asksAll: false })
      }
      doc.on('afterTransaction', look)
      return { destroy: () => doc.off('afterTransaction', look) }
    },
  })]
}

/** Into what the text has become in which it stood. */
function moveCaret(view: EditorView, homes: Home[], { doc, deleteSet }: Y.Transaction) {
  const { binding } = ySyncPluginKey.getState(view.state) as { binding: Binding | null }
  const before = binding?.beforeTransactionSelection
  if (!binding || before?.type !== 'text' || homes.length === 0) return
  const now = (place: Y.RelativePosition): Y.RelativePosition => {
    const home = homes.find(({ gone }) => isIn(place, gone, doc))
    return home ? Y.createRelativePositionFromTypeIndex(home.text, home.at + lettersBefore(home.gone, place.item, deleteSet)) : place
  }
  const places = [before.anchor, before.head].map((place) => place && now(place))
  // Until then what is carried over is not shown.
  doc.once('afterAllTransactions', () => {
    const [anchor, head] = places.map((place) => place && relativePositionToAbsolutePosition(doc, doc.getXmlFragment('body'), place, binding.mapping))
    if (typeof anchor !== 'number' || typeof head !== 'number' || view.isDestroyed) return
    const { tr } = view.state
    view.dispatch(tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head))).setMeta('addToHistory', false))
  })
}

function isIn({ item, type }: Y.RelativePosition, gone: Y.XmlText, doc: Y.Doc): boolean {
  const found = item ? structAt(item, doc) : undefined
  if (found instanceof Y.Item) return found.parent === gone
  return type !== null && gone._item !== null && Y.compareIDs(type, gone._item.id)
}
