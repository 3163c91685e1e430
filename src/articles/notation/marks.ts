// How marks on text are written: two equal characters before and after it. The first of these stands outermost.
import type { DocumentMark, DocumentNode } from '../document.ts'

export const delimiters = { strong: '**', emphasis: '__', strikethrough: '~~', sub: '%%', sup: '^^', code: '``' } as const
export type Delimited = keyof typeof delimiters

export function isDelimited(type: string): type is Delimited {
  return Object.hasOwn(delimiters, type)
}
export const delimited = Object.keys(delimiters).filter(isDelimited)
/** What may stand for something else wherever it stands twice. */
export const doubled = new Set(Object.values(delimiters).map((delimiter) => delimiter.charAt(0)))

export function marked(node: DocumentNode, marks: readonly DocumentMark[]): DocumentNode {
  return marks.length === 0 ? node : { ...node, marks: [...marks] }
}
