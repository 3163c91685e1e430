// Fits what stands in the body of a working copy into a model of documents. Two who write at once may make something together
// that neither of them would have: an empty heading, a list without an entry. Nothing of it is refused, and no text is lost.
import { Fragment, type Mark, type Node, type NodeType, type Schema } from 'prosemirror-model'
import type { DocumentMark, DocumentNode } from '../articles/document.ts'

/** Deeper than anybody writes, and not too deep for whoever walks through it. */
export const deepest = 40

export function fitted(schema: Schema, { content = [] }: DocumentNode): Node {
  const { topNodeType } = schema
  return topNodeType.create(null, fittedContent(topNodeType, content))
}

/** What of these children may stand in a node, in their order; what may not is taken out of its wrapping, or wrapped. */
function fittedContent(parent: NodeType, children: readonly DocumentNode[]): Fragment {
  const placed: Node[] = []
  let match = parent.contentMatch
  const place = (node: Node): boolean => {
    const next = match.matchType(node.type)
    if (!next) return false
    placed.push(node)
    match = next
    return true
  }
  for (const child of children) {
    for (const node of nodesOf(parent, child)) {
      if (place(node)) continue
      const wrapped = match.findWrapping(node.type)?.reduceRight<Node | undefined>((inner, type) => (inner ? made(type, {}, Fragment.from(inner)) : undefined), node)
      if (wrapped && place(wrapped)) continue
      for (const bare of bared(parent, node)) place(bare)
    }
  }
  // What has to be there: a description behind a term.
  return Fragment.fromArray([...placed, ...(match.fillBefore(Fragment.empty, true)?.content ?? [])])
}

function nodesOf(parent: NodeType, node: DocumentNode): Node[] {
  const { schema } = parent
  if (node.text !== undefined) {
    const text = keepable(node.text)
    return text === '' ? [] : [schema.text(text, parent.allowedMarks(marksOf(schema, node.marks)))]
  }
  const type = schema.nodes[node.type]
  const whole = type && made(type, node.attrs ?? {}, fittedContent(type, node.content ?? []))
  if (whole) return [whole]
  return (node.content ?? []).flatMap((child) => nodesOf(parent, child))
}

/** The node, if its attributes and what it holds are as they must be. */
function made(type: NodeType, given: Record<string, unknown>, content: Fragment): Node | undefined {
  const attrs = Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(type.spec.attrs ?? {}, name)).map(([name, value]) => [name, typeof value === 'string' ? keepable(value) : value]))
  try {
    const node = type.createChecked(attrs, content)
    node.check()
    return node
  } catch {
    return undefined
  }
}

/** What a node holds where it cannot stand itself: as plain text among text, as paragraphs among blocks. */
function bared(parent: NodeType, node: Node): Node[] {
  const text = node.textBetween(0, node.content.size, '\n')
  if (node.isText || text === '') return []
  if (parent.inlineContent) return [parent.schema.text(text)]
  const paragraph = parent.schema.nodes.paragraph?.create(null, parent.schema.text(text))
  return paragraph ? [paragraph] : []
}

function marksOf(schema: Schema, marks: readonly DocumentMark[] = []): readonly Mark[] {
  return marks.reduce<readonly Mark[]>((set, { type: name, attrs }) => {
    const type = schema.marks[name]
    if (!type) return set
    try {
      const mark = type.create(attrs)
      schema.text('-', [mark]).check()
      return mark.addToSet(set)
    } catch {
      return set
    }
  }, [])
}

/** The database takes neither U+0000 nor half of a surrogate pair. */
export function keepable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed()
}
