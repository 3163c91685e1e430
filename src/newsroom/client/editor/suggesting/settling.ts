// Suggestions taken up or refused: what was to come in stays or goes, what was to go goes or stays. On the plain document, so
// that the program can do it for those who have no script, and the browser does the same.
import type { PlainMark, PlainNode } from '../../../../articles/client/document/node.ts'
import { suggestedBy, type Suggested } from './marks.ts'

/** Which of them, and whether they are taken up. */
export interface Settling { of: (one: Suggested) => boolean; isAccepted: boolean }

/** Node by node; undefined where nothing of one is left. What was empty before stays. */
export function settledNode(node: PlainNode, settling: Settling): PlainNode | undefined {
  if (node.text !== undefined || node.content === undefined || isInline(node)) {
    const marks = node.marks ?? []
    if (marks.some((mark) => isGone(mark, settling))) return undefined
    const rest = marks.filter((mark) => !isDue(mark, settling))
    if (rest.length === marks.length) return node
    const { marks: _, ...bare } = node
    return rest.length > 0 ? { ...bare, marks: rest } : bare
  }
  const content = node.content.flatMap((child) => settledNode(child, settling) ?? [])
  if (node.content.length > 0 && content.length === 0 && node.type !== 'doc' && !/^table_(cell|header)$/.test(node.type)) return undefined
  return { ...node, content }
}

function isInline({ type }: PlainNode): boolean {
  return type === 'text' || type === 'hard_break' || type === 'footnote'
}
function isDue(mark: PlainMark, { of }: Settling): boolean {
  return (mark.type === 'insertion' || mark.type === 'deletion') && of(suggestedBy(mark))
}
function isGone(mark: PlainMark, settling: Settling): boolean {
  return isDue(mark, settling) && (mark.type === 'insertion') !== settling.isAccepted
}
