// Suggesting, by a switch beside the text; and what is suggested, to be taken up or refused.
import { keymap } from 'prosemirror-keymap'
import { Plugin, TextSelection, type Command, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { ySyncPluginKey } from 'y-prosemirror'
import { button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import { focusIn } from '../focus-in.ts'
import { newId, nowText, told } from '../people.ts'
import type { Panel } from '../plugins.ts'
import { asChanged, isByOthers } from '../others.ts'
import { rest } from '../rest.ts'
import { withSelection } from '../selection.ts'
import { suggestionsIn, type Suggested, type Suggestion } from './marks.ts'
import { settled } from './settled.ts'
import { suggested } from './suggesting.ts'

interface Side { isOn: boolean; show(): void }
const sides = new WeakMap<Editing, Side>()

export const suggestionsPanel: Panel = {
  name: 'suggestions', title: 'suggestions',
  mount(into, editing) {
    const { say } = editing
    const list = element('ul')
    const whole = element('div', 'settle-all')
    const toggle = button(say('suggestions.on'), 'quiet toggle', () => turn(editing))
    into.append(toggle, list, whole)
    const side: Side = {
      isOn: false,
      show() {
        toggle.setAttribute('aria-pressed', String(side.isOn))
        // A button that is being pressed is not to be taken from under the pointer.
        if (into.querySelector('button:active')) return void window.setTimeout(side.show, 150)
        const view = editing.view()
        const all = view ? suggestionsIn(view.state.doc) : []
        const focused = focusIn(list)
        list.replaceChildren(...all.slice(0, 200).map((one) => entry(editing, one)))
        whole.replaceChildren(...wholes(editing, all))
        if (focused) (focused.again() ?? toggle).focus()
      },
    }
    sides.set(editing, side)
    side.show()
  },
}

export function suggestionPlugins(editing: Editing): Plugin[] {
  return [keymap({ 'Mod-Alt-s': turned(editing) }), new Plugin({
    view(view) {
      view.setProps({ dispatchTransaction: (tr) => view.updateState(view.state.apply(asSuggestion(editing, view, withSelection(view, asChanged(view, tr))))) })
      const showing = rest(200, () => sides.get(editing)?.show())
      let shown = view.state.doc
      showing.after(true)
      return {
        update() {
          view.dom.classList.toggle('suggesting', sides.get(editing)?.isOn ?? false)
          if (view.state.doc === shown) return
          shown = view.state.doc
          showing.after(!isByOthers(view.state))
        },
        destroy: showing.end,
      }
    },
  })]
}

/** What others do, what is undone and what settles suggestions comes in as it is. */
function asSuggestion(editing: Editing, view: EditorView, tr: Transaction): Transaction {
  if (!sides.get(editing)?.isOn || !tr.docChanged || tr.getMeta(ySyncPluginKey) || tr.getMeta('suggestion')) return tr
  const { id: by, name } = editing.reader
  const made = suggested(view.state, tr, { who: { by, name }, at: nowText(), newId })
  if (made) return made
  editing.announce(editing.say('suggestions.impossible'))
  return view.state.tr
}

function turned(editing: Editing): Command {
  return (_state, dispatch) => {
    if (dispatch) turn(editing)
    return true
  }
}

function turn(editing: Editing) {
  const side = sides.get(editing)
  if (!side) return
  side.isOn = !side.isOn
  editing.announce(editing.say(side.isOn ? 'suggestions.are_on' : 'suggestions.are_off'))
  editing.view()?.dom.classList.toggle('suggesting', side.isOn)
  side.show()
  editing.view()?.focus()
}

function entry(editing: Editing, one: Suggestion): HTMLElement {
  const { say } = editing
  const item = element('li')
  item.dataset.one = one.id
  const words = button('', 'quiet quote', () => goTo(editing, one.id))
  if (one.deletion) words.append(...spoken(say('suggestions.takes_out', { text: '|' }), 'del', one.deletion), ' ')
  if (one.insertion) words.append(...spoken(say('suggestions.puts_in', { text: '|' }), 'ins', one.insertion))
  const who = Object.assign(element('p', 'said'), { textContent: `${one.name} ${told(one.at)}` })
  const acts = element('div', 'acts')
  const both = [settler(editing, 'suggestions.accept', { of: ({ id }) => id === one.id, isAccepted: true }), settler(editing, 'suggestions.refuse', { of: ({ id }) => id === one.id, isAccepted: false })]
  // Heard alone it says of what.
  for (const act of both) act.setAttribute('aria-label', `${act.textContent}: ${words.textContent}`)
  acts.append(...both)
  item.append(words, who, acts)
  return item
}
/** The words with what they are for whoever does not see them struck out or underlined. */
function spoken(sentence: string, tag: 'ins' | 'del', text: string): HTMLElement[] {
  const [before = '', after = ''] = sentence.split('|').map((part) => part.replace(/[„“”"]/g, ''))
  const unseen = (words: string) => Object.assign(element('span', 'unseen'), { textContent: words })
  return [unseen(before), Object.assign(element(tag), { textContent: shortened(text) }), unseen(after)]
}
function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 118)} …` : text
}

/** All of one person, and all. */
function wholes(editing: Editing, all: Suggestion[]): HTMLElement[] {
  if (all.length < 2) return []
  const people = new Map(all.map(({ by, name }) => [by, name]))
  const { say } = editing
  const rows = people.size > 1 ? [...people].map(([by, name]) => row(say('suggestions.of', { name }), ({ by: whose }) => whose === by)) : []
  return [...rows, row(say('suggestions.all', { n: all.length }), () => true)]

  function row(text: string, of: (one: Suggested) => boolean): HTMLElement {
    const line = element('p')
    const [accept, refuse] = [settler(editing, 'suggestions.accept', { of, isAccepted: true }), settler(editing, 'suggestions.refuse', { of, isAccepted: false })]
    for (const one of [accept, refuse]) one.setAttribute('aria-label', `${text} ${one.textContent ?? ''}`)
    line.append(`${text} `, accept, ' ', refuse)
    return line
  }
}

function settler(editing: Editing, word: 'suggestions.accept' | 'suggestions.refuse', settling: Parameters<typeof settled>[1]): HTMLButtonElement {
  return button(editing.say(word), 'quiet', () => {
    const view = editing.view()
    if (!view) return
    view.dispatch(settled(view.state, settling).setMeta('suggestion', true))
    editing.announce(editing.say(settling.isAccepted ? 'suggestions.accepted' : 'suggestions.refused'))
  })
}

/** Where it stands by now. */
function goTo(editing: Editing, id: string) {
  const view = editing.view()
  const one = view && suggestionsIn(view.state.doc).find((other) => other.id === id)
  if (!view || !one) return
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, one.from, one.to)).scrollIntoView())
  view.focus()
}
