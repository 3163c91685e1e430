// Goes over what was pasted before it is converted: what only looks, watches or works is taken out, and what says by its look
// what it is gets the tag that says so.
import { attribute, childrenOf, elementsBelow, hasClass, isElement, ownText, type MarkupElement, type MarkupNode } from '../../../../articles/client/markup/tree.ts'
import { made, withChildren } from './building.ts'
import type { Footnotes } from './footnotes.ts'
import { leave, type LeftOut } from './left-out.ts'
import { isColoured, isHidden, isUnderlined, meant, styleOf } from './looks.ts'
import { paragraphTag, withLists } from './word.ts'

export interface Cleaning { left: LeftOut; footnotes: Footnotes; /** Out of a word processor: what is struck out there is a change not yet accepted. */ isWord: boolean; depth: number }

const silent = new Set(['script', 'style', 'noscript', 'template', 'meta', 'link', 'title', 'base', 'head', 'xml', 'svg', 'math', 'map', 'wbr'])
const controls = new Set(['input', 'button', 'select', 'textarea', 'form', 'nav', 'dialog', 'menu'])
const pictures = new Set(['img', 'canvas', 'v:imagedata', 'v:shape', 'v:group'])
const unwrapped = new Set(['o:p', 'font', 'u', 'mark', 'big', 'small', 'html', 'body', 'picture', 'ins', 'st1:place', 'w:sdt', 'center', 'label'])
const deepest = 200

export function cleaned(nodes: MarkupNode[], cleaning: Cleaning): MarkupNode[] {
  if (cleaning.depth > deepest) return nodes
  const below = { ...cleaning, depth: cleaning.depth + 1 }
  return parted(withLists(nodes).flatMap((node) => (isElement(node) ? cleanedElement(node, below) : ownText(node) === undefined ? [] : [node])))
}

function cleanedElement(element: MarkupElement, cleaning: Cleaning): MarkupNode[] {
  const { left, footnotes } = cleaning
  const tag = element.tagName
  const style = styleOf(element)
  const footnote = footnotes.texts.get(element)
  if (footnote !== undefined) return [made('sup', [], { 'data-footnote': footnote })]
  if (silent.has(tag) || isHidden(element, style) || footnotes.notes.has(element) || isEnd(element)) return []
  if (isRemark(element, style, cleaning)) return []
  if (controls.has(tag)) {
    leave(left, 'control')
    return []
  }
  if (pictures.has(tag)) return picture(element, left)
  if (tag === 'figure') return figure(element, cleaning)
  // A bookmark leads nowhere.
  const children = cleaned(childrenOf(element), cleaning)
  noteLook(element, style, left)
  return dressed(element, style, children)
}

/** What Word writes at the end of each paragraph so that it has an end. */
function isEnd(element: MarkupElement): boolean {
  return hasClass(element, /^(EOP|LineBreakBlob|Apple-interchange-newline|BlobObject|SCXP\d*)$/) && element.tagName !== 'p'
}

/** A remark or a change that others have not yet agreed to. */
function isRemark(element: MarkupElement, style: ReadonlyMap<string, string>, { left, isWord }: Cleaning): boolean {
  const tag = element.tagName
  if (tag === 'del' && isWord) {
    leave(left, 'change')
    return true
  }
  if (/^comment(-list)?$/.test(style.get('mso-element') ?? '')) return true
  const isAnchor = (tag === 'a' && (hasClass(element, /^msocomanchor$/) || /^cmnt/.test(attribute(element, 'id') ?? ''))) || hasClass(element, /^MsoCommentReference$/)
  if (isAnchor && !/^cmnt\d/.test(attribute(element, 'id') ?? '')) leave(left, 'comment')
  return isAnchor
}

function picture(element: MarkupElement, left: LeftOut): MarkupNode[] {
  const alt = attribute(element, 'alt') ?? ''
  if (element.tagName === 'img' && /^\p{Extended_Pictographic}[\p{Extended_Pictographic}\p{Emoji_Modifier}\u200d\ufe0f]*$/u.test(alt)) return [{ nodeName: '#text', value: alt, parentNode: null }]
  const isPixel = ['width', 'height'].some((name) => /^[01](px)?$/.test(attribute(element, name) ?? ''))
  if (!isPixel) leave(left, 'picture')
  return []
}

/** A caption without its picture says nothing. */
function figure(element: MarkupElement, cleaning: Cleaning): MarkupNode[] {
  const inside = [...elementsBelow(childrenOf(element))]
  const images = inside.filter(({ tagName }) => tagName === 'img')
  if (images.length === 0 || inside.some(({ tagName }) => /^(table|blockquote|ul|ol|pre)$/.test(tagName))) return [withChildren(element, cleaned(childrenOf(element), cleaning), 'div')]
  for (const image of images) picture(image, cleaning.left)
  return []
}

function noteLook(element: MarkupElement, style: ReadonlyMap<string, string>, left: LeftOut) {
  const isLink = element.tagName === 'a' || [...elementsBelow(childrenOf(element))].some(({ tagName }) => tagName === 'a') || isInLink(element)
  if (isLink) return
  if (isColoured(element, style)) leave(left, 'look')
  if (isUnderlined(element, style)) leave(left, 'underline')
}
function isInLink(element: MarkupElement): boolean {
  for (let at = element.parentNode; at && 'tagName' in at; at = at.parentNode) if (at.tagName === 'a') return true
  return false
}

const strong = /^(b|strong)$/
const slanted = /^(i|em|cite|dfn|var)$/

function dressed(element: MarkupElement, style: ReadonlyMap<string, string>, children: MarkupNode[]): MarkupNode[] {
  const tag = element.tagName
  const { tags, isPlain } = meant(style)
  const isBlock = /^(p|div|h[1-6]|li|td|th|tr|table|tbody|ul|ol|blockquote|section|article|main|body|pre)$/.test(tag)
  const inner = isBlock && tag !== 'p' && tag !== 'td' ? children : tags.reduce((inside, name) => [made(name, inside)], children)
  if (unwrapped.has(tag) || tag.includes(':') || (tag === 'a' && attribute(element, 'href') === undefined)) return inner
  // Google puts a bold element around everything, and says beside it that it is not.
  if ((strong.test(tag) && isPlain.strong) || (slanted.test(tag) && isPlain.em)) return inner
  const meantTag = paragraphTag(element)
  if (meantTag === 'blockquote') return [made('blockquote', [made('p', inner)])]
  return [withChildren(element, inner, meantTag ?? tag)]
}

/** Two breaks part paragraphs. */
function parted(nodes: MarkupNode[]): MarkupNode[] {
  const out: MarkupNode[] = []
  for (const node of nodes) {
    const isBreak = isElement(node) && node.tagName === 'br'
    const last = out.findLast((one) => isElement(one) || (ownText(one) ?? '').trim() !== '')
    if (isBreak && last && isElement(last) && (last.tagName === 'br' || isGap(last))) {
      while (out.at(-1) !== last) out.pop()
      if (last.tagName === 'br') out[out.length - 1] = made('div', [])
    } else out.push(node)
  }
  return out
}
function isGap(element: MarkupElement): boolean {
  return element.tagName === 'div' && element.childNodes.length === 0
}
