// New elements for a tree of markup.
import type { MarkupElement, MarkupNode } from '../../../../articles/client/markup/tree.ts'

export function made(tagName: string, children: MarkupNode[], attrs: Record<string, string> = {}): MarkupElement {
  const element: MarkupElement = { nodeName: tagName, tagName, attrs: Object.entries(attrs).map(([name, value]) => ({ name, value })), childNodes: children, parentNode: null }
  for (const child of children) child.parentNode = element
  return element
}

export function withChildren(element: MarkupElement, children: MarkupNode[], tagName = element.tagName): MarkupElement {
  const copy: MarkupElement = { nodeName: tagName, tagName, attrs: element.attrs, childNodes: children, parentNode: null }
  for (const child of children) child.parentNode = copy
  return copy
}
