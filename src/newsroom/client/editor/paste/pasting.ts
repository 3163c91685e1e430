// Pasting: what stands on the clipboard comes in clean, and beside the text it is said what was left out.
import { Fragment, Slice, type Node } from 'prosemirror-model'
import { Plugin, type EditorState, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import { button } from '../dialog.ts'
import type { Editing } from '../editing.ts'
import { element } from '../element.ts'
import type { Panel } from '../plugins.ts'
import { editorSchema } from '../schema.ts'
import type { Word } from '../words.ts'
import { pictureOffer } from './clipboard-pictures.ts'
import { clipboardTree } from './dom-tree.ts'
import { leftOutText } from './left-out.ts'
import { pastedMarkup, type Pasted } from './paste.ts'
import { pastedText } from './plain.ts'

const tellers = new WeakMap<Editing, (text: string, files: File[]) => void>()

/** Where it is said what was left out, until it has been read. */
export const pastedPanel: Panel = {
  name: 'pasted', title: 'pasted.title',
  mount(into, editing) {
    const said = element('p')
    const offered = element('div')
    into.append(said, offered, button(editing.say('pasted.read'), 'quiet', () => { into.hidden = true; editing.view()?.focus() }))
    into.hidden = true
    tellers.set(editing, (text, files) => {
      said.textContent = text
      offered.replaceChildren(...(files.length > 0 ? [pictureOffer(editing, files, () => { into.hidden = true })] : []))
      into.hidden = text === '' && files.length === 0
      if (text !== '') editing.announce(text)
    })
  },
}

export function pastePlugins(editing: Editing): Plugin[] {
  return [new Plugin({
    props: {
      handlePaste(view, { clipboardData }) {
        if (!clipboardData || view.state.selection.$from.parent.type.spec.code) return false
        const [html, text] = [clipboardData.getData('text/html'), clipboardData.getData('text/plain')]
        if (html.includes('data-pm-slice')) return false
        const pasted = html !== '' && !isOnlyLooks(html) ? pastedMarkup(clipboardTree(html), asking(editing)) : text !== '' ? pastedText(text, asking(editing)) : undefined
        // Beside text they are a picture of it; alone they are what somebody copied.
        const files = pasted?.doc.content?.length ? [] : [...clipboardData.files].filter(({ type }) => type.startsWith('image/'))
        if (!pasted && files.length === 0) return false
        if (pasted) put(view, pasted)
        tellers.get(editing)?.(files.length > 0 ? '' : leftOutText(pasted?.left ?? {}, document.documentElement.lang, (name, values) => editing.say(`pasted.${name}` as Word, values)), files)
        return true
      },
      // What was suggested elsewhere is no suggestion here.
      transformPasted: (slice) => new Slice(withoutSuggestions(slice.content), slice.openStart, slice.openEnd),
    },
  })]
}

function asking(editing: Editing) {
  return { language: editing.language(), origin: location.origin }
}

/** Programs for code put their colours around plain text. */
function isOnlyLooks(html: string): boolean {
  return /<(div|pre|span)[^>]*style="[^"]*font-family:[^";]*(mono|consolas|menlo|courier)[^"]*white-space:\s*pre/i.test(html) && !/<(p|h[1-6]|li|table|a)\b/i.test(html)
}

function put(view: EditorView, { doc }: Pasted) {
  const slice = sliceOf(doc)
  if (slice.size > 0) view.dispatch(placed(view.state, slice).setMeta('paste', true).setMeta('uiEvent', 'paste').scrollIntoView())
}

/** Words within a line stay in it; whole blocks stand for themselves. */
export function sliceOf(doc: PlainNode): Slice {
  const nodes = (doc.content ?? []).flatMap((json): Node[] => {
    const node = readNode(json)
    return node ? [node] : []
  })
  const open = (node: Node | undefined) => (node?.type.name === 'paragraph' ? 1 : 0)
  return nodes.length === 0 ? Slice.empty : new Slice(Fragment.fromArray(nodes), open(nodes[0]), open(nodes.at(-1)))
}
function readNode(json: PlainNode): Node | undefined {
  try {
    return editorSchema.nodeFromJSON(json)
  } catch {
    return undefined
  }
}

function placed(state: EditorState, slice: Slice): Transaction {
  return state.tr.replaceSelection(slice)
}

function withoutSuggestions(fragment: Fragment): Fragment {
  const nodes: Node[] = []
  fragment.forEach((node) => {
    if (node.isText && node.marks.some(({ type }) => type.name === 'deletion')) return
    nodes.push(node.isText ? node.mark(node.marks.filter(({ type }) => type.name !== 'insertion')) : node.copy(withoutSuggestions(node.content)))
  })
  return Fragment.fromArray(nodes)
}
