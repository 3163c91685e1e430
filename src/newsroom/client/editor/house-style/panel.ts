// House style beside the text while somebody writes: what it has to say, where that stands, and what could stand there.
import { Plugin, PluginKey, TextSelection, NodeSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import type { Panel } from '../plugins.ts'
import { setText } from '../typography/setting.ts'
import type { Word } from '../words.ts'
import { checkerOf, type Checked, type Checker, type HouseStyle } from './checking.ts'
import type { Finding } from './finding.ts'

/** Whoever types wants to be left alone until they pause. */
const restMs = 600

interface Facts extends HouseStyle { pictures: Record<string, { has_credit: boolean; alt: string }> }

const key = new PluginKey<DecorationSet>('house-style')
const places = new WeakMap<Editing, HTMLElement>()

export const stylePanel: Panel = {
  name: 'house-style', title: 'house_style',
  mount(into, editing) {
    const list = element('ul')
    into.append(list, button(editing.say('typography.set_all'), 'quiet', () => {
      const view = editing.view()
      if (view) setText(editing)(view.state, view.dispatch, view)
    }))
    places.set(editing, list)
  },
}

export function stylePlugins(editing: Editing): Plugin[] {
  return [new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(key) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => key.getState(state) },
    view: (view) => checking(view, editing),
  })]
}

function checking(view: EditorView, editing: Editing) {
  let [facts, checker, waiting, isOver]: [Facts | undefined, Checker | undefined, number, boolean] = [undefined, undefined, 0, false]
  const asked = new Set<string>()
  const { doc } = editing.writing

  async function load() {
    const names = pictureNames(editing, view)
    names.forEach((name) => asked.add(name))
    try {
      const answer = await fetch(`/desk/house-style?${new URLSearchParams({ pictures: [...asked].join(',') })}`)
      if (!answer.ok || isOver) return
      facts = await answer.json() as Facts
      checker = checkerOf(facts)
      check()
    } catch {
      // Without the paper nothing is checked until it is back; what is there is asked again with the next pause.
      names.forEach((name) => asked.delete(name))
    }
  }
  function check() {
    if (isOver) return
    if (!checker || !facts || pictureNames(editing, view).some((name) => !asked.has(name))) return void load()
    const known = facts.pictures
    const findings = checker(checkedOf(editing, view), (name) => known[name])
    const decorations = findings.filter(({ place }) => place.field === 'body' && place.to > place.from && place.to <= view.state.doc.content.size).map(({ place: { from, to }, blocks }) => Decoration.inline(from, to, { class: blocks ? 'finding blocks' : 'finding' }))
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, decorations)).setMeta('addToHistory', false))
    show(editing, findings)
  }
  const later = () => { window.clearTimeout(waiting); waiting = window.setTimeout(check, restMs) }
  doc.on('update', later)
  later()
  return { destroy() { isOver = true; window.clearTimeout(waiting); doc.off('update', later) } }
}

function pictureNames({ writing: { settings } }: Editing, view: EditorView): string[] {
  const names = [settings.get('lead_picture')]
  view.state.doc.descendants((node) => { if (node.type.name === 'picture') names.push(node.attrs.picture); return !node.isTextblock })
  return [...new Set(names)].filter((name) => typeof name === 'string' && name !== '') as string[]
}

function checkedOf(editing: Editing, view: EditorView): Checked {
  const { writing: { text, settings } } = editing
  const said = (name: string) => text(name).toString()
  const [lead, aim] = [settings.get('lead_picture'), settings.get('length_aim')]
  return {
    kicker: said('kicker'), headline: said('headline'), standfirst: said('standfirst'), dateline_place: said('dateline_place'), lead_alt: said('lead_alt'), lead_caption: said('lead_caption'), note: said('note'),
    lead_picture: typeof lead === 'string' ? lead : '', language: editing.language(), length_aim: typeof aim === 'number' ? aim : null, body: view.state.doc.toJSON() as Checked['body'],
  }
}

function show(editing: Editing, findings: Finding[]) {
  const list = places.get(editing)
  if (!list) return
  // Who is on the way through the list stays where they are.
  const focused = [...list.querySelectorAll('button')].indexOf(document.activeElement as HTMLButtonElement)
  list.replaceChildren(...findings.slice(0, 100).map((finding) => entry(editing, finding)))
  if (findings.length === 0) list.append(Object.assign(element('li', 'nothing'), { textContent: editing.say('house_style.nothing') }))
  if (focused >= 0) [...list.querySelectorAll('button')].at(Math.min(focused, list.querySelectorAll('button').length - 1))?.focus()
}

function entry(editing: Editing, finding: Finding): HTMLElement {
  const { say } = editing
  const { check, blocks, words, before, after, instead, reason, length, limit } = finding
  const item = element('li', blocks ? 'blocks' : '')
  const go = button(say(`check.${check}` as Word), 'quiet', () => goTo(editing, finding))
  item.append(go)
  if (words.trim() !== '') {
    const line = element('p')
    line.append(before.slice(-20), Object.assign(element('mark'), { textContent: words.slice(0, 60) }), after.slice(0, 20))
    item.append(line)
  }
  if (length !== null && limit !== null) item.append(Object.assign(element('p'), { textContent: say('house_style.how_long', { length, limit }) }))
  if (reason || blocks) item.append(Object.assign(element('p'), { textContent: [reason, blocks ? say('house_style.blocks') : ''].filter(Boolean).join(' · ') }))
  for (const text of instead) item.append(button(text.trim() === '' ? say('house_style.one_space') : say('house_style.replace', { text }), 'quiet', () => replace(editing, finding, text)))
  return item
}

function goTo(editing: Editing, { place: { field, from, to } }: Finding) {
  const view = editing.view()
  if (field === 'body' && view) {
    const { doc } = view.state
    const $from = doc.resolve(Math.min(from, doc.content.size))
    const isWhole = $from.nodeAfter && !$from.nodeAfter.isText && $from.nodeAfter.isBlock && to > from
    view.dispatch(view.state.tr.setSelection(isWhole ? NodeSelection.create(doc, from) : TextSelection.between($from, doc.resolve(Math.min(to, doc.content.size)))).scrollIntoView())
    return view.focus()
  }
  const input = editing.form.elements.namedItem(field)
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return
  input.focus()
  input.setSelectionRange(from, to)
}

/** Only where it still says so: somebody else may have been faster. */
function replace(editing: Editing, { place: { field, from, to }, words }: Finding, text: string) {
  const view = editing.view()
  const plain = (one: string) => one.replaceAll('\u00ad', '')
  if (field === 'body' && view) {
    if (plain(view.state.doc.textBetween(from, to, '\n', '\n')) !== words) return
    view.dispatch(view.state.tr.insertText(text, from, to))
    return goTo(editing, { place: { field, from, to: from + text.length } } as Finding)
  }
  const shared = editing.writing.text(field)
  if (plain(shared.toString().slice(from, to)) !== words) return
  shared.doc?.transact(() => {
    shared.delete(from, to - from)
    shared.insert(from, text)
  })
}
