// Fields inside the text for what belongs to a part and is not text: a picture's caption, who said a quotation, a table's title.
// Alt+Enter leads from the part into its fields, Escape back, Enter on behind the part.
import { NodeSelection, Selection, type Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { leaveBlock, setAttributes } from './commands.ts'
import { element } from './element.ts'
import { smallestChange } from './fields.ts'

export interface Part { view: EditorView; getPos: () => number | undefined }

interface Wanted { /** Of the attribute. */ name: string; label: string; value: string; rows?: number; /** What an empty field is. */ none: null | ''; hint?: string; type?: string }

export interface PartField { field: HTMLElement; input: HTMLInputElement | HTMLTextAreaElement; show(value: unknown): void; hint(text: string): void }

let made = 0

export function partField(part: Part, { name, label, value, rows, none, hint = '', type = 'text' }: Wanted): PartField {
  const id = `part-${name}-${++made}`
  const field = element('div', 'field')
  const input = element(rows ? 'textarea' : 'input') as HTMLInputElement | HTMLTextAreaElement
  Object.assign(input, { id, value, ...(rows ? { rows } : { type }) })
  input.setAttribute('autocomplete', 'off')
  const said = Object.assign(element('p', 'hint'), { id: `${id}-hint`, textContent: hint, hidden: hint === '' })
  if (hint) input.setAttribute('aria-describedby', said.id)
  field.append(Object.assign(element('label') as HTMLLabelElement, { htmlFor: id, textContent: label }), said, input)
  input.addEventListener('input', () => {
    const pos = part.getPos()
    if (pos !== undefined) setAttributes(pos, { [name]: input.value.trim() === '' ? none : input.value })(part.view.state, part.view.dispatch)
  })
  input.addEventListener('keydown', (event) => {
    if (!(event instanceof KeyboardEvent) || event.isComposing) return
    if (event.key === 'Escape') back(part, false)
    else if (event.key === 'Enter' && !rows && !event.altKey) back(part, true)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  return {
    field, input,
    show(value) {
      const now = typeof value === 'string' ? value : ''
      const change = now === '' && input.value.trim() === '' ? undefined : smallestChange(input.value, now)
      // Whoever stands in the field stays where they are.
      if (change) input.setRangeText(change.inserted, change.at, change.at + change.removed, 'preserve')
    },
    hint(text) {
      said.textContent = text
      said.hidden = text === ''
      if (text) input.setAttribute('aria-describedby', said.id)
      else input.removeAttribute('aria-describedby')
    },
  }
}

/** From a part's fields into the text: to the part itself, or behind it. */
function back({ view, getPos }: Part, isBehind: boolean) {
  const pos = getPos()
  const node = pos === undefined ? null : view.state.doc.nodeAt(pos)
  if (pos === undefined || !node) return view.focus()
  const { selection } = view.state
  const isInside = selection.from > pos && selection.to < pos + node.nodeSize
  if (node.isAtom || !isInside) view.dispatch(view.state.tr.setSelection(node.isAtom ? NodeSelection.create(view.state.doc, pos) : Selection.near(view.state.doc.resolve(pos + 1))))
  view.focus()
  if (isBehind) leaveBlock(view.state, view.dispatch)
}

/** Leads into the fields of the innermost part around the selection that has some. */
export const toFields: Command = (state, _dispatch, view) => {
  if (!view) return false
  const { $from, from } = state.selection
  const places = [...(state.selection instanceof NodeSelection ? [from] : []), ...Array.from({ length: $from.depth }, (_, n) => $from.before($from.depth - n))]
  for (const pos of places) {
    const dom = view.nodeDOM(pos)
    const own = dom instanceof HTMLElement ? [...dom.querySelectorAll<HTMLElement>('[contenteditable=false] :is(input, textarea, button), [contenteditable=false]:is(button)')] : []
    const target = dom instanceof HTMLElement && dom.matches('.footnote-mark') ? dom.querySelector<HTMLElement>('button') : own.find((one) => one.matches('input, textarea')) ?? own[0]
    if (!target) continue
    if (target.matches('.footnote-mark button')) target.click()
    else target.focus()
    return true
  }
  return false
}

/** A box inside the text that is no text. */
export function aside(name: string, ...children: (HTMLElement | null)[]): HTMLElement {
  const box = element('div', name)
  box.contentEditable = 'false'
  box.append(...children.filter((one) => one !== null))
  return box
}
