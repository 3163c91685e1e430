// Where others write: their caret with their name, and what they have selected. Colours are classes, for a page takes no
// style from its markup.
import type { Plugin } from 'prosemirror-state'
import { yCursorPlugin } from 'y-prosemirror'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { colours, type AwarenessUser } from './protocol.ts'

function colourOf({ colour = 0 }: Partial<AwarenessUser>): string {
  return `colour-${Math.abs(Math.trunc(colour)) % colours}`
}

export function cursorPlugins({ awareness }: Editing): Plugin[] {
  return [yCursorPlugin(awareness, {
    cursorBuilder(user: Partial<AwarenessUser>) {
      const caret = element('span', `their-caret ${colourOf(user)}`)
      caret.append(Object.assign(element('span'), { textContent: user.name ?? '' }))
      // Who is here is said above the text; in the middle of a sentence nobody wants to hear it.
      caret.setAttribute('aria-hidden', 'true')
      return caret
    },
    selectionBuilder: (user: Partial<AwarenessUser>) => ({ class: `their-selection ${colourOf(user)}` }),
  }) as Plugin]
}
