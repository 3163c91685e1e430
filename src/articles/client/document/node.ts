// A document as plain JSON, where the browser may read it, too.

export interface PlainMark { type: string; attrs?: Record<string, unknown> | undefined }
export interface PlainNode {
  type: string
  attrs?: Record<string, unknown> | undefined
  content?: PlainNode[] | undefined
  marks?: PlainMark[] | undefined
  text?: string | undefined
}

/** The plain text below a node. */
export function plainText(node: PlainNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hard_break') return '\n'
  return (node.content ?? []).map(plainText).join('')
}
