// A document is the body of an article or page: ProseMirror-compatible JSON, checked on the way in.
// docs/document.md describes every node for people; this schema is what enforces it.
import { Schema, type AttributeSpec, type NodeSpec } from 'prosemirror-model'
import { z } from 'zod'

const text = (fallback?: string): AttributeSpec => ({ validate: 'string', ...(fallback === undefined ? {} : { default: fallback }) })
const maybeText: AttributeSpec = { validate: 'string|null', default: null }
const span: AttributeSpec = { validate: wholeNumberFrom(1), default: 1 }

const nodes = {
  doc: { content: 'block*' },
  paragraph: { content: 'inline*', group: 'block' },
  heading: { content: 'inline+', group: 'block', attrs: { level: { validate: oneOf([2, 3]) } } },
  quotation: { content: 'paragraph+', group: 'block', attrs: { attribution: maybeText } },
  pull_quote: { content: 'text*', group: 'block', marks: '', attrs: { attribution: maybeText } },
  bullet_list: { content: 'list_item+', group: 'block' },
  ordered_list: { content: 'list_item+', group: 'block', attrs: { start: { validate: wholeNumberFrom(0), default: 1 } } },
  list_item: { content: 'paragraph (paragraph | bullet_list | ordered_list)*' },
  // `picture` names one of the paper's pictures; where it could not be had, it is null and `missing` says what is missing.
  picture: { group: 'block', atom: true, attrs: { picture: maybeText, alt: text(''), caption: maybeText, missing: maybeText } },
  gallery: { content: 'picture+', group: 'block' },
  fact_box: { content: '(paragraph | heading | bullet_list | ordered_list | definition_list)+', group: 'block', attrs: { title: text('') } },
  definition_list: { content: '(term description+)+', group: 'block' },
  term: { content: 'inline*' },
  description: { content: 'inline*' },
  table: { content: 'table_row+', group: 'block', attrs: { caption: maybeText } },
  table_row: { content: '(table_header | table_cell)+' },
  table_header: { content: 'inline*', attrs: { colspan: span, rowspan: span } },
  table_cell: { content: 'inline*', attrs: { colspan: span, rowspan: span } },
  divider: { group: 'block' },
  // A medium that lives elsewhere. Nothing of it is loaded before a reader asks for it.
  embed: { group: 'block', atom: true, attrs: { url: { validate: webAddress }, title: text('') } },
  footnote: { content: 'text*', group: 'inline', inline: true },
  hard_break: { group: 'inline', inline: true },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>

const marks = {
  strong: {}, emphasis: {}, sub: { excludes: 'sup' }, sup: { excludes: 'sub' }, strikethrough: {}, code: {},
  link: { attrs: { href: { validate: linkTarget }, title: maybeText }, inclusive: false },
}

export const documentSchema = new Schema({ nodes, marks })

export interface DocumentMark { type: string; attrs?: Record<string, unknown> | undefined }
export interface DocumentNode {
  type: string
  attrs?: Record<string, unknown> | undefined
  content?: DocumentNode[] | undefined
  marks?: DocumentMark[] | undefined
  text?: string | undefined
}

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
export function textOf(node: DocumentNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hard_break') return '\n'
  return (node.content ?? []).map(textOf).join('')
}

/** The names of the pictures a document shows, each once. */
export function pictureNames(doc: DocumentNode): string[] {
  const names = [...everyNode(doc)].flatMap((node) => (node.type === 'picture' && typeof node.attrs?.picture === 'string' ? [node.attrs.picture] : []))
  return [...new Set(names)]
}

function oneOf(values: unknown[]) {
  return (value: unknown) => { if (!values.includes(value)) throw new RangeError(`one of ${values.join(', ')}, not ${String(value)}`) }
}
function wholeNumberFrom(least: number) {
  return (value: unknown) => { if (!Number.isInteger(value) || Number(value) < least || Number(value) > 10_000) throw new RangeError(`a whole number from ${least}, not ${String(value)}`) }
}
function webAddress(value: unknown) {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) throw new RangeError('a web address')
}
/** Elsewhere on the web, in the paper, on the page, or a way to write to somebody: never a script. */
function linkTarget(value: unknown) {
  if (typeof value === 'string' && (/^(mailto:|tel:)/i.test(value) || /^(#|\/(?!\/))/.test(value))) return
  webAddress(value)
}
