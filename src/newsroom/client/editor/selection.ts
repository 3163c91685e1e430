// A browser tells of a new selection a moment after the key that made it, on a busy machine a long one. The editor is told before it
// is asked: a key that follows at once is for what is chosen by then, and what others do in that moment does not put the caret back.
import { Plugin, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'

export function selectionPlugins(): Plugin[] {
  return [new Plugin({
    props: {
      handleDOMEvents: {
        keydown(_view, event) {
          if (!event.isComposing) tellSelection()
        },
      },
    },
  })]
}

/** To be called before the text changes by other hands. */
export function tellSelection() {
  document.dispatchEvent(new Event('selectionchange'))
}

/** What changes neither the text nor what is chosen, such as another's caret, with what is chosen by now. */
export function withSelection(view: EditorView, tr: Transaction): Transaction {
  if (tr.docChanged || tr.selectionSet || tr.storedMarksSet) return tr
  tellSelection()
  const { doc, selection } = view.state
  return tr.doc === doc && !tr.selection.eq(selection) ? tr.setSelection(selection) : tr
}
