// What stands on the clipboard, parsed by the browser, as a tree of markup. Nothing of it is run or loaded.
import type { MarkupElement, MarkupNode, MarkupParent } from '../../../../articles/client/markup/tree.ts'

export function clipboardTree(html: string): MarkupNode[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const root: MarkupParent = { nodeName: '#document-fragment', childNodes: [] }
  root.childNodes = below(body, root)
  return root.childNodes
}

function below(parent: Node, into: MarkupParent): MarkupNode[] {
  return [...parent.childNodes].flatMap((node): MarkupNode[] => {
    if (node instanceof Text) return [{ nodeName: '#text', value: node.data, parentNode: into }]
    if (!(node instanceof Element)) return []
    const tagName = node.tagName.toLowerCase()
    const element: MarkupElement = { nodeName: tagName, tagName, attrs: [...node.attributes].map(({ name, value }) => ({ name, value })), childNodes: [], parentNode: into }
    element.childNodes = below(node, element)
    return [element]
  })
}
