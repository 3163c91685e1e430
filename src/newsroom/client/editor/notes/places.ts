// Where the passages of notes are now.
import type { EditorState } from 'prosemirror-state'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from 'y-prosemirror'
import * as Y from 'yjs'
import type { PassageNote } from './passage.ts'

interface Sync { type: Y.XmlFragment; doc: Y.Doc; binding: { mapping: Parameters<typeof absolutePositionToRelativePosition>[2] } | null }

function syncOf(state: EditorState): Sync | undefined {
  return ySyncPluginKey.getState(state) as Sync | undefined
}

/** Ends of what is selected, for keeping; undefined before the text is there. */
export function passageOf(state: EditorState): { from: unknown; to: unknown; quote: string } | undefined {
  const sync = syncOf(state)
  if (!sync?.binding) return undefined
  const { from, to } = state.selection
  const { mapping } = sync.binding
  const kept = (pos: number) => Y.relativePositionToJSON(absolutePositionToRelativePosition(pos, sync.type, mapping) as Y.RelativePosition) as unknown
  return { from: kept(from), to: kept(to), quote: state.doc.textBetween(from, to, ' ', ' ').slice(0, 300) }
}

/** Where a note's passage stands; undefined where nothing of it is left. */
export function placeOf(state: EditorState, note: PassageNote): { from: number; to: number } | undefined {
  const sync = syncOf(state)
  if (!sync?.binding) return undefined
  const { mapping } = sync.binding
  const now = (place: unknown) => relativePositionToAbsolutePosition(sync.doc, sync.type, Y.createRelativePositionFromJSON(place), mapping)
  try {
    const [from, to] = [now(note.from), now(note.to)]
    return from !== null && to !== null && to > from && to <= state.doc.content.size ? { from, to } : undefined
  } catch {
    return undefined
  }
}
