// Reading markup with parse5, and the few questions the conversions ask of its tree.
import { defaultTreeAdapter as tree, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlElement = DefaultTreeAdapterTypes.Element

export function parseHtml(html: string): HtmlNode[] {
  return parseFragment(html).childNodes
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return tree.isElementNode(node)
}
/** The text of a text node. */
export function ownText(node: HtmlNode): string | undefined {
  return tree.isTextNode(node) ? node.value : undefined
}
export function commentText(node: HtmlNode): string | undefined {
  return tree.isCommentNode(node) ? node.data : undefined
}

export function childrenOf(element: HtmlElement): HtmlNode[] {
  return element.tagName === 'template' && 'content' in element ? [] : element.childNodes
}

export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((attr) => attr.name === name)?.value
}
export function hasClass(element: HtmlElement, pattern: RegExp): boolean {
  return (attribute(element, 'class') ?? '').split(/\s+/).some((name) => pattern.test(name))
}

/** Every element below these nodes, in the order of the text. Walks without recursion: markup may be nested without bound. */
export function* elementsBelow(nodes: HtmlNode[]): Generator<HtmlElement> {
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
export function firstBelow(nodes: HtmlNode[], ...tags: string[]): HtmlElement | undefined {
  for (const element of elementsBelow(nodes)) if (tags.includes(element.tagName)) return element
  return undefined
}
export function allBelow(nodes: HtmlNode[], tag: string): HtmlElement[] {
  return [...elementsBelow(nodes)].filter((element) => element.tagName === tag)
}

const breaking = new Set(['p', 'div', 'br', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'tr', 'td', 'th', 'ul', 'ol', 'dt', 'dd', 'pre', 'figure', 'figcaption', 'hr'])
const unread = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'object', 'svg'])

/** The plain text of nodes in one line; without what is not for reading, and without the elements of the tags named. */
export function lineOf(nodes: HtmlNode[], ...without: string[]): string {
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

/** Markup as one line of plain text: for headlines, captions and standfirsts. */
export function plainLine(html: string): string {
  return printable(/[<&]/.test(html) ? lineOf(parseHtml(html)) : html.replace(/\s+/g, ' ').trim())
}

/** Without what percent signs and backslashes can smuggle in, and no database keeps: control characters, halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd').toWellFormed()
}
