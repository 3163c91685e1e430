// The notation is a document as plain text, for forms without scripts: docs/notation.md describes it for people. A
// document is written in it only if reading that gives the same document again, so nothing can get lost on the way.
import { InvalidDocument, parseDocument, type DocumentMark, type DocumentNode } from '../document.ts'
import { readBlocks } from './read-blocks.ts'
import { writeBlocks } from './write-blocks.ts'

/** The text of a document; or the kinds of blocks in it that the notation cannot say. */
export type Noted = { text: string; unsayable?: undefined } | { text?: undefined; unsayable: string[] }

export function notedDocument(doc: DocumentNode): Noted {
  const text = writeBlocks(doc.content ?? [])
  if (isSame(doc, readNotation(text))) return { text }
  const kinds = (doc.content ?? []).filter((block) => !isSame({ type: 'doc', content: [block] }, readNotation(writeBlocks([block])))).map(({ type }) => type)
  return { unsayable: [...new Set(kinds.length > 0 ? kinds : (doc.content ?? []).map(({ type }) => type))] }
}

/** What a text means, checked; or what in it cannot be kept. */
export type Read = { doc: DocumentNode; wrong?: undefined } | { doc?: undefined; wrong: string }

export function readChecked(text: string): Read {
  try {
    return { doc: parseDocument(readNotation(text)) }
  } catch (error) {
    if (error instanceof InvalidDocument) return { wrong: error.message }
    throw error
  }
}

export function readNotation(text: string): DocumentNode {
  return { type: 'doc', content: readBlocks(text.split('\n')) }
}

function isSame(a: DocumentNode, b: DocumentNode): boolean {
  return JSON.stringify(plain(a)) === JSON.stringify(plain(b))
}

/** The same for what means the same: attributes and marks in one order, neighbouring texts in one. */
function plain(node: DocumentNode): unknown {
  const content: DocumentNode[] = []
  for (const child of node.content ?? []) {
    const last = content.at(-1)
    if (last?.text !== undefined && child.text !== undefined && JSON.stringify(marksOf(last)) === JSON.stringify(marksOf(child))) content[content.length - 1] = { ...last, text: last.text + child.text }
    else content.push(child)
  }
  return { type: node.type, text: node.text, attrs: attrsOf(node.attrs, node.type), marks: marksOf(node), content: content.map(plain) }
}

function marksOf({ marks = [] }: DocumentNode): unknown[] {
  return marks.map((mark: DocumentMark) => [mark.type, attrsOf(mark.attrs, mark.type)]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))
}

// What an attribute is when a document does not say it.
const unsaid: Record<string, Record<string, unknown>> = {
  link: { title: null }, quotation: { attribution: null }, pull_quote: { attribution: null }, ordered_list: { start: 1 }, fact_box: { title: '' }, table: { caption: null },
  picture: { picture: null, alt: '', caption: null, missing: null }, table_header: { colspan: 1, rowspan: 1 }, table_cell: { colspan: 1, rowspan: 1 }, embed: { title: '' },
}

function attrsOf(attrs: Record<string, unknown> | undefined, type: string): [string, unknown][] {
  return Object.entries({ ...unsaid[type], ...attrs }).sort(([a], [b]) => (a < b ? -1 : 1))
}
