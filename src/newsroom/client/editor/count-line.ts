// The line below the text that says how long it is, and how far from the length it is to have.
import type { Node } from 'prosemirror-model'
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { countsOf, distance, summed, type Counted } from './counts.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'
import { isByOthers } from './others.ts'
import { rest } from './rest.ts'

/** Whoever types wants to see it move, but not with each letter. */
const restMs = 250

/** A paragraph that did not change is not counted again. */
const known = new WeakMap<Node, Counted>()

export function countPlugins(editing: Editing): Plugin[] {
  return [new Plugin({ view: (view) => countLine(view, editing) })]
}

function countLine(view: EditorView, { say, form, writing: { settings } }: Editing) {
  // What the page said of the text that it had holds until it has been counted.
  const line = form.querySelector<HTMLElement>('.counts') ?? element('p', 'counts')
  line.id = 'counts'
  view.dom.closest('.editor')?.append(line)
  const showing = rest(restMs, show)
  let shown = view.state.doc
  let number: Intl.NumberFormat | undefined
  // Making it takes longer than counting.
  const told = (n: number) => (number ??= new Intl.NumberFormat(document.documentElement.lang)).format(n)
  function show() {
    shown = view.state.doc
    const { characters, letters, words, lines, minutes } = summed(paragraphCounts(shown))
    const aim = settings.get('length_aim')
    const parts = [
      say('counts.characters', { n: told(characters) }), say('counts.letters', { n: told(letters) }), say('counts.words', { n: told(words) }),
      say('counts.lines', { n: told(lines) }), say('counts.minutes', { n: told(minutes) }), typeof aim === 'number' && aim > 0 ? aimText(characters, aim) : '',
    ]
    line.replaceChildren(...parts.filter(Boolean).map((text) => Object.assign(element('span'), { textContent: text })))
    line.lastElementChild?.classList.toggle('aim', typeof aim === 'number' && aim > 0)
  }
  function aimText(characters: number, aim: number): string {
    const { isMet, by } = distance(characters, aim)
    return say(isMet ? 'counts.met' : by < 0 ? 'counts.missing' : 'counts.over', { goal: told(aim), n: told(Math.abs(by)) })
  }
  settings.observe(() => showing.after(true))
  showing.after(true)
  return { update: () => { if (view.state.doc !== shown) showing.after(!isByOthers(view.state)) }, destroy: () => { showing.end(); line.remove() } }
}

function* paragraphCounts(doc: Node): Generator<Counted> {
  const blocks: Node[] = []
  doc.descendants((node) => { if (node.isTextblock) blocks.push(node); return !node.isTextblock })
  for (const block of blocks) {
    let counts = known.get(block)
    if (!counts) known.set(block, counts = countsOf(textOf(block)))
    yield counts
  }
}

/** What is suggested to be put in does not count yet. */
function textOf(block: Node): string {
  let text = ''
  block.descendants((node) => {
    if (node.type.name === 'hard_break') text += '\n'
    if (node.isText && !node.marks.some(({ type }) => type.name === 'insertion')) text += node.text ?? ''
  })
  return text
}
