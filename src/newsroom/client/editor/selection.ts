// A browser tells of a new selection a moment after the key that made it, on a busy machine a long one. A key that follows at once is
// for what is chosen by then, not for what the editor was told last: it is told before each key.
import { Plugin } from 'prosemirror-state'

export function selectionPlugins(): Plugin[] {
  return [new Plugin({
    props: {
      handleDOMEvents: {
        keydown(view, event) {
          if (!event.isComposing) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
        },
      },
    },
  })]
}
