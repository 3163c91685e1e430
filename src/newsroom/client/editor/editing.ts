// What every part of the editor may know of what is going on.
import type { EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import type { Say } from './words.ts'
import type { Writing } from './writing.ts'

export interface Editing {
  writing: Writing
  awareness: Awareness
  say: Say
  /** The article's number. */
  article: string
  reader: { id: number; name: string }
  /** In which the article is written, as its field says now: de, en … */
  language(): string
  form: HTMLFormElement
  /** The editor, once it stands. */
  view(): EditorView | undefined
  /** Has something read out to whoever does not see it. */
  announce(text: string): void
}
