// What the editor is made of: plugins and panels.
//
// To add a plugin: write `export function myPlugins(editing: Editing): Plugin[]` in a file of its own here and put it into
// `plugins`. The order counts where several want a key: the first that takes it has it. Rules for what is typed are plugins
// too (prosemirror-inputrules), made from `editing.language()` when they run, for the language may change.
//
// To add a panel: write `{ name, title, mount }` and put it into `panels`. Each gets a section of its own with a heading beside
// the text (below it on a phone); `mount` puts markup into it and may listen to `editing.writing.doc`, or update by a plugin.
// A panel that has nothing to say hides its section: `into.hidden = true` hides the heading, too.
//
// What is said stands in words.ts by name and in locales/ as `editor.…`. Texts are read out by `editing.announce`.
import { dropCursor } from 'prosemirror-dropcursor'
import { gapCursor } from 'prosemirror-gapcursor'
import type { Plugin } from 'prosemirror-state'
import { yUndoPlugin } from 'y-prosemirror'
import { carryPlugins } from './carried.ts'
import { countPlugins } from './count-line.ts'
import { cursorPlugins } from './cursors.ts'
import type { Editing } from './editing.ts'
import { gripPlugins } from './grip.ts'
import { helpPlugins } from './help.ts'
import { insertMenuPlugins } from './insert-menu.ts'
import { keyPlugins } from './keys.ts'
import { viewPlugins } from './node-views.ts'
import { stylePanel, stylePlugins } from './house-style/panel.ts'
import { notePlugins, notesPanel } from './notes/panel.ts'
import { othersPlugins } from './others.ts'
import { pastedPanel, pastePlugins } from './paste/pasting.ts'
import { placeholderPlugins } from './placeholder.ts'
import { rulePlugins } from './rules.ts'
import { selectionPlugins } from './selection.ts'
import { suggestionPlugins, suggestionsPanel } from './suggesting/panel.ts'
import { tidyPlugins } from './tidy.ts'
import { toolbarPlugins } from './toolbar.ts'
import { typographyPlugins } from './typography/setting.ts'
import type { Word } from './words.ts'

export const plugins: ((editing: Editing) => Plugin[])[] = [
  // Behind what binds the text to the working copy, in mount.ts.
  () => [yUndoPlugin()], othersPlugins, carryPlugins, cursorPlugins, selectionPlugins,
  pastePlugins, insertMenuPlugins, rulePlugins, typographyPlugins, keyPlugins, tidyPlugins, viewPlugins,
  () => [dropCursor({ class: 'drop-cursor', color: false }), gapCursor()], placeholderPlugins, gripPlugins,
  suggestionPlugins, notePlugins, stylePlugins, toolbarPlugins, countPlugins, helpPlugins,
]

export interface Panel { name: string; title: Word; mount(into: HTMLElement, editing: Editing): void }

export const panels: Panel[] = [pastedPanel, suggestionsPanel, notesPanel, stylePanel]
