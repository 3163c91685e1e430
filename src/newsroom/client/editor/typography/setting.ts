// Typography while one writes: what a key gives becomes what the language sets, at once, and Backspace right after takes it
// back. A command sets the whole text, or what is selected of it.
import { keymap } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { Plugin, type Command, type EditorState, type PluginSpec, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import type { Editing } from '../editing.ts'
import { corrections } from './corrections.ts'
import { lineText } from './tidied.ts'

/** As far as anything that is typed looks back. */
const farthest = 120

export function typographyPlugins(editing: Editing): Plugin[] {
  return [
    whileTyping(editing),
    keymap({ 'Mod-Alt--': softHyphen, 'Mod-Alt-Space': narrowSpace, 'Mod-Alt-t': setText(editing) }),
    seenSpaces(),
  ]
}

/** As prosemirror-inputrules keeps it: Backspace right after takes the correction back (keys.ts). */
interface Undoable { transform: Transaction; from: number; to: number; text: string }

function whileTyping(editing: Editing): Plugin {
  const plugin: Plugin<Undoable | null> = new Plugin<Undoable | null>({
    isInputRules: true,
    state: {
      init: () => null,
      apply: (tr, before) => (tr.getMeta(plugin) as Undoable | undefined) ?? (tr.selectionSet || tr.docChanged ? null : before),
    },
    props: {
      handleTextInput(view, from, to, text) {
        if (view.composing || text.length !== 1) return false
        const tr = corrected(view.state, { from, to, text, language: editing.language() })
        if (!tr) return false
        view.dispatch(tr.setMeta(plugin, { transform: tr, from, to, text } satisfies Undoable))
        return true
      },
    },
  } as PluginSpec<Undoable | null>)
  return plugin
}

interface Typing { from: number; to: number; text: string; language: string }

/** Only what the letter just typed has made whole, or could decide: what somebody has taken back stays as they want it. */
function corrected(state: EditorState, { from, to, text, language }: Typing): Transaction | undefined {
  const $from = state.doc.resolve(from)
  if (!$from.parent.isTextblock || (state.storedMarks ?? $from.marks()).some(({ type }) => type.name === 'code')) return undefined
  const line = (lineText(childrenOf($from.parent.cut(0, $from.parentOffset))) + text).slice(-farthest)
  const due = corrections(line, language).filter((one) => one.to === line.length - (one.isAhead ? 1 : 0))
  const [one] = due
  if (!one || due.length > 1) return undefined
  const at = from - (line.length - text.length - one.from)
  return state.tr.insertText(one.text + line.slice(one.to), Math.min(at, from), to).scrollIntoView()
}

function childrenOf(parent: Node): PlainNode[] {
  const nodes: PlainNode[] = []
  parent.forEach((node) => nodes.push(node.isText ? { type: 'text', text: node.text, marks: node.marks.map(({ type }) => ({ type: type.name })) } : { type: node.type.name === 'hard_break' ? 'hard_break' : 'leaf' }))
  return nodes
}

/** Sets what is selected, or the whole text. */
export function setText(editing: Editing): Command {
  return (state, dispatch) => {
    const { empty, from, to } = state.selection
    const [first, last] = empty ? [0, state.doc.content.size] : [from, to]
    const tr = state.tr
    const found: { from: number; to: number; text: string }[] = []
    state.doc.nodesBetween(first, last, (node, pos) => {
      if (!node.isTextblock && node.type.name !== 'footnote') return true
      found.push(...inBlock(node, pos + 1, editing.language()).filter((one) => one.from >= first && one.to <= last))
      return node.isTextblock
    })
    for (const one of found.sort((a, b) => b.from - a.from)) tr.insertText(one.text, one.from, one.to)
    if (dispatch && tr.docChanged) dispatch(tr.scrollIntoView())
    if (dispatch) editing.announce(editing.say('typography.set', { n: found.length }))
    return true
  }
}

function inBlock(node: Node, start: number, language: string): { from: number; to: number; text: string }[] {
  const places: number[] = []
  node.forEach((child, offset) => { for (let n = 0; n < (child.isText ? child.nodeSize : 1); n += 1) places.push(start + offset + n) })
  places.push(start + node.content.size)
  return corrections(lineText(childrenOf(node)), language).map(({ from, to, text }) => ({ from: places[from] ?? start, to: to > from ? (places[to - 1] ?? start) + 1 : places[from] ?? start, text }))
}

const softHyphen: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u00ad').scrollIntoView())
  return true
}
const narrowSpace: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u202f').scrollIntoView())
  return true
}

const unseen: Record<string, string> = { '\u00ad': 'soft-hyphen', '\u00a0': 'no-break', '\u202f': 'no-break narrow' }

/** Signs that nobody sees are shown where they stand. */
function seenSpaces(): Plugin {
  const decorated = (doc: Node) => {
    const all: Decoration[] = []
    doc.descendants((node, pos) => {
      if (node.isText) for (const { 0: sign, index } of (node.text ?? '').matchAll(/[\u00ad\u00a0\u202f]/g)) all.push(Decoration.inline(pos + index, pos + index + 1, { class: unseen[sign] ?? '' }))
    })
    return DecorationSet.create(doc, all)
  }
  return new Plugin<DecorationSet>({
    state: { init: (_config, { doc }) => decorated(doc), apply: (tr, set) => (tr.docChanged ? decorated(tr.doc) : set) },
    props: { decorations(state) { return this.getState(state) } },
  })
}
