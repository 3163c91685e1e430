// A suggestion is text that somebody would put in or take out, marked as that with who and when until somebody takes it up
// or refuses it. One change has one id, however many marks it takes.
import type { Mark, Node } from 'prosemirror-model'
import type { PlainMark } from '../../../../articles/client/document/node.ts'

export interface Who { by: number; name: string }
export interface Suggested extends Who { id: string; at: string }

export const kinds = ['insertion', 'deletion'] as const
export type Kind = (typeof kinds)[number]

export function suggestedBy(mark: Mark | PlainMark): Suggested {
  const { id, by, name, at } = mark.attrs ?? {}
  return { id: String(id), by: Number(by), name: String(name), at: String(at) }
}

/** The mark of a kind on a node, if it has one. */
export function markOf(node: Node, kind: Kind): Mark | undefined {
  return node.marks.find(({ type }) => type.name === kind)
}

/** One change as it is listed. */
export interface Suggestion extends Suggested {
  /** What would come in, and what would go. */
  insertion: string
  deletion: string
  from: number
  to: number
}

/** Everything that is suggested, in the order of the text. Of a change that reaches over several paragraphs the parts are told together. */
export function suggestionsIn(doc: Node): Suggestion[] {
  const found = new Map<string, Suggestion>()
  doc.descendants((node, pos) => {
    if (!node.isInline) return
    for (const kind of kinds) {
      const mark = markOf(node, kind)
      if (!mark) continue
      const who = suggestedBy(mark)
      const one = found.get(who.id) ?? { ...who, insertion: '', deletion: '', from: pos, to: pos }
      one[kind] += `${one[kind] !== '' && pos > one.to ? ' ' : ''}${node.text ?? (node.type.name === 'hard_break' ? '\n' : '…')}`
      one.to = pos + node.nodeSize
      found.set(who.id, one)
    }
  })
  return [...found.values()]
}
