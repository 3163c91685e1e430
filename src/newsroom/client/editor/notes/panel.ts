// Notes to passages: marked in the text, and in a panel beside it with their answers.
import { Plugin, PluginKey, TextSelection, type Command } from 'prosemirror-state'
import { keymap } from 'prosemirror-keymap'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { ask, button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import { isByOthers } from '../others.ts'
import { newId, nowText, told } from '../people.ts'
import type { Panel } from '../plugins.ts'
import { rest } from '../rest.ts'
import { notesIn, putAnswer, putNote, settleNote, type PassageNote } from './passage.ts'
import { passageOf, placeOf } from './places.ts'

const key = new PluginKey<DecorationSet>('notes')
/** What shows the list anew. */
const lists = new WeakMap<Editing, () => void>()

export const notesPanel: Panel = {
  name: 'notes', title: 'notes',
  mount(into, editing) {
    const { writing: { notes }, say } = editing
    const list = element('ul')
    const add = button(say('notes.add'), 'quiet', () => { const view = editing.view(); if (view) noteTo(editing)(view.state, view.dispatch, view) })
    into.append(add, list)
    const show = () => {
      // What somebody is writing stays; the list is shown anew when they have sent it or left it.
      if (list.contains(document.activeElement) && document.activeElement instanceof HTMLTextAreaElement && document.activeElement.value !== '') return
      const all = notesIn(notes)
      const focused = list.contains(document.activeElement) ? document.activeElement : null
      list.replaceChildren(...[...all.filter(({ settled }) => !settled), ...all.filter(({ settled }) => settled)].map((note) => entry(editing, note)))
      if (focused) sameAs(list, focused, add).focus()
      const view = editing.view()
      if (view) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
    }
    lists.set(editing, show)
    notes.observe(show)
    show()
  },
}

export function notePlugins(editing: Editing): Plugin[] {
  const { writing: { notes } } = editing
  const decorated = (state: EditorView['state']) => DecorationSet.create(state.doc, notesIn(notes).flatMap((note) => {
    const place = note.settled ? undefined : placeOf(state, note)
    return place ? [Decoration.inline(place.from, place.to, { class: 'noted', title: `${note.name}: ${note.text}` })] : []
  }))
  return [keymap({ 'Mod-Alt-m': noteTo(editing) }), new Plugin<DecorationSet>({
    key,
    state: { init: (_config, state) => decorated(state), apply: (tr, set, _old, state) => (tr.docChanged || tr.getMeta(key) ? decorated(state) : set) },
    props: { decorations: (state) => key.getState(state) },
    // Which passages are still there is known once the text is, and may change with it.
    view: (view) => {
      const placed = () => notesIn(notes).filter((note) => placeOf(view.state, note)).map(({ id }) => id).join()
      let shown = ''
      const look = () => {
        const now = placed()
        if (now === shown) return
        shown = now
        lists.get(editing)?.()
      }
      const looking = rest(300, look)
      looking.after(true)
      return { update: (_view, before) => { if (view.state.doc !== before.doc) looking.after(!isByOthers(view.state)) }, destroy: looking.end }
    },
  })]
}

/** Asks for a note to what is selected. */
export function noteTo(editing: Editing): Command {
  return (state, dispatch, view) => {
    if (state.selection.empty) {
      if (dispatch) editing.announce(editing.say('notes.select_first'))
      return true
    }
    const passage = passageOf(state)
    if (!passage || !dispatch || !view) return Boolean(passage)
    const { say, reader, writing: { notes } } = editing
    ask({
      title: say('notes.add'), closeText: say('close'), doText: say('notes.keep'), fields: [{ name: 'text', label: say('notes.text'), hint: say('notes.about', { quote: passage.quote.slice(0, 80) }), rows: 4, required: true }],
      closed: () => view.focus(),
      done({ text = '' }) {
        if (text === '') return { text: say('notes.empty') }
        putNote(notes, newId(), { by: reader.id, name: reader.name, at: nowText(), text, ...passage })
        editing.announce(say('notes.is_kept'))
        return undefined
      },
    })
    return true
  }
}

/** Where somebody is in a list that was made anew: at the same control of the same note, or at what ends or opens it. */
function sameAs(list: HTMLElement, focused: Element, otherwise: HTMLElement): HTMLElement {
  const id = focused.closest<HTMLElement>('[data-note]')?.dataset.note
  const item = [...list.querySelectorAll<HTMLElement>('[data-note]')].find(({ dataset }) => dataset.note === id)
  return item?.querySelector<HTMLElement>(`${focused.localName}.${[...focused.classList].join('.')}`) ?? item?.querySelector<HTMLElement>('.end') ?? otherwise
}

function entry(editing: Editing, note: PassageNote): HTMLElement {
  const { say, reader, writing: { notes } } = editing
  const view = editing.view()
  const place = view ? placeOf(view.state, note) : undefined
  const item = element('li', note.settled ? 'settled' : '')
  item.dataset.note = note.id
  const go = button(note.quote || say('notes.passage'), 'quiet quote', () => goTo(editing, note))
  item.append(...(place ? [go] : [Object.assign(element('p', 'quote'), { textContent: `${say('notes.orphan')} ${note.quote}` })]), said(note), ...note.answers.map(said))
  if (note.settled) item.append(Object.assign(element('p', 'soft'), { textContent: say('notes.settled_by', { name: note.settled.name, at: told(note.settled.at) }) }))
  else item.append(answerForm(editing, note))
  const isSettled = note.settled === null
  const end = button(say(isSettled ? 'notes.settle' : 'notes.reopen'), 'quiet end', () => {
    settleNote(notes, note.id, { by: reader.id, name: reader.name, at: nowText(), isSettled })
    editing.announce(say(isSettled ? 'notes.is_settled' : 'notes.is_open'))
  })
  // Heard alone it says of what.
  end.setAttribute('aria-label', `${end.textContent}: ${note.quote || say('notes.passage')}`)
  item.append(end)
  return item
}

function said({ name, at, text }: { name: string; at: string; text: string }): HTMLElement {
  const line = element('p', 'said')
  line.append(Object.assign(element('strong'), { textContent: name }), ` ${told(at)}`, element('br'), text)
  return line
}

function answerForm(editing: Editing, note: PassageNote): HTMLElement {
  const { say, reader, writing: { notes } } = editing
  const form = element('div', 'answer')
  const input = element('textarea', 'answering') as HTMLTextAreaElement
  Object.assign(input, { rows: 2 })
  input.setAttribute('aria-label', say('notes.answer_to', { name: note.name }))
  const send = () => {
    const text = input.value.trim()
    if (text === '') return input.focus()
    input.value = ''
    putAnswer(notes, { note: note.id, id: newId() }, { by: reader.id, name: reader.name, at: nowText(), text })
    editing.announce(say('notes.is_answered'))
  }
  // In the middle of the article's form: Enter must not send that.
  input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send() } })
  form.append(input, button(say('notes.answer'), 'quiet send', send))
  return form
}

function goTo(editing: Editing, note: PassageNote) {
  const view = editing.view()
  const place = view && placeOf(view.state, note)
  if (!view || !place) return
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, place.from, place.to)).scrollIntoView())
  view.focus()
}
