// A grip beside the block under the pointer: drawn away, the block goes elsewhere. By the keyboard the same is done by Alt and
// arrows, by touch by the menu of tools.
import { NodeSelection, Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import type { Editing } from './editing.ts'
import { icon } from './icons.ts'
import { element } from './element.ts'

export function gripPlugins(_editing: Editing): Plugin[] {
  return [new Plugin({ view: grip })]
}

function grip(view: EditorView) {
  const handle = element('div', 'grip')
  handle.draggable = true
  handle.hidden = true
  // A mouse finds it; to all others it would only be in the way.
  handle.setAttribute('aria-hidden', 'true')
  handle.append(icon('grip'))
  const place = view.dom.parentElement
  place?.append(handle)
  let pos: number | undefined

  function follow(event: MouseEvent) {
    const block = blockUnder(view, event.clientY)
    pos = block?.pos
    handle.hidden = !block
    if (!block || !place) return
    handle.style.insetBlockStart = `${block.dom.getBoundingClientRect().top - place.getBoundingClientRect().top}px`
  }
  place?.addEventListener('mousemove', follow)
  place?.addEventListener('mouseleave', () => { handle.hidden = true })
  handle.addEventListener('dragstart', (event) => {
    if (pos === undefined || !event.dataTransfer || !view.state.doc.nodeAt(pos)) return
    const selection = NodeSelection.create(view.state.doc, pos)
    view.dispatch(view.state.tr.setSelection(selection))
    const dom = view.nodeDOM(pos)
    if (dom instanceof HTMLElement) event.dataTransfer.setDragImage(dom, 0, 0)
    const { dom: copied, text, slice } = view.serializeForClipboard(selection.content())
    event.dataTransfer.clearData()
    event.dataTransfer.setData('text/html', copied.innerHTML)
    event.dataTransfer.setData('text/plain', text)
    event.dataTransfer.effectAllowed = 'copyMove'
    view.dragging = { slice, move: true }
  })
  return { destroy: () => handle.remove() }
}

/** The block of the text on the height of the pointer. */
function blockUnder(view: EditorView, y: number): { pos: number; dom: HTMLElement } | undefined {
  let found: { pos: number; dom: HTMLElement } | undefined
  // By halves: a long text has thousands of blocks.
  const offsets: number[] = []
  view.state.doc.forEach((_node, offset) => { offsets.push(offset) })
  let [low, high] = [0, offsets.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const pos = offsets[middle] ?? 0
    const dom = view.nodeDOM(pos)
    if (!(dom instanceof HTMLElement)) return undefined
    const { top, bottom } = dom.getBoundingClientRect()
    if (y >= top && y <= bottom) { found = { pos, dom }; break }
    if (y < top) high = middle - 1
    else low = middle + 1
  }
  return found
}
