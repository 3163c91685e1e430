// What can be done by keys, below the text, for whoever looks for it.
import { Plugin } from 'prosemirror-state'
import { insertables } from './blocks.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { keyName } from './toolbar.ts'
import type { Word } from './words.ts'

const keys: [string, Word][] = [
  ['Alt+F10', 'help.toolbar'], ['Alt+Enter', 'help.fields'], ['Mod+Enter', 'help.leave'], ['/', 'help.insert'], ['Alt+↑ Alt+↓', 'help.move'], ['Mod+Shift+⌫', 'delete_block'],
  ['Mod+Z', 'undo'], ['Mod+Y', 'redo'], ['Mod+B', 'strong'], ['Mod+I', 'emphasis'], ['Mod+K', 'link'], ['Mod+E', 'code'], ['Mod+Shift+X', 'strikethrough'],
  ['Mod+Alt+0', 'blocks.paragraph'], ['Mod+Alt+2', 'blocks.heading'], ['Mod+Alt+3', 'blocks.subheading'], ['Mod+Shift+8', 'blocks.bullet_list'], ['Mod+Shift+7', 'blocks.ordered_list'], ['Mod+Shift+9', 'blocks.quotation'],
  ['Shift+Enter', 'blocks.hard_break'], ['Tab', 'help.tab'], ['Mod+Alt+M', 'notes.add'], ['Mod+Alt+S', 'suggestions.on'], ['Mod+Alt+-', 'typography.soft_hyphen'], ['Mod+Alt+Space', 'typography.narrow_space'], ['Mod+Alt+T', 'typography.set_all'], ['**…**', 'strong'], ['__…__', 'emphasis'], ['`…`', 'code'],
]

export function helpPlugins({ say }: Editing): Plugin[] {
  return [new Plugin({
    view(view) {
      const details = element('details', 'notation small')
      details.append(Object.assign(element('summary'), { textContent: say('help') }), list(say))
      view.dom.closest('.editor')?.append(details)
      return { destroy: () => details.remove() }
    },
  })]
}

function list(say: Editing['say']): HTMLElement {
  const signs = insertables.flatMap(({ sign, word }): [string, Word][] => (sign ? [[sign, word]] : []))
  const dl = element('dl')
  for (const [key, word] of [...keys, ...signs]) {
    const row = element('div')
    const term = element('dt')
    term.append(...keyName(key).split(' ').flatMap((one, n) => [...(n > 0 ? [' '] : []), Object.assign(element('kbd'), { textContent: one })]))
    row.append(term, Object.assign(element('dd'), { textContent: say(word) }))
    dl.append(row)
  }
  return dl
}
