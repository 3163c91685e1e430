// House style beside the text while somebody writes: what it has to say, where that stands, and what could stand there.
import { Plugin, PluginKey, TextSelection, NodeSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import { focusIn } from '../focus-in.ts'
import type { Panel } from '../plugins.ts'
import { rest } from '../rest.ts'
import { setText } from '../typography/setting.ts'
import type { Word } from '../words.ts'
import { checkerOf, type Checked, type Checker, type HouseStyle } from './checking.ts'
import type { Finding } from './finding.ts'

/** Whoever types wants to be left alone until they pause. */
const restMs = 600

type Stretch = Pick<Decoration, 'from' | 'to'>
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
  let [facts, checker, isOver]: [Facts | undefined, Checker | undefined, boolean] = [undefined, undefined, false]
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
    const decorations = findings.filter(({ place }) => place.field === 'body' && place.to > place.from && place.to <= view.state.doc.content.size).map((finding) => Decoration.inline(finding.place.from, finding.place.to, { class: finding.blocks ? 'finding blocks' : 'finding' }, { finding }))
    view.dispatch(view.state.tr.setMeta(key, DecorationSet.create(view.state.doc, decorations)).setMeta('addToHistory', false))
    show(editing, findings)
  }
  const checks = rest(restMs, check)
  const later = (_update: Uint8Array, _origin: unknown, _doc: unknown, { local }: { local: boolean }) => checks.after(local)
  doc.on('update', later)
  checks.after(true)
  return { destroy() { isOver = true; checks.end(); doc.off('update', later) } }
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
  // A button that is being pressed is not to be taken from under the pointer.
  if (list.querySelector('button:active')) return void window.setTimeout(() => show(editing, findings), 150)
  const focused = focusIn(list)
  list.replaceChildren(...findings.slice(0, 100).map((finding) => entry(editing, finding)))
  if (findings.length === 0) list.append(Object.assign(element('li', 'nothing'), { textContent: editing.say('house_style.nothing') }))
  focused?.again()?.focus()
}

function entry(editing: Editing, finding: Finding): HTMLElement {
  const { say } = editing
  const { check, blocks, words, before, after, instead, reason, length, limit } = finding
  const item = element('li', blocks ? 'blocks' : '')
  item.dataset.one = `${check} ${words}`
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

/** Where it stands by now; nothing where its words are gone. */
function placeNow(view: EditorView, finding: Finding): Stretch | undefined {
  return key.getState(view.state)?.find(undefined, undefined, (spec) => spec.finding === finding)[0]
}

function goTo(editing: Editing, finding: Finding) {
  const { field, from, to } = finding.place
  const view = editing.view()
  if (field === 'body' && view) {
    const now = placeNow(view, finding)
    if (now) select(view, now)
    return view.focus()
  }
  const input = editing.form.elements.namedItem(field)
  if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement)) return
  input.focus()
  input.setSelectionRange(from, to)
}

function select(view: EditorView, { from, to }: Stretch) {
  const { doc, tr } = view.state
  const $from = doc.resolve(from)
  const isWhole = $from.nodeAfter && !$from.nodeAfter.isText && $from.nodeAfter.isBlock
  view.dispatch(tr.setSelection(isWhole ? NodeSelection.create(doc, from) : TextSelection.between($from, doc.resolve(to))).scrollIntoView())
}

/** Only where it still says so: somebody else may have been faster. */
function replace(editing: Editing, finding: Finding, text: string) {
  const { place: { field, from, to }, words } = finding
  const view = editing.view()
  const plain = (one: string) => one.replaceAll('\u00ad', '')
  if (field === 'body' && view) {
    const now = placeNow(view, finding)
    if (!now || plain(view.state.doc.textBetween(now.from, now.to, '\n', '\n')) !== words) return
    view.dispatch(view.state.tr.insertText(text, now.from, now.to))
    select(view, { from: now.from, to: now.from + text.length })
    return view.focus()
  }
  const shared = editing.writing.text(field)
  if (plain(shared.toString().slice(from, to)) !== words) return
  shared.doc?.transact(() => {
    shared.delete(from, to - from)
    shared.insert(from, text)
  })
}
