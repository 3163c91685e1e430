// One article of the demonstration has been written in by several: it has revisions with reasons, notes beside its passages, and
// suggestions that wait for somebody.
import * as Y from 'yjs'
import type { DocumentNode } from '../articles/document.ts'
import type { Db } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { putAnswer, putNote, settleNote } from '../newsroom/client/editor/notes/passage.ts'
import { settle } from '../newsroom/settling.ts'
import { changeSuggested, parts } from '../newsroom/working-copy.ts'
import { changeWriting, writeInto, writtenOf } from '../newsroom/writing.ts'
import type { Called, Staff } from './demonstration-desk.ts'
import { editor } from './demonstration-pieces.ts'

interface Change { from: string; to: string }
interface Saved { by: string; hoursAgo: number; why: string; kicker?: string; standfirst?: string; changes?: Change[] }

const saved: Saved[] = [
  { by: 'Nele Harksen', hoursAgo: 27, why: 'Erste Fassung nach der Probe am Abend' },
  { by: 'Nele Harksen', hoursAgo: 24, why: 'Zahl der Mappen berichtigt: Frau Lüders hat nachgezählt', standfirst: 'Weil der Gemeindesaal saniert wird, singt St. Marien zwischen Stellplatz 311 und 338. Der Hall ist besser als erwartet.', changes: [{ from: 'vierzig Notenmappen', to: 'achtunddreißig Notenmappen' }] },
  {
    by: editor, hoursAgo: 3, why: 'Auf eine Spalte gekürzt, Stellplätze nur noch im Vorspann', kicker: 'Chormusik',
    changes: [{ from: ' am Bahnhof, zwischen den Stellplätzen 311 und 338', to: ' am Bahnhof' }, { from: 'Wer auf Ebene zwei einparkt, hört den Alt.', to: 'Auf Ebene zwei hört man den Alt.' }],
  },
]

interface Noted { by: string; hoursAgo: number; quote: string; text: string; answers?: { by: string; hoursAgo: number; text: string }[]; settledBy?: string }
const notes: Noted[] = [
  { by: editor, hoursAgo: 2.5, quote: 'vier Komma acht Sekunden', text: 'Wer hat gemessen, und womit?', answers: [{ by: 'Nele Harksen', hoursAgo: 2, text: 'Der Kantor, mit einer Stoppuhr und einer zerplatzten Brötchentüte. Soll ich das dazuschreiben?' }] },
  { by: 'Jost Feddern', hoursAgo: 2.2, quote: 'einen Euro je Stunde und Stellplatz', text: 'Seit Oktober sind es 1,20 Euro, steht in der Gebührenordnung. Für den Chor auch?' },
  { by: 'Marlene Ostwaldt', hoursAgo: 2.4, quote: 'Herta Lüders', text: 'Ist sie einverstanden, dass wir sie nennen?', answers: [{ by: 'Nele Harksen', hoursAgo: 2.1, text: 'Ja, sie hat nur um das „t“ gebeten.' }], settledBy: 'Marlene Ostwaldt' },
]

const suggestions: (Change & { by: string; hoursAgo: number })[] = [
  { by: editor, hoursAgo: 2.3, from: 'länger als im Dom von Bad Oelde', to: 'anderthalb mehr als im Dom von Bad Oelde' },
  { by: 'Jost Feddern', hoursAgo: 2.2, from: 'übliche ', to: '' },
]

interface Around { called: Called; now: Date }

export async function writeDemonstrationText(tx: Db, article_id: number, { called, now }: Around) {
  const ago = (hours: number) => secondsBefore(now, hours * 3_600)
  for (const { by, hoursAgo, why, changes = [], ...fields } of saved) {
    const act = { by: `staff:${called(by).id}`, now: ago(hoursAgo) }
    const { body } = (await writtenOf(tx, article_id)).written
    await writeInto(tx, { article_id, written: { ...fields, body: changes.reduce(changed, body) } }, act)
    await settle(tx, { article_id, why }, act)
  }
  const said = ({ id: by, name }: Staff, hours: number, text: string) => ({ by, name, at: ago(hours).toISOString(), text })
  await changeWriting(tx, {
    article_id,
    make(doc) {
      for (const [n, { from, to, by, hoursAgo }] of suggestions.entries()) {
        const { text: _, ...who } = said(called(by), hoursAgo, '')
        changeSuggested(doc, (body) => suggested(body, { from, to }, { ...who, id: `demonstration-${n + 1}` }))
      }
      const map = doc.getMap(parts.notes)
      for (const [n, { by, hoursAgo, quote, text, answers = [], settledBy }] of notes.entries()) {
        const id = `demonstration-${n + 1}`
        putNote(map, id, { ...said(called(by), hoursAgo, text), quote, ...passage(doc, quote) })
        for (const [at, answer] of answers.entries()) putAnswer(map, { note: id, id: `${at + 1}` }, said(called(answer.by), answer.hoursAgo, answer.text))
        if (settledBy !== undefined) settleNote(map, id, { ...said(called(settledBy), 2, ''), isSettled: true })
      }
    },
  }, { by: `staff:${called(editor).id}`, now: ago(2) })
}

function changed(node: DocumentNode, { from, to }: Change): DocumentNode {
  return { ...node, ...(node.text === undefined ? {} : { text: node.text.replace(from, to) }), ...(node.content ? { content: node.content.map((child) => changed(child, { from, to })) } : {}) }
}

/** The same words twice: as what would go, and as what would come in. */
function suggested(node: DocumentNode, { from, to }: Change, attrs: Record<string, unknown>): DocumentNode {
  const content = node.content?.flatMap((child): DocumentNode[] => {
    const at = child.text?.indexOf(from) ?? -1
    if (child.text === undefined || at < 0) return [suggested(child, { from, to }, attrs)]
    const piece = (text: string, type?: 'insertion' | 'deletion'): DocumentNode[] => (text === '' ? [] : [{ ...child, text, ...(type ? { marks: [...child.marks ?? [], { type, attrs }] } : {}) }])
    return [...piece(child.text.slice(0, at)), ...piece(from, 'deletion'), ...piece(to, 'insertion'), ...piece(child.text.slice(at + from.length))]
  })
  return content ? { ...node, content } : node
}

/** Ends of a passage, as Yjs tells places. */
function passage(doc: Y.Doc, quote: string): { from: unknown; to: unknown } {
  for (const paragraph of doc.getXmlFragment(parts.body).toArray()) {
    for (const text of paragraph instanceof Y.XmlElement ? paragraph.toArray() : []) {
      if (!(text instanceof Y.XmlText)) continue
      const at = wordsOf(text).indexOf(quote)
      const place = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
      if (at >= 0) return { from: place(at), to: place(at + quote.length) }
    }
  }
  throw new Error(`nobody has written ${quote}`)
}

function wordsOf(text: Y.XmlText): string {
  const pieces: { insert: string }[] = text.toDelta()
  return pieces.map(({ insert }) => insert).join('')
}
