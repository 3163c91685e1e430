// A whole document as a typesetter would have set it: for the command in the editor, for the plain form, for wires.
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import { corrections } from './corrections.ts'

const gap = '\ufffc'
const isText = (node: PlainNode): node is PlainNode & { text: string } => node.text !== undefined

/** `language` is the article's. Code and addresses stay as they are, and so does what `isLeft`, with all that is in it. */
export function tidied(doc: PlainNode, language: string, isLeft: (node: PlainNode) => boolean = () => false): PlainNode {
  const { content } = doc
  if (!content || isLeft(doc)) return doc
  return { ...doc, content: content.some(isText) ? tidiedLine(content, language) : content.map((child) => tidied(child, language, isLeft)) }
}

/** The text of a line for corrections: of the length that it has, with gaps for what is none of their business. */
export function lineText(nodes: readonly PlainNode[]): string {
  return nodes.map((node) => (!isText(node) ? (node.type === 'hard_break' ? '\n' : gap) : isLeftAlone(node) ? gap.repeat(node.text.length) : node.text)).join('')
}
function isLeftAlone({ marks = [], text = '' }: PlainNode): boolean {
  return marks.some(({ type }) => type === 'code' || type === 'deletion') || (marks.some(({ type }) => type === 'link') && /^(https?:\/\/|www\.|\S+@\S+$)/.test(text))
}

function tidiedLine(nodes: readonly PlainNode[], language: string): PlainNode[] {
  const all = corrections(lineText(nodes), language)
  let at = 0
  return nodes.map((node) => {
    if (!isText(node)) {
      at += 1
      return tidied(node, language)
    }
    const [from, to] = [at, at + node.text.length]
    at = to
    // What would reach over the edge of a mark is left to people.
    const own = all.filter((one) => one.from >= from && one.to <= to && (one.to > one.from || one.from < to))
    const text = own.reduceRight((set, one) => set.slice(0, one.from - from) + one.text + set.slice(one.to - from), node.text)
    return text === node.text ? node : { ...node, text }
  })
}
