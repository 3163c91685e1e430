// Fits what stands in the body of a working copy into a model of documents. Two who write at once may make something together
// that neither of them would have: an empty heading, a list without an entry. Nothing of it is refused, and no text is lost.
import { Fragment, type Mark, type Node, type NodeType, type Schema } from 'prosemirror-model'
import type { DocumentMark, DocumentNode } from '../articles/document.ts'

/** Deeper than anybody writes, and not too deep for whoever walks through it. */
export const deepest = 40

export function fitted(schema: Schema, { content = [] }: DocumentNode): Node {
  const { topNodeType } = schema
  return topNodeType.create(null, fittedContent(topNodeType, content).content)
}

/** What may stand in a node of these children, in their order, completed to what must; and the words for which there is no place in it. */
function fittedContent(parent: NodeType, children: readonly DocumentNode[]): { content: Fragment; left: Node[] } {
  const placed: Node[] = []
  let match = parent.contentMatch
  const place = (nodes: readonly Node[]): boolean => {
    const next = match.matchFragment(Fragment.fromArray([...nodes]))
    if (!next) return false
    placed.push(...nodes)
    match = next
    return true
  }
  /** As it is, behind what is missing before it, or in what it may stand in. */
  const settle = (node: Node): boolean => {
    if (place([node])) return true
    const before = match.fillBefore(Fragment.from(node))?.content
    if (before && place([...before, node])) return true
    const around = match.findWrapping(node.type)?.reduceRight<Node | undefined>((inner, type) => inner && made(type, {}, Fragment.from(inner)), node)
    return around !== undefined && around !== node && place([around])
  }
  const left: Node[] = []
  for (const node of children.flatMap((child) => nodesOf(parent, child))) {
    if (settle(node)) continue
    for (const bare of bared(parent, node)) if (!settle(bare)) left.push(bare)
  }
  // What has to be there: a description behind a term.
  return { content: Fragment.fromArray([...placed, ...(match.fillBefore(Fragment.empty, true)?.content ?? [])]), left }
}

function nodesOf(parent: NodeType, node: DocumentNode): Node[] {
  const { schema } = parent
  if (node.text !== undefined) {
    const text = keepable(node.text)
    return text === '' ? [] : [schema.text(text, parent.inlineContent ? parent.allowedMarks(marksOf(schema, node.marks)) : marksOf(schema, node.marks))]
  }
  const type = schema.nodes[node.type]
  if (type) {
    const { content, left } = fittedContent(type, node.content ?? [])
    const whole = made(type, node.attrs ?? {}, content)
    if (whole) return [whole, ...left]
  }
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
  const text = node.text ?? node.textBetween(0, node.content.size, '\n')
  if (text === '') return []
  if (parent.inlineContent) return node.isText ? [] : [parent.schema.text(text)]
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
