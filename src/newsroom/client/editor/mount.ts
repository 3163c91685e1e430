// Puts the editor in the place of the text area, and the panels beside it.
import type { Node } from 'prosemirror-model'
import { EditorState, Selection, type Plugin } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { initProseMirrorDoc, ySyncPlugin } from 'y-prosemirror'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { panels, plugins } from './plugins.ts'
import { editorSchema } from './schema.ts'

/** `place` is where the text area stood, with its label. */
export function mountEditor(place: HTMLElement, editing: Editing): EditorView {
  const { say } = editing
  const state = firstState(editing)
  const frame = element('div', 'editor')
  const text = element('div', 'editor-text')
  frame.append(text)
  const view = new EditorView(text, {
    state,
    // The caret is not to stand under the tools above, nor under the line at the foot of the window.
    scrollThreshold: { top: 56, bottom: 88, left: 0, right: 0 }, scrollMargin: { top: 64, bottom: 96, left: 5, right: 5 },
    attributes: () => ({ class: 'body', id: 'body', role: 'textbox', 'aria-multiline': 'true', 'aria-label': say('label'), lang: editing.language(), spellcheck: 'true' }),
  })
  mountPanels(editing)
  // In one piece: what changes on the page is set and laid out once.
  place.replaceWith(frame)
  return view
}

/** With the text that is there, so that it need not be put into an empty editor; what no model of the editor allows the binding puts right. */
function firstState(editing: Editing): EditorState {
  const { body } = editing.writing
  const others = plugins.flatMap((make) => make(editing))
  const { doc, mapping } = initProseMirrorDoc(body, editorSchema)
  if (!doc.type.validContent(doc.content)) return EditorState.create({ schema: editorSchema, plugins: [ySyncPlugin(body) as Plugin, ...others] })
  return EditorState.create({ doc, selection: firstPlace(doc), plugins: [ySyncPlugin(body, { mapping }) as Plugin, ...others] })
}

/** In text, so that nobody who begins to write writes over a picture. */
function firstPlace(doc: Node): Selection {
  return Selection.findFrom(doc.resolve(0), 1, true) ?? Selection.atStart(doc)
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
