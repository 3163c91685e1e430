// How the parts of a text stand in the editor that have more to them than text: what belongs to them is written in fields.
import type { Node } from 'prosemirror-model'
import type { Command, Plugin } from 'prosemirror-state'
import { Plugin as EditorPlugin } from 'prosemirror-state'
import type { EditorView, NodeView } from 'prosemirror-view'
import { deleteBlock } from './commands.ts'
import { button } from './dialog.ts'
import type { Editing } from './editing.ts'
import { footnoteView } from './footnote.ts'
import { element } from './element.ts'
import { aside, partField, type Part } from './node-fields.ts'
import { galleryView, pictureView } from './picture-views.ts'
import { addColumn, addRow, deleteColumn, deleteRow, toggleHeader } from './table.ts'

export type MakeView = (node: Node, part: Part, editing: Editing) => NodeView

const views: Record<string, MakeView> = {
  quotation: attributed('quotation'), pull_quote: attributed('pull_quote'), fact_box: factBox, table: tableView, embed: embedView,
  picture: pictureView, gallery: galleryView, footnote: footnoteView,
}

export function viewPlugins(editing: Editing): Plugin[] {
  const made = Object.entries(views).map(([name, make]) => [name, (node: Node, view: EditorView, getPos: () => number | undefined) => guarded(node, make(node, { view, getPos }, editing))])
  return [new EditorPlugin({ props: { nodeViews: Object.fromEntries(made) } })]
}

/** What happens in the fields of a part is none of the text's business. */
function guarded(node: Node, view: NodeView): NodeView {
  const isField = (target: unknown) => target instanceof Element && target.closest('[contenteditable=false]') !== null && target.closest('input, textarea, select, button, a') !== null
  return {
    ...view,
    update: (next, decorations, inner) => next.type === node.type && (view.update?.(next, decorations, inner) ?? true),
    stopEvent: (event) => isField(event.target),
    ignoreMutation: (mutation) => mutation.type !== 'selection' && !(view.contentDOM?.contains(mutation.target) ?? false),
  }
}

/** Of a quotation, or a sentence set large: who says it. */
function attributed(name: 'quotation' | 'pull_quote'): MakeView {
  return (node, part, { say }) => {
    const dom = named(name === 'pull_quote' ? element('div', 'pull part') : element('blockquote', 'part'), say(`blocks.${name}`))
    const contentDOM = element(name === 'pull_quote' ? 'p' : 'div')
    const who = partField(part, { name: 'attribution', label: say('attribution'), value: String(node.attrs.attribution ?? ''), none: null })
    dom.append(contentDOM, aside('part-fields', who.field))
    return { dom, contentDOM, update: (next) => { who.show(next.attrs.attribution); return true } }
  }
}

/** A part that says what it is to whoever comes to it without seeing it. */
function named(dom: HTMLElement, name: string): HTMLElement {
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', name)
  return dom
}

function factBox(node: Node, part: Part, { say }: Editing): NodeView {
  const dom = named(element('div', 'facts part'), say('blocks.fact_box'))
  const contentDOM = element('div')
  const title = partField(part, { name: 'title', label: say('box_title'), value: String(node.attrs.title), none: '' })
  dom.append(aside('part-fields', title.field), contentDOM)
  return { dom, contentDOM, update: (next) => { title.show(next.attrs.title); return true } }
}

function tableView(node: Node, part: Part, { say }: Editing): NodeView {
  const dom = named(element('div', 'table part'), say('blocks.table'))
  const table = element('table')
  const contentDOM = element('tbody')
  table.append(contentDOM)
  const caption = partField(part, { name: 'caption', label: say('table_caption'), value: String(node.attrs.caption ?? ''), none: null })
  const deeds: [Parameters<typeof say>[0], Command][] = [
    ['row_below', addRow(1)], ['row_above', addRow(0)], ['column_right', addColumn(1)], ['column_left', addColumn(0)], ['header_cell', toggleHeader], ['delete_row', deleteRow], ['delete_column', deleteColumn],
  ]
  const tools = element('div', 'part-tools')
  tools.append(...deeds.map(([word, deed]) => tool(say(word), deed, part)))
  dom.append(aside('part-fields', caption.field), table, aside('part-fields', tools))
  return { dom, contentDOM, update: (next) => { caption.show(next.attrs.caption); return true } }
}

/** A button that does something where the caret stands, and gives the focus back to the text. */
export function tool(text: string, deed: Command, { view }: Part): HTMLButtonElement {
  const made = button(text, 'quiet', () => { view.focus(); deed(view.state, view.dispatch, view) })
  made.addEventListener('mousedown', (event) => event.preventDefault())
  return made
}

function embedView(node: Node, part: Part, { say }: Editing): NodeView {
  const dom = named(element('div', 'embed part'), say('blocks.embed'))
  const url = partField(part, { name: 'url', label: say('embed.url'), value: String(node.attrs.url), none: '', type: 'url' })
  const title = partField(part, { name: 'title', label: say('embed.title'), value: String(node.attrs.title), none: '', hint: say('embed.title_hint') })
  const look = (address: unknown) => url.hint(typeof address === 'string' && /^https?:\/\/[^\s]+\.[^\s]+$/i.test(address) ? new URL(address).hostname : say('embed.wrong'))
  look(node.attrs.url)
  dom.append(aside('part-fields', url.field, title.field, tools(part, say('delete_block'))))
  return { dom, update: (next) => { url.show(next.attrs.url); title.show(next.attrs.title); look(next.attrs.url); return true } }
}

export function tools(part: Part, remove: string, ...more: HTMLElement[]): HTMLElement {
  const made = element('div', 'part-tools')
  made.append(...more, button(remove, 'quiet', () => { const pos = part.getPos(); if (pos !== undefined) removeAt(part, pos) }))
  return made
}

function removeAt({ view }: Part, pos: number) {
  const node = view.state.doc.nodeAt(pos)
  if (!node) return
  if (view.state.doc.childCount === 1 && pos === 0) deleteBlock(view.state, view.dispatch)
  else view.dispatch(view.state.tr.delete(pos, pos + node.nodeSize))
  view.focus()
}
