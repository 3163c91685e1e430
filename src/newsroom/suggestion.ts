// A suggestion is a text that somebody would put in or take out; it is marked as that until somebody takes it up or refuses it.
import type { DocumentNode } from '../articles/document.ts'

/** What readers would see now: what was to be put in is not there yet, what was to be taken out still is. */
export function withoutSuggestions(doc: DocumentNode): DocumentNode {
  return { ...doc, content: childrenOf(doc) }
}

/** A paragraph that consists of what was to be put in is not there either; a cell of a table is. */
function childrenOf({ content = [] }: DocumentNode): DocumentNode[] {
  return content.flatMap((node): DocumentNode[] => {
    const { marks = [] } = node
    if (marks.some(({ type }) => type === 'insertion')) return []
    const bare = marks.length === 0 ? node : { ...node, marks: marks.filter(({ type }) => type !== 'deletion') }
    if (node.content === undefined || node.content.length === 0) return [bare]
    const children = childrenOf(node)
    return children.length === 0 && !/^table_(cell|header)$/.test(node.type) ? [] : [{ ...bare, content: children }]
  })
}
