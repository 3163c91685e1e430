// Puts the editor in the place of the text area, and the panels beside it.
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { panels, plugins } from './plugins.ts'
import { editorSchema } from './schema.ts'

/** `place` is where the text area stood, with its label. */
export function mountEditor(place: HTMLElement, editing: Editing): EditorView {
  const { say } = editing
  const state = EditorState.create({ schema: editorSchema, plugins: plugins.flatMap((make) => make(editing)) })
  const frame = element('div', 'editor')
  const text = element('div', 'editor-text')
  frame.append(text)
  place.replaceWith(frame)
  const view = new EditorView(text, {
    state,
    // The caret is not to stand under the tools above, nor under the line at the foot of the window.
    scrollThreshold: { top: 56, bottom: 88, left: 0, right: 0 }, scrollMargin: { top: 64, bottom: 96, left: 5, right: 5 },
    attributes: () => ({ class: 'body', id: 'body', role: 'textbox', 'aria-multiline': 'true', 'aria-label': say('label'), lang: editing.language(), spellcheck: 'true' }),
  })
  mountPanels(editing)
  return view
}

function mountPanels(editing: Editing) {
  if (panels.length === 0) return
  const side = element('div', 'editor-panels')
  for (const { name, title, mount } of panels) {
    const section = element('section', `editor-panel ${name}`)
    const heading = Object.assign(element('h2'), { textContent: editing.say(title), id: `panel-${name}` })
    const inside = element('div')
    section.setAttribute('aria-labelledby', heading.id)
    section.append(heading, inside)
    side.append(section)
    new MutationObserver(() => { section.hidden = inside.hidden }).observe(inside, { attributes: true, attributeFilter: ['hidden'] })
    mount(inside, editing)
    section.hidden = inside.hidden
  }
  // Beside the text, before what is said about it; on a phone below the text.
  editing.form.querySelector('.side-column')?.prepend(side)
}
