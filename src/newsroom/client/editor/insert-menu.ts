// The menu of what can be put in: below its button, or where somebody has typed a stroke at the beginning of a line and goes
// on typing what they look for. The stroke is text until something is chosen, so it is none where it was meant as one.
import { Plugin, PluginKey, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { insertables, type Insertable } from './blocks.ts'
import type { Editing } from './editing.ts'
import { element } from './element.ts'

interface Typed { from: number; to: number; query: string }
interface Menu { typed: Typed | undefined; /** Where a menu was closed by Escape: it stays closed for this line. */ closedAt: number | undefined; chosen: number }

const key = new PluginKey<Menu>('insert-menu')

export function insertMenuPlugins(editing: Editing): Plugin[] {
  return [new Plugin<Menu>({
    key,
    state: {
      init: () => ({ typed: undefined, closedAt: undefined, chosen: 0 }),
      apply(tr, before, _old, state) {
        const said = tr.getMeta(key) as Partial<Menu> | undefined
        const typed = strokeAt(state)
        const wasClosedAt = before.closedAt === undefined ? undefined : tr.mapping.map(before.closedAt)
        const closedAt = said?.closedAt ?? (typed?.from === wasClosedAt ? wasClosedAt : undefined)
        return { typed: closedAt === undefined ? typed : undefined, closedAt, chosen: said?.chosen ?? (typed?.query === before.typed?.query ? before.chosen : 0) }
      },
    },
    props: {
      handleKeyDown(view, event) {
        const menu = key.getState(view.state)
        const all = menu?.typed ? matching(menu.typed.query, editing) : []
        if (!menu?.typed || all.length === 0) return false
        const go = (chosen: number) => { view.dispatch(view.state.tr.setMeta(key, { chosen })); return true }
        switch (event.key) {
          case 'ArrowDown': return go((menu.chosen + 1) % all.length)
          case 'ArrowUp': return go((menu.chosen + all.length - 1) % all.length)
          case 'Escape': view.dispatch(view.state.tr.setMeta(key, { closedAt: menu.typed.from })); return true
          case 'Enter': case 'Tab': return choose(view, menu.typed, all[menu.chosen] ?? all[0], editing)
          default: return false
        }
      },
    },
    view: (view) => popup(view, editing),
  })]
}

function strokeAt({ selection }: EditorState): Typed | undefined {
  const { $from, empty } = selection
  if (!empty || $from.parent.type.name !== 'paragraph') return undefined
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, ' ')
  const [, query] = /^\/([\p{L} -]{0,24})$/u.exec(before) ?? []
  return query === undefined || $from.parentOffset !== before.length || $from.parent.content.size !== $from.parentOffset ? undefined : { from: $from.start(), to: $from.pos, query }
}

function matching(query: string, { say }: Editing): Insertable[] {
  const words = query.trim().toLocaleLowerCase()
  return insertables.filter(({ word }) => say(word).toLocaleLowerCase().split(/\s+/).some((_, n, all) => all.slice(n).join(' ').startsWith(words)))
}

function choose(view: EditorView, { from, to }: Typed, one: Insertable | undefined, editing: Editing): boolean {
  if (!one) return false
  view.dispatch(view.state.tr.delete(from, to))
  one.run(view, editing)
  return true
}

/** The list by the caret. The focus stays in the text, so what is chosen is read out. */
function popup(view: EditorView, editing: Editing) {
  const list = element('ul', 'insert-list')
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', editing.say('insert'))
  list.hidden = true
  list.tabIndex = -1
  view.dom.parentElement?.append(list)
  let shown = ''
  function update() {
    const menu = key.getState(view.state)
    const all = menu?.typed && view.editable ? matching(menu.typed.query, editing) : []
    list.hidden = all.length === 0
    if (!menu?.typed || all.length === 0) { shown = ''; return }
    const now = `${all.map(({ word }) => word).join()} ${menu.chosen}`
    if (now === shown) return place()
    shown = now
    list.replaceChildren(...all.map((one, n) => option(one, { isChosen: n === menu.chosen, say: editing.say, take: () => { const typed = key.getState(view.state)?.typed; if (typed) choose(view, typed, one, editing) } })))
    const chosen = all[menu.chosen]
    if (chosen) editing.announce(`${editing.say(chosen.word)}, ${menu.chosen + 1}/${all.length}`)
    place()
    list.children[menu.chosen]?.scrollIntoView({ block: 'nearest' })
  }
  function place() {
    const caret = view.coordsAtPos(view.state.selection.from)
    const box = list.offsetParent?.getBoundingClientRect()
    if (!box) return
    list.style.insetBlockStart = `${caret.bottom - box.top + 4}px`
    list.style.insetInlineStart = `${Math.max(0, Math.min(caret.left - box.left, box.width - list.offsetWidth))}px`
  }
  return { update, destroy: () => list.remove() }
}

function option({ word, sign }: Insertable, { isChosen, say, take }: { isChosen: boolean; say: Editing['say']; take: () => void }): HTMLElement {
  const item = element('li')
  item.setAttribute('role', 'option')
  item.setAttribute('aria-selected', String(isChosen))
  item.append(say(word))
  if (sign) item.append(Object.assign(element('kbd'), { textContent: sign }))
  item.addEventListener('mousedown', (event) => { event.preventDefault(); take() })
  return item
}
