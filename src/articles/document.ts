// A document is the body of an article or page: ProseMirror-compatible JSON, checked on the way in.
// docs/document.md describes every node for people; the schema is what enforces it.
import { z } from 'zod'
import { plainText, type PlainMark, type PlainNode } from './client/document/node.ts'
import { documentSchema } from './client/document/schema.ts'

export type DocumentMark = PlainMark
export type DocumentNode = PlainNode

/** Thrown for a body that does not follow the model; the message says where. */
export class InvalidDocument extends Error {}

/** Checks a body before it is kept. Unknown nodes, marks, attributes and places are refused. */
export function parseDocument(json: unknown): DocumentNode {
  try {
    const parsed = documentSchema.nodeFromJSON(json)
    parsed.check()
    for (const node of everyNode(shape.parse(json))) {
      refuseUnknownAttributes(node)
      refuseUnkeepable(node)
    }
    if (parsed.type.name !== 'doc') throw new RangeError(`a document begins with doc, not ${parsed.type.name}`)
    return shape.parse(parsed.toJSON())
  } catch (error) {
    throw new InvalidDocument(error instanceof Error ? error.message : 'not a document')
  }
}

// The library passes over attributes it does not know; here nothing is dropped in silence.
function refuseUnknownAttributes(node: DocumentNode) {
  const specs: [DocumentNode | DocumentMark, { attrs?: object } | undefined][] = [
    [node, documentSchema.nodes[node.type]?.spec],
    ...(node.marks ?? []).map((mark): [DocumentMark, { attrs?: object } | undefined] => [mark, documentSchema.marks[mark.type]?.spec]),
  ]
  for (const [{ type, attrs }, spec] of specs) {
    const unknown = Object.keys(attrs ?? {}).find((name) => !Object.hasOwn(spec?.attrs ?? {}, name))
    if (unknown !== undefined) throw new RangeError(`${type} has no attribute ${unknown}`)
  }
}

// The database would refuse the whole document, and say less about why.
function refuseUnkeepable({ type, text, attrs, marks = [] }: DocumentNode) {
  for (const value of [text, ...[attrs, ...marks.map((mark) => mark.attrs)].flatMap((one) => Object.values(one ?? {}))]) {
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) throw new RangeError(`${type} holds U+0000 or half of a surrogate pair`)
  }
}

const shape: z.ZodType<DocumentNode> = z.object({
  type: z.string(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  content: z.lazy(() => z.array(shape)).optional(),
  marks: z.array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() })).optional(),
  text: z.string().optional(),
})

/** What the database kept, for reading: whatever cannot be understood stays as text rather than being dropped. */
export function keptDocument(json: unknown): DocumentNode {
  const read = shape.safeParse(json)
  return read.success ? read.data : { type: 'doc', content: [{ type: 'unreadable', text: JSON.stringify(json) }] }
}

export const emptyDocument: DocumentNode = { type: 'doc', content: [] }

/** Every node of a document, parents before children. */
export function* everyNode(node: DocumentNode): Generator<DocumentNode> {
  yield node
  for (const child of node.content ?? []) yield* everyNode(child)
}

/** The plain text below a node. */
export const textOf = plainText

/** The names of the pictures a document shows, each once. */
export function pictureNames(doc: DocumentNode): string[] {
  const names = [...everyNode(doc)].flatMap((node) => (node.type === 'picture' && typeof node.attrs?.picture === 'string' ? [node.attrs.picture] : []))
  return [...new Set(names)]
}
