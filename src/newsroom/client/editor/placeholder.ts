// A word in an empty text on how to begin. It is no content: nothing of it is read as such, nor copied.
import { Plugin } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Editing } from './editing.ts'

export function placeholderPlugins({ say }: Editing): Plugin[] {
  return [new Plugin({
    props: {
      decorations({ doc }) {
        const only = doc.childCount === 1 ? doc.firstChild : null
        if (only?.type.name !== 'paragraph' || only.content.size > 0) return null
        return DecorationSet.create(doc, [Decoration.node(0, only.nodeSize, { class: 'empty', 'data-placeholder': say('placeholder') })])
      },
    },
  })]
}
