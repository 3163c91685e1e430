// Asks where words lead to, and looks at the address before it is taken.
import { TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { markType } from './commands.ts'
import { ask, button } from './dialog.ts'
import type { Editing } from './editing.ts'

/** An address as it may stand in a document; what was meant by one without a beginning is guessed. Nothing where it is none. */
export function linkAddress(typed: string): string | undefined {
  const text = typed.trim()
  if (/^(#|\/(?!\/))\S*$/.test(text)) return text
  if (/^mailto:[^\s@]+@[^\s@]+$/i.test(text) || /^tel:\+?[\d\s/()-]+$/i.test(text)) return text.replace(/\s/g, '')
  if (/^[^\s@/:]+@[^\s@/:]+\.[a-z]{2,}$/i.test(text)) return `mailto:${text}`
  const whole = /^https?:\/\//i.test(text) ? text : /^[\w-]+(\.[\w-]+)*\.[a-z]{2,}(\/\S*)?$/i.test(text) ? `https://${text}` : ''
  if (whole === '' || /\s/.test(whole) || !URL.canParse(whole)) return undefined
  // Of the paper's own pages only the path is kept, so that they are found when the paper moves.
  const { host, pathname, search, hash } = new URL(whole)
  return typeof location === 'object' && host === location.host ? pathname + search + hash : whole
}

export function askForLink(view: EditorView, { say }: Editing): boolean {
  const type = markType('link')
  const range = linkedRange(view)
  if (!view.state.selection.$from.parent.type.allowsMarkType(type)) return false
  const mark = range && view.state.doc.rangeHasMark(range.from, range.to, type) ? firstLink(view, range) : undefined
  const isEmpty = !range || range.from === range.to
  const dialog = ask({
    title: say('link'), closeText: say('close'), doText: say(mark ? 'link.change' : 'link.set'), closed: () => view.focus(),
    fields: [
      { name: 'href', label: say('link.address'), value: mark?.href ?? '', hint: say('link.address_hint') },
      ...(isEmpty ? [{ name: 'text', label: say('link.text') }] : []),
      { name: 'title', label: say('link.title'), value: mark?.title ?? '', hint: say('link.title_hint') },
    ],
    done({ href = '', text = '', title = '' }) {
      const address = linkAddress(href)
      if (!address) return { href: say('link.wrong') }
      const made = type.create({ href: address, title: title || null })
      const { tr } = view.state
      // Others may have written before it meanwhile.
      const { from, to: end } = linkedRange(view) ?? view.state.selection
      const words = text || address
      if (isEmpty) tr.insertText(words, from)
      const to = isEmpty ? from + words.length : end
      tr.removeMark(from, to, type).addMark(from, to, made).removeStoredMark(type)
      view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to)).scrollIntoView())
      return undefined
    },
    more: mark ? [button(say('link.remove'), 'quiet', () => { const now = linkedRange(view); if (now) view.dispatch(view.state.tr.removeMark(now.from, now.to, type)); dialog.close() })] : [],
  })
  return true
}

/** What is selected, or the whole link that the caret stands in. */
function linkedRange(view: EditorView): { from: number; to: number } | undefined {
  const { selection: { empty, from, to, $from } } = view.state
  if (!empty) return { from, to }
  const type = markType('link')
  const mark = type.isInSet($from.marks())
  if (!mark) return undefined
  const has = (index: number) => index >= 0 && index < $from.parent.childCount && mark.isInSet($from.parent.child(index).marks)
  const here = $from.textOffset === 0 && !has($from.index()) ? $from.index() - 1 : $from.index()
  let [first, last] = [here, here]
  while (has(first - 1)) first--
  while (has(last + 1)) last++
  const start = $from.posAtIndex(first)
  return { from: start, to: $from.posAtIndex(last) + $from.parent.child(last).nodeSize }
}

function firstLink(view: EditorView, { from, to }: { from: number; to: number }): { href: string; title: string | null } | undefined {
  let found: { href: string; title: string | null } | undefined
  view.state.doc.nodesBetween(from, to, ({ marks }) => { found ??= markType('link').isInSet(marks)?.attrs as typeof found })
  return found
}
