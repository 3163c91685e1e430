// A working copy is an article while it is written: a Yjs document, in which several can write at once and none of it is lost.
// Here it is made of plain values, read as plain values, and changed to other ones by as little as possible.
import { simpleDiffString } from 'lib0/diff'
import type { Node } from 'prosemirror-model'
import { prosemirrorToYXmlFragment, updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { z } from 'zod'
import { documentSchema } from '../articles/client/document/schema.ts'
import { keptDocument, type DocumentNode } from '../articles/document.ts'
import { deepest, fitted, keepable } from './body-fitting.ts'
import { editorSchema } from './client/editor/schema.ts'
import { merged } from './merged-body.ts'
import { withoutSuggestions } from './suggestion.ts'
import { writtenTexts, type Written } from './written.ts'

/** The parts of the document, by name, beside the texts. */
export const parts = { body: 'body', settings: 'settings', notes: 'notes' } as const

const number = z.int().positive().nullable().catch(null)
/** Whatever somebody's browser has put there: what cannot be meant is as if nothing had been said. */
const Settings = z.object({
  section: z.string().catch(''), language: z.string().catch(''), topics: z.array(z.string()).catch([]), lead_picture: z.string().catch(''),
  bylines: z.array(z.object({ name: z.string(), role: z.enum(['text', 'photo', 'illustration', 'data', 'translation']) })).catch([]),
  comment_mode: z.string().catch('open'), sensitive: z.boolean().catch(false), translation_of: number, length_aim: number,
})

export function openWorkingCopy(updates: Iterable<Uint8Array>): Y.Doc {
  const doc = new Y.Doc()
  doc.transact(() => { for (const update of updates) Y.applyUpdate(doc, update) })
  return doc
}

/** Fills a document in which nothing stands yet. */
export function fill(doc: Y.Doc, written: Written) {
  doc.transact(() => {
    for (const name of writtenTexts) doc.getText(name).insert(0, written[name])
    putSettings(doc, written)
    prosemirrorToYXmlFragment(fitted(editorSchema, written.body), doc.getXmlFragment(parts.body))
  })
}

export function read(doc: Y.Doc): Written {
  const texts = (name: (typeof writtenTexts)[number]) => keepable(doc.getText(name).toString())
  const [kicker, headline, standfirst, dateline_place, dateline_source, slug, lead_alt, lead_caption, note] = [
    texts('kicker'), texts('headline'), texts('standfirst'), texts('dateline_place'), texts('dateline_source'), texts('slug'), texts('lead_alt'), texts('lead_caption'), texts('note')]
  return { kicker, headline, standfirst, dateline_place, dateline_source, slug, lead_alt, lead_caption, note, ...Settings.parse(doc.getMap(parts.settings).toJSON()), body: bodyOf(doc) }
}

/** The body as readers would have it now: what was suggested is not done. */
export function bodyOf(doc: Y.Doc): DocumentNode {
  const body = keptDocument(fitted(documentSchema, withoutSuggestions(suggestedBody(doc))).toJSON())
  // The editor always has a paragraph to write in; an article without a text has none.
  const [only, ...others] = body.content ?? []
  return others.length === 0 && only?.type === 'paragraph' && !only.content?.length ? { ...body, content: [] } : body
}

/** The body with its suggestions, as the editor has it. */
export function suggestedBody(doc: Y.Doc): DocumentNode {
  return { type: 'doc', content: childrenOf(doc.getXmlFragment(parts.body), 0) }
}

/** Changes it to these values. What is the same already stays as it is, with the suggestions and cursors that stand in it. */
export function change(doc: Y.Doc, { body, ...written }: Partial<Written>) {
  doc.transact(() => {
    for (const name of writtenTexts) {
      const to = written[name]
      if (to !== undefined) changeText(doc.getText(name), to)
    }
    putSettings(doc, written)
    if (body) changeBody(doc, body)
  })
}

function changeText(text: Y.Text, to: string) {
  const { index, remove, insert } = simpleDiffString(text.toString(), to)
  if (remove > 0) text.delete(index, remove)
  if (insert !== '') text.insert(index, insert)
}

function putSettings(doc: Y.Doc, written: Partial<Written>) {
  const settings = doc.getMap(parts.settings)
  for (const name of Settings.keyof().options) {
    const to = written[name]
    if (to !== undefined && JSON.stringify(settings.get(name)) !== JSON.stringify(to)) settings.set(name, to)
  }
}

function changeBody(doc: Y.Doc, body: DocumentNode) {
  const now = fitted(editorSchema, suggestedBody(doc))
  putBody(doc, now, merged(now, fitted(editorSchema, body)))
}

/** Changes the body by what it says of its suggestions, too. */
export function changeSuggested(doc: Y.Doc, make: (body: DocumentNode) => DocumentNode) {
  const now = fitted(editorSchema, suggestedBody(doc))
  doc.transact(() => putBody(doc, now, fitted(editorSchema, make(keptDocument(now.toJSON())))))
}

function putBody(doc: Y.Doc, now: Node, to: Node) {
  if (!to.eq(now)) updateYFragment(doc, doc.getXmlFragment(parts.body), to, { mapping: new Map<Y.AbstractType<unknown>, Node | Node[]>(), isOMark: new Map() })
}

function childrenOf(parent: Y.XmlFragment, depth: number): DocumentNode[] {
  if (depth > deepest) return []
  return parent.toArray().flatMap((child): DocumentNode[] => {
    if (child instanceof Y.XmlText) return child.toDelta().flatMap(textOf)
    if (child instanceof Y.XmlElement) return [{ type: child.nodeName, attrs: child.getAttributes(), content: childrenOf(child, depth + 1) }]
    return []
  })
}

const Piece = z.object({ insert: z.string(), attributes: z.record(z.string(), z.unknown()).optional() })

function textOf(piece: unknown): DocumentNode[] {
  const read = Piece.safeParse(piece)
  if (!read.success) return []
  const marks = Object.entries(read.data.attributes ?? {}).map(([name, attrs]) => ({ type: name.replace(/--[A-Za-z0-9+/=]{8}$/, ''), attrs: z.record(z.string(), z.unknown()).catch({}).parse(attrs) }))
  return [{ type: 'text', text: read.data.insert, ...(marks.length > 0 ? { marks } : {}) }]
}
