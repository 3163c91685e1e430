// A note to a passage is what somebody has to say to others about a part of the text, with answers, until it is settled. It
// hangs on the letters of its passage, wherever they move; when they are all gone it is still there, without a place.
//
// In the map of notes each word of somebody is an entry of its own, so that two who answer at once both have answered:
// `N` the note, `N/A` an answer, `N/settled` that it is settled.
import type * as Y from 'yjs'

export interface Said { by: number; name: string; at: string; text: string }
export interface NoteAnswer extends Said { id: string }
export interface PassageNote extends Said {
  id: string
  /** The words of the passage as they stood when the note was made. */
  quote: string
  /** Ends of the passage, as Yjs tells places (relative positions as JSON). */
  from: unknown
  to: unknown
  answers: NoteAnswer[]
  settled: Pick<Said, 'by' | 'name' | 'at'> | null
}

/** Longer ones are articles. */
export const longestNote = 5_000

/** All notes, the oldest first. What somebody's browser has put there and cannot be meant is passed over. */
export function notesIn(map: Y.Map<unknown>): PassageNote[] {
  const notes = new Map<string, PassageNote>()
  for (const [key, value] of map.entries()) {
    const said = saidIn(value)
    if (!key.includes('/') && said) notes.set(key, { id: key, ...said, quote: text(field(value, 'quote')), from: field(value, 'from'), to: field(value, 'to'), answers: [], settled: null })
  }
  for (const [key, value] of map.entries()) {
    const [id = '', part] = key.split('/')
    const note = notes.get(id)
    const said = saidIn(value)
    if (!note || part === undefined || !said) continue
    if (part === 'settled') note.settled = said.text === '' ? { by: said.by, name: said.name, at: said.at } : null
    else note.answers.push({ id: part, ...said })
  }
  const all = [...notes.values()].sort(byTime)
  for (const note of all) note.answers.sort(byTime)
  return all
}

function byTime(a: Said & { id: string }, b: Said & { id: string }): number {
  return a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1
}
function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined
}
function text(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, longestNote) : ''
}
function saidIn(value: unknown): Said | undefined {
  const by = field(value, 'by')
  return typeof by === 'number' ? { by, name: text(field(value, 'name')), at: text(field(value, 'at')), text: text(field(value, 'text')) } : undefined
}

export function putNote(map: Y.Map<unknown>, id: string, note: Said & { quote: string; from: unknown; to: unknown }) {
  map.set(id, { ...note, text: note.text.slice(0, longestNote) })
}
export function putAnswer(map: Y.Map<unknown>, { note, id }: { note: string; id: string }, said: Said) {
  map.set(`${note}/${id}`, { ...said, text: said.text.slice(0, longestNote) })
}
/** Settled, or open again. */
export function settleNote(map: Y.Map<unknown>, id: string, { isSettled, ...by }: Omit<Said, 'text'> & { isSettled: boolean }) {
  map.set(`${id}/settled`, { ...by, text: isSettled ? '' : 'open' })
}
