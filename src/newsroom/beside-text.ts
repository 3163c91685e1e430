// Beside a text stand notes to its passages and suggestions for its words. They live in the working copy, where the editor
// shows them; here they are read and settled for those who have no script.
import { fitted } from './body-fitting.ts'
import type { Db, Reads } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import * as Y from 'yjs'
import { longestNote, notesIn, putAnswer, settleNote, type PassageNote, type Said } from './client/editor/notes/passage.ts'
import { editorSchema } from './client/editor/schema.ts'
import { suggestionsIn, type Suggested, type Suggestion } from './client/editor/suggesting/marks.ts'
import { settledNode } from './client/editor/suggesting/settling.ts'
import { changeSuggested, parts, suggestedBody } from './working-copy.ts'
import { changeWriting, lookInto } from './writing.ts'

export interface ListedNote extends PassageNote {
  /** Nothing is left of its passage. */
  isOrphan: boolean
}
export interface Beside { notes: ListedNote[]; suggestions: Suggestion[] }

export async function besideText(db: Reads, article_id: number): Promise<Beside> {
  return await lookInto(db, article_id, (doc) => ({ notes: notesOf(doc), suggestions: suggestionsIn(fitted(editorSchema, suggestedBody(doc))) })) ?? { notes: [], suggestions: [] }
}

/** All notes of a working copy: those that are open first. */
export function notesOf(doc: Y.Doc): ListedNote[] {
  const all = notesIn(doc.getMap(parts.notes)).map((note) => ({ ...note, isOrphan: isOrphan(doc, note) }))
  return [...all.filter(({ settled }) => !settled), ...all.filter(({ settled }) => settled)]
}

function isOrphan(doc: Y.Doc, { from, to }: PassageNote): boolean {
  const [start, end] = [from, to].map((place) => placeOf(doc, place))
  return !start || !end || (start.type === end.type && start.index >= end.index)
}
function placeOf(doc: Y.Doc, place: unknown) {
  try {
    return Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(place), doc)
  } catch {
    return null
  }
}

interface Saying { article_id: number; note: string; who: { id: number; name: string }; act: 'answer' | 'settle' | 'reopen'; text: string; /** A name for what is said that nobody else has given. */ id: string }

/** An answer to a note, or its end; false where there is no such note, or nothing is said. */
export async function sayOfNote(db: Db, { article_id, note, who, act, text, id }: Saying, { by, now }: Act): Promise<boolean> {
  let isDone = false
  const said: Said = { by: who.id, name: who.name, at: now.toISOString(), text: text.trim().slice(0, longestNote) }
  await changeWriting(db, {
    article_id,
    make(doc) {
      const map = doc.getMap(parts.notes)
      isDone = notesIn(map).some((one) => one.id === note) && (act !== 'answer' || said.text !== '')
      if (!isDone) return
      if (act === 'answer') putAnswer(map, { note, id }, said)
      else settleNote(map, note, { ...said, isSettled: act === 'settle' })
    },
  }, { by, now })
  return isDone
}

/** Which suggestions: one, all of somebody, or all. */
export type Which = { id: string } | { by: number } | 'all'

/** Takes suggestions up or refuses them; whoever has the text open sees it at once. */
export async function settleSuggestions(db: Db, { article_id, which, isAccepted }: { article_id: number; which: Which; isAccepted: boolean }, act: Act): Promise<void> {
  const of = ({ id, by }: Suggested) => which === 'all' || ('id' in which ? which.id === id : which.by === by)
  await changeWriting(db, { article_id, make: (doc) => changeSuggested(doc, (body) => settledNode(body, { of, isAccepted }) ?? { type: 'doc', content: [] }) }, act)
}
