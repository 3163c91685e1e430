// The tools above the text: one stop of the Tab key, arrows go from tool to tool, Escape goes back into the text.
import { toggleMark } from 'prosemirror-commands'
import { Plugin, type Command } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { insertables } from './blocks.ts'
import { deleteBlock, markType, moveBlock, setStyle, styleAt, toggleList, toggleWrap, within, type Style } from './commands.ts'
import type { Editing } from './editing.ts'
import { icon, type Icon } from './icons.ts'
import { askForLink } from './link-dialog.ts'
import { openMenu, type MenuItem } from './menu.ts'
import { element } from './element.ts'
import type { Word } from './words.ts'

interface Tool { word: Word; icon: Icon; keys?: string; run: Command; /** Of what can be on or off. */ isOn?: (view: EditorView) => boolean }

const mark = (name: string) => ({ run: toggleMark(markType(name)), isOn: ({ state }: EditorView) => hasMark(state, name) })
const hasMark = ({ selection: { from, to, empty, $from }, storedMarks, doc }: EditorView['state'], name: string) =>
  Boolean(empty ? markType(name).isInSet(storedMarks ?? $from.marks()) : doc.rangeHasMark(from, to, markType(name)))

function tools(editing: Editing): Tool[][] {
  return [
    [{ word: 'undo', icon: 'undo', keys: 'Mod+Z', run: undoCommand }, { word: 'redo', icon: 'redo', keys: 'Mod+Y', run: redoCommand }],
    [{ word: 'strong', icon: 'strong', keys: 'Mod+B', ...mark('strong') }, { word: 'emphasis', icon: 'emphasis', keys: 'Mod+I', ...mark('emphasis') },
      { word: 'link', icon: 'link', keys: 'Mod+K', run: (_state, dispatch, view) => (view && dispatch ? askForLink(view, editing) : false), isOn: ({ state }) => hasMark(state, 'link') }],
    [{ word: 'blocks.bullet_list', icon: 'bullets', keys: 'Mod+Shift+8', run: toggleList('bullet_list'), isOn: ({ state }) => Boolean(within(state, 'bullet_list')) },
      { word: 'blocks.ordered_list', icon: 'numbers', keys: 'Mod+Shift+7', run: toggleList('ordered_list'), isOn: ({ state }) => Boolean(within(state, 'ordered_list')) },
      { word: 'blocks.quotation', icon: 'quotation', keys: 'Mod+Shift+9', run: toggleWrap('quotation'), isOn: ({ state }) => Boolean(within(state, 'quotation')) }],
  ]
}

/** How this machine calls a key. */
export function keyName(keys: string): string {
  const isMac = /mac|iphone|ipad/i.test(navigator.platform)
  const german = document.documentElement.lang.startsWith('de')
  return keys.replaceAll('Mod', isMac ? '⌘' : german ? 'Strg' : 'Ctrl').replaceAll('Alt', isMac ? '⌥' : 'Alt').replaceAll('Shift', isMac ? '⇧' : german ? 'Umschalt' : 'Shift')
}

export function toolbarPlugins(editing: Editing): Plugin[] {
  return [new Plugin({ view: (view) => toolbar(view, editing) })]
}

function toolbar(view: EditorView, editing: Editing) {
  const { say } = editing
  const bar = element('div', 'toolbar')
  bar.setAttribute('role', 'toolbar')
  bar.setAttribute('aria-label', say('toolbar'))
  bar.setAttribute('aria-controls', 'body')
  const made: { tool: Tool; button: HTMLButtonElement }[] = []
  const style = styleChoice(view, say)
  tools(editing).forEach((group, n) => {
    const box = element('div', 'group')
    for (const tool of group) {
      const button = toolButton(say(tool.word), tool.icon, () => { tool.run(view.state, view.dispatch, view); if (!document.querySelector('dialog[open]')) view.focus() }, tool.keys)
      made.push({ tool, button })
      box.append(button)
    }
    bar.append(box, ...(n === 0 ? [menuButton(say('insert'), 'insert', () => insertItems(view, editing), view), style] : []))
  })
  bar.append(menuButton(say('more_marks'), 'more', () => moreItems(view, editing), view))
  rove(bar, view)
  view.dom.closest('.editor')?.prepend(bar)
  function update() {
    for (const { tool, button } of made) {
      if (tool.isOn) button.setAttribute('aria-pressed', String(tool.isOn(view)))
      button.setAttribute('aria-disabled', String(!tool.isOn && !tool.run(view.state, undefined, view)))
    }
    const now = styleAt(view.state)
    style.value = now ?? ''
    style.disabled = now === undefined
  }
  update()
  return { update, destroy: () => bar.remove() }
}

function styleChoice(view: EditorView, say: Editing['say']): HTMLSelectElement {
  const select = element('select') as HTMLSelectElement
  select.setAttribute('aria-label', say('style'))
  for (const style of ['paragraph', 'heading', 'subheading'] as const) select.append(new Option(say(`blocks.${style}`), style))
  const other = new Option('–', '')
  other.hidden = true
  select.append(other)
  select.addEventListener('change', () => { setStyle(select.value as Style)(view.state, view.dispatch); view.focus() })
  return select
}

function toolButton(name: string, sign: Icon, act: () => void, keys = ''): HTMLButtonElement {
  const made = element('button') as HTMLButtonElement
  made.type = 'button'
  made.append(icon(sign))
  made.setAttribute('aria-label', name)
  made.title = keys ? `${name} (${keyName(keys)})` : name
  if (keys) made.setAttribute('aria-keyshortcuts', keys.replace('Mod', 'Control'))
  made.addEventListener('click', act)
  // The text keeps its selection.
  made.addEventListener('mousedown', (event) => event.preventDefault())
  return made
}

function menuButton(name: string, sign: Icon, items: () => MenuItem[], view: EditorView): HTMLButtonElement {
  const made = toolButton(name, sign, () => openMenu(made, { label: name, items: items(), closed: () => view.focus() }))
  made.setAttribute('aria-haspopup', 'menu')
  made.setAttribute('aria-expanded', 'false')
  if (sign === 'insert') { made.append(name); made.classList.add('tool-insert') }
  return made
}

function insertItems(view: EditorView, editing: Editing): MenuItem[] {
  return insertables.map(({ word, sign, run }) => ({ name: editing.say(word), keys: sign ?? '', run: () => run(view, editing) }))
}

function moreItems(view: EditorView, { say }: Editing): MenuItem[] {
  const item = (word: Word, run: Command, keys = ''): MenuItem => ({ name: say(word), keys: keys && keyName(keys), run: () => { run(view.state, view.dispatch, view); view.focus() } })
  return [
    item('code', toggleMark(markType('code')), 'Mod+E'), item('sub', toggleMark(markType('sub'))), item('sup', toggleMark(markType('sup'))), item('strikethrough', toggleMark(markType('strikethrough')), 'Mod+Shift+X'),
    item('move_up', moveBlock(-1), 'Alt+↑'), item('move_down', moveBlock(1), 'Alt+↓'), item('delete_block', deleteBlock, 'Mod+Shift+⌫'),
  ]
}

/** One of the tools is a stop of the Tab key: the one that had the focus last. */
function rove(bar: HTMLElement, view: EditorView) {
  const all = () => [...bar.querySelectorAll<HTMLElement>('button, select')]
  all().forEach((one, n) => { one.tabIndex = n === 0 ? 0 : -1 })
  bar.addEventListener('focusin', ({ target }) => { for (const one of all()) one.tabIndex = one === target ? 0 : -1 })
  bar.addEventListener('keydown', (event) => {
    const list = all().filter((one) => !one.matches(':disabled'))
    const at = list.indexOf(document.activeElement as HTMLElement)
    const to: Record<string, number> = { ArrowRight: (at + 1) % list.length, ArrowLeft: (at + list.length - 1) % list.length, Home: 0, End: list.length - 1 }
    const next = to[event.key]
    if (event.key === 'Escape') view.focus()
    else if (next !== undefined) list[next]?.focus()
    else return
    event.preventDefault()
  })
}
