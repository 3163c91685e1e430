// What others write comes from the binding as if the whole text were new. It is taken for the change that it is, so that whatever hangs
// on a place stays there: marks of house style, a picture that is selected, a menu that was closed. Letters that are to come in bold stay
// so, and the page is not scrolled to the caret: whoever has scrolled away reads.
import type { Node } from 'prosemirror-model'
import { NodeSelection, Plugin, Selection, TextSelection, type EditorState, type Transaction } from 'prosemirror-state'
import { ReplaceStep } from 'prosemirror-transform'
import type { EditorView } from 'prosemirror-view'
import { relativePositionToAbsolutePosition, ySyncPluginKey, yUndoPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import type { Editing } from './editing.ts'

interface Remembered { type: string; anchor: Y.RelativePosition | null; head: Y.RelativePosition | null }
interface Binding { mapping: Parameters<typeof relativePositionToAbsolutePosition>[3]; beforeTransactionSelection: Remembered | null }
interface Sync { binding: Binding; isChangeOrigin?: boolean }

/** Whether the last that happened in the text came from others. */
export function isByOthers(state: EditorState): boolean {
  return (ySyncPluginKey.getState(state) as Sync).isChangeOrigin ?? false
}

function isOfOthers(tr: Transaction): boolean {
  return (tr.getMeta(ySyncPluginKey) as Partial<Sync> | undefined)?.isChangeOrigin ?? false
}

/** Also what one undoes oneself: it comes by the same way. */
export function asChanged({ state, composing }: Pick<EditorView, 'state' | 'composing'>, tr: Transaction): Transaction {
  if (!isOfOthers(tr)) return tr
  const made = state.tr.setMeta(ySyncPluginKey, tr.getMeta(ySyncPluginKey)).setMeta('addToHistory', false)
  const step = stepBetween(state.doc, tr.doc)
  if (step && made.maybeStep(step).failed !== null || !made.doc.eq(tr.doc)) return tr
  // The binding knows places between letters better than any change tells them; of all others it knows none.
  const isText = state.selection instanceof TextSelection
  made.setSelection(isText ? Selection.fromJSON(made.doc, tr.selection.toJSON()) : state.selection.map(made.doc, made.mapping))
  return state.storedMarks && isText && !composing ? made.setStoredMarks(state.storedMarks) : made
}

function stepBetween(before: Node, after: Node): ReplaceStep | undefined {
  const from = before.content.findDiffStart(after.content)
  const ends = before.content.findDiffEnd(after.content)
  if (from === null || !ends) return undefined
  // Where a letter was put beside its like, both ends look alike.
  const overlap = Math.max(0, from - Math.min(ends.a, ends.b))
  return new ReplaceStep(from, ends.a + overlap, after.slice(from, ends.b + overlap))
}

export function othersPlugins({ writing: { doc, body } }: Editing): Plugin[] {
  return [new Plugin({
    view(view) {
      const { binding } = ySyncPluginKey.getState(view.state) as Sync
      // It would look for a picture that is selected where somebody has taken it out, and take what stands there now.
      const forget = () => { if (!(view.state.selection instanceof TextSelection)) binding.beforeTransactionSelection = null }
      const undoing = (yUndoPluginKey.getState(view.state) as { undoManager: Y.UndoManager }).undoManager
      // The binding would remember it for what is written next, whoever writes it.
      const goBack = ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => {
        binding.beforeTransactionSelection = null
        const before = stackItem.meta.get(binding) as Remembered | undefined
        const [anchor, head] = [before?.anchor, before?.head].map((place) => (place ? relativePositionToAbsolutePosition(doc, body, place, binding.mapping) : null))
        const { tr } = view.state
        if (typeof anchor === 'number' && typeof head === 'number') tr.setSelection(selectionAt(view.state, { anchor, head, isNode: before?.type === 'node' }))
        view.dispatch(tr.scrollIntoView())
      }
      doc.on('beforeAllTransactions', forget)
      undoing.on('stack-item-popped', goBack)
      return { destroy() { doc.off('beforeAllTransactions', forget); undoing.off('stack-item-popped', goBack) } }
    },
  })]
}

function selectionAt({ doc }: EditorState, { anchor, head, isNode }: { anchor: number; head: number; isNode: boolean }): Selection {
  const node = isNode ? doc.nodeAt(anchor) : null
  return node && NodeSelection.isSelectable(node) && !node.isText ? NodeSelection.create(doc, anchor) : TextSelection.between(doc.resolve(anchor), doc.resolve(head))
}
