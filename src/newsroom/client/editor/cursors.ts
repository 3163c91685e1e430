// Where others write: their caret with their name, and what they have selected. Colours are classes, for a page takes no
// style from its markup.
import type { Plugin } from 'prosemirror-state'
import { yCursorPlugin } from 'y-prosemirror'
import type { Editing } from './editing.ts'
import { element } from './mount.ts'

const colours = 6

export function colourOf(id: number | undefined): string {
  return `colour-${Math.abs(id ?? 0) % colours}`
}

export function cursorPlugins({ awareness }: Editing): Plugin[] {
  return [yCursorPlugin(awareness, {
    cursorBuilder({ id, name }: { id?: number; name?: string }) {
      const caret = element('span', `their-caret ${colourOf(id)}`)
      caret.append(Object.assign(element('span'), { textContent: name ?? '' }))
      // Who is here is said above the text; in the middle of a sentence nobody wants to hear it.
      caret.setAttribute('aria-hidden', 'true')
      return caret
    },
    selectionBuilder: ({ id }: { id?: number }) => ({ class: `their-selection ${colourOf(id)}` }),
  }) as Plugin]
}
