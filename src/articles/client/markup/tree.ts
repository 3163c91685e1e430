// Markup as a tree, and the few questions that conversions ask of it. parse5 makes such trees of text; in a browser one is made of what stands on the clipboard.

export interface MarkupElement {
  nodeName: string
  tagName: string
  attrs: { name: string; value: string }[]
  childNodes: MarkupNode[]
  parentNode: MarkupParent | null
}
export interface MarkupText { nodeName: '#text'; value: string; parentNode: MarkupParent | null }
export interface MarkupComment { nodeName: '#comment'; data: string; parentNode: MarkupParent | null }
/** What stands in a document and says nothing, such as its type. */
interface MarkupRest { nodeName: string; parentNode: MarkupParent | null }
export type MarkupNode = MarkupElement | MarkupText | MarkupComment | MarkupRest
/** The document, a fragment of it, or an element. */
export type MarkupParent = MarkupElement | { nodeName: string; childNodes: MarkupNode[] }

export function isElement(node: MarkupNode): node is MarkupElement {
  return 'tagName' in node
}
/** The text of a text node. */
export function ownText(node: MarkupNode): string | undefined {
  return 'value' in node ? node.value : undefined
}
export function commentText(node: MarkupNode): string | undefined {
  return 'data' in node ? node.data : undefined
}

export function childrenOf(element: MarkupElement): MarkupNode[] {
  return element.tagName === 'template' && 'content' in element ? [] : element.childNodes
}

export function attribute(element: MarkupElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value
}
export function hasClass(element: MarkupElement, pattern: RegExp): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).some((name) => pattern.test(name))
}

/** Every element below these nodes, in the order of the text. Walks without recursion: markup may be nested without bound. */
export function* elementsBelow(nodes: MarkupNode[]): Generator<MarkupElement> {
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!isElement(node)) continue
    yield node
    append(waiting, childrenOf(node).toReversed())
  }
}

/** Adds one by one: a hundred thousand of them, as arguments of one call of push, would break it. */
export function append<T>(list: T[], more: Iterable<T>) {
  for (const one of more) list.push(one)
}
export function firstBelow(nodes: MarkupNode[], ...tags: string[]): MarkupElement | undefined {
  for (const element of elementsBelow(nodes)) if (tags.includes(element.tagName)) return element
  return undefined
}
export function allBelow(nodes: MarkupNode[], tag: string): MarkupElement[] {
  return [...elementsBelow(nodes)].filter((element) => element.tagName === tag)
}

const breaking = new Set(['p', 'div', 'br', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'tr', 'td', 'th', 'ul', 'ol', 'dt', 'dd', 'pre', 'figure', 'figcaption', 'hr'])
const unread = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg'])

/** The plain text of nodes in one line; without what is not for reading, and without the elements of the tags named. */
export function lineOf(nodes: MarkupNode[], ...without: string[]): string {
  let text = ''
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    text += ownText(node) ?? ''
    if (!isElement(node) || unread.has(node.tagName) || without.includes(node.tagName)) continue
    if (breaking.has(node.tagName)) text += ' '
    append(waiting, childrenOf(node).toReversed())
  }
  return text.replace(/\s+/g, ' ').trim()
}
