// What keys do. Everything that can be done by mouse can be done by these; help.ts lists them for who writes.
import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands'
import { undoInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list'
import type { Command, Plugin } from 'prosemirror-state'
import { redoCommand, undoCommand } from 'y-prosemirror'
import { deleteBlock, insertBreak, leaveBlock, markType, moveBlock, nodeType, setStyle, toggleList, toggleWrap } from './commands.ts'
import { backspaceInDefinitions, enterInDefinitions } from './definitions.ts'
import type { Editing } from './editing.ts'
import { askForLink } from './link-dialog.ts'
import { toFields } from './node-fields.ts'
import { belowCell, clearCells, toCell } from './table.ts'

const item = nodeType('list_item')

/** By what prosemirror-keymap calls a key; Mod is the command key on a Mac, the control key elsewhere. */
export function shortcuts(editing: Editing): Record<string, Command> {
  return {
    'Mod-z': undoCommand, 'Mod-y': redoCommand, 'Shift-Mod-z': redoCommand,
    'Mod-b': toggleMark(markType('strong')), 'Mod-i': toggleMark(markType('emphasis')), 'Mod-e': toggleMark(markType('code')), 'Shift-Mod-x': toggleMark(markType('strikethrough')),
    'Mod-k': (_state, _dispatch, view) => (view ? askForLink(view, editing) : false),
    'Mod-Alt-0': setStyle('paragraph'), 'Mod-Alt-2': setStyle('heading'), 'Mod-Alt-3': setStyle('subheading'),
    'Shift-Mod-8': toggleList('bullet_list'), 'Shift-Mod-7': toggleList('ordered_list'), 'Shift-Mod-9': toggleWrap('quotation'),
    'Alt-ArrowUp': moveBlock(-1), 'Alt-ArrowDown': moveBlock(1), 'Shift-Mod-Backspace': deleteBlock,
    'Mod-Enter': leaveBlock, 'Alt-Enter': toFields, 'Alt-F10': (_state, _dispatch, view) => toToolbar(view?.dom),
    'Shift-Enter': chainCommands(insertBreak, exitCode),
  }
}

export function keyPlugins(editing: Editing): Plugin[] {
  return [
    keymap(shortcuts(editing)),
    keymap({
      Enter: chainCommands(onNode(toFields), belowCell, enterInDefinitions, splitListItem(item)),
      Tab: chainCommands(toCell(1), sinkListItem(item)), 'Shift-Tab': chainCommands(toCell(-1), liftListItem(item)),
      Backspace: chainCommands(undoInputRule, clearCells, backspaceInDefinitions), Delete: clearCells,
    }),
    keymap(baseKeymap),
  ]
}

/** Only where a part as a whole is selected, such as a picture. */
function onNode(command: Command): Command {
  return (state, dispatch, view) => 'node' in state.selection && command(state, dispatch, view)
}

function toToolbar(text: Element | undefined): boolean {
  const button = text?.closest('.editor')?.querySelector<HTMLElement>('[role=toolbar] [tabindex="0"]')
  button?.focus()
  return Boolean(button)
}
