// Binds the fields of the form to the working copy: what is typed goes there by the smallest change, and what others type
// comes in without moving the caret.
import * as Y from 'yjs'

export interface Change { at: number; removed: number; inserted: string }

/** The smallest change that makes `after` of `before`; where several would, the one that ends at the caret. */
export function smallestChange(before: string, after: string, caret = after.length): Change | undefined {
  if (before === after) return undefined
  const most = Math.min(before.length, after.length)
  const longest = Math.max(0, Math.min(most, after.length - caret))
  let end = 0
  while (end < longest && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < most - end && before[start] === after[start]) start++
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++
  // Half of a character is none.
  if (start > 0 && /[\ud800-\udbff]/.test(before[start - 1] ?? '')) start--
  if (end > 0 && /[\udc00-\udfff]/.test(before.at(-end) ?? '')) end--
  return { at: start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) }
}

type Delta = readonly { retain?: number | undefined; insert?: unknown; delete?: number | undefined }[]

/** Where a caret stands once somebody else has changed the text. */
export function caretAfter(caret: number, delta: Delta): number {
  let [at, moved] = [0, caret]
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    at += retain
    if (typeof insert === 'string') { if (at < moved) moved += insert.length; at += insert.length }
    if (removed > 0 && at < moved) moved -= Math.min(removed, moved - at)
  }
  return moved
}

export type TextField = HTMLInputElement | HTMLTextAreaElement

/** `typedBefore`: what somebody typed here before the working copy came is put into it. */
export function bindText(field: TextField, text: Y.Text, typedBefore: boolean) {
  // Of the text, what the field has had: while something is composed in it, which setting it would end, others may be ahead.
  let had = text.toString()
  let isComposing = false
  if (typedBefore) write(field.value)
  show()
  field.addEventListener('input', () => write(field.value, field.selectionStart ?? undefined))
  field.addEventListener('compositionstart', () => { isComposing = true })
  field.addEventListener('compositionend', () => {
    isComposing = false
    const theirs = ahead()
    takeOver((at) => caretAfter(at, theirs))
  })
  const undoing = new Y.UndoManager(text, { trackedOrigins: new Set([field]) })
  undoOwn(field, undoing)
  text.observe(({ delta, transaction }) => {
    if (transaction.origin !== field && !isComposing) takeOver((at) => (transaction.origin === undoing ? endOf(delta) : caretAfter(at, delta)))
  })

  function takeOver(caret: (at: number) => number) {
    const isHere = document.activeElement === field
    const [start, end, direction] = [field.selectionStart ?? 0, field.selectionEnd ?? 0, field.selectionDirection ?? 'none']
    show()
    if (isHere) field.setSelectionRange(caret(start), caret(end), direction)
  }
  function show() {
    had = text.toString()
    if (field.value === had) return
    field.value = had
    field.dispatchEvent(new Event('litfass:shown'))
  }
  function write(value: string, caret?: number) {
    const change = smallestChange(had, value, caret)
    const theirs = ahead()
    had = value
    if (!change) return
    const [from, to] = [change.at, change.at + change.removed].map((at) => caretAfter(at, theirs)) as [number, number]
    text.doc?.transact(() => {
      if (to > from) text.delete(from, to - from)
      if (change.inserted !== '') text.insert(from, change.inserted)
    }, field)
  }
  function ahead(): Delta {
    const change = smallestChange(had, text.toString())
    return change ? [{ retain: change.at }, { delete: change.removed }, { insert: change.inserted }] : []
  }
}

/** One's own steps, and nobody else's: a browser by itself would put back what the field held before others wrote in it. */
function undoOwn(field: TextField, undoing: Y.UndoManager) {
  field.addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, key: pressed } = event as KeyboardEvent
    const key = (ctrlKey || metaKey) && !altKey ? pressed.toLowerCase() : ''
    if (key !== 'z' && key !== 'y') return
    event.preventDefault()
    if (key === 'y' || shiftKey) undoing.redo()
    else undoing.undo()
  })
  // By a menu, or by shaking the device.
  field.addEventListener('beforeinput', (event) => {
    const { inputType } = event as InputEvent
    if (inputType !== 'historyUndo' && inputType !== 'historyRedo') return
    event.preventDefault()
    if (inputType === 'historyUndo') undoing.undo()
    else undoing.redo()
  })
}

/** Where the last of what a change puts in or takes out is. */
function endOf(delta: Delta): number {
  let [at, end] = [0, 0]
  for (const { retain = 0, insert, delete: removed = 0 } of delta) {
    at += retain + (typeof insert === 'string' ? insert.length : 0)
    if (insert !== undefined || removed > 0) end = at
  }
  return end
}

/** A line that may be longer than its field is wide, in a field that grows: it is still one line. */
export function grown(field: HTMLInputElement): HTMLTextAreaElement {
  const area = document.createElement('textarea')
  for (const { name, value } of field.attributes) if (name !== 'type' && name !== 'value' && name !== 'autofocus') area.setAttribute(name, value)
  area.value = field.value
  area.rows = CSS.supports('field-sizing', 'content') ? 1 : 2
  area.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault() })
  area.addEventListener('input', () => { if (area.value.includes('\n')) area.value = area.value.replace(/\s*\n\s*/g, ' ') })
  const hasFocus = document.activeElement === field
  const [start, end] = [field.selectionStart, field.selectionEnd]
  field.replaceWith(area)
  if (hasFocus) { area.focus(); area.setSelectionRange(start, end) }
  return area
}
