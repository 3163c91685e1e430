// Headings, lists, quotations and tables of imported markup.
import type { PlainNode } from '../document/node.ts'
import { piecesOf, type Converting, type Marks } from './markup.ts'
import { append, attribute, childrenOf, firstBelow, hasClass, isElement, lineOf, type MarkupElement, type MarkupNode } from './tree.ts'
import { blocksFrom, inlineFrom, paragraphsOf, type Fitted, type Piece } from './pieces.ts'

export function headingPieces(element: MarkupElement, marks: Marks, context: Converting): Piece[] {
  const level = element.tagName === 'h1' || element.tagName === 'h2' ? 2 : 3
  if (element.tagName !== `h${level}`) context.note('heading', `headings <${element.tagName}> now of level ${level}`)
  const { fits, moved } = inlineFrom(piecesOf(childrenOf(element), marks, context))
  return [...(fits.length > 0 ? [{ block: { type: 'heading', attrs: { level }, content: fits } }] : []), ...asBlocks(moved)]
}

export function listPieces(element: MarkupElement, _: Marks, context: Converting): Piece[] {
  const items: PlainNode[] = []
  const moved: PlainNode[] = []
  for (const { node, isItem } of listChildren(childrenOf(element))) {
    const fitted = paragraphsOf(blocksFrom(piecesOf(isItem && isElement(node) ? childrenOf(node) : [node], [], context)), true)
    append(moved, fitted.moved)
    const last = items.at(-1)
    // Old markup hangs a nested list beside the item it belongs to.
    if (!isItem && last?.content) append(last.content, fitted.fits)
    else if (fitted.fits.length > 0) items.push({ type: 'list_item', content: beginningWithText(fitted.fits) })
  }
  noteMoved(moved, context)
  return [...(items.length > 0 ? [{ block: listNode(element, items) }] : []), ...asBlocks(moved)]
}

function listChildren(nodes: MarkupNode[]) {
  return nodes
    .filter((node) => isElement(node) || lineOf([node]) !== '')
    .map((node) => ({ node, isItem: isElement(node) && node.tagName === 'li' }))
}
function beginningWithText(blocks: PlainNode[]): PlainNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]
}
function listNode(element: MarkupElement, content: PlainNode[]): PlainNode {
  if (element.tagName !== 'ol') return { type: 'bullet_list', content }
  const start = Number(attribute(element, 'start') ?? 1)
  return { type: 'ordered_list', attrs: { start: Number.isInteger(start) && start >= 0 && start <= 10_000 ? start : 1 }, content }
}

export function quotationPieces(element: MarkupElement, _: Marks, context: Converting): Piece[] {
  const cite = firstBelow(childrenOf(element), 'cite', 'footer')
  const attribution = cite ? lineOf([cite]) || null : null
  const inner = withoutNode(childrenOf(element), cite)
  if (isPullQuote(element)) return pullQuote(inner, attribution)
  const { fits, moved } = paragraphsOf(blocksFrom(piecesOf(inner, [], context)), false)
  noteMoved(moved, context)
  return [...(fits.length > 0 ? [{ block: { type: 'quotation', attrs: { attribution }, content: fits } }] : []), ...asBlocks(moved)]
}

function isPullQuote(element: MarkupElement): boolean {
  const around = element.parentNode
  return hasClass(element, /^wp-block-pullquote$/) || (around !== null && 'attrs' in around && hasClass(around, /^wp-block-pullquote$/))
}
function pullQuote(nodes: MarkupNode[], attribution: string | null): Piece[] {
  const text = lineOf(nodes)
  return text === '' ? [] : [{ block: { type: 'pull_quote', attrs: { attribution }, content: [{ type: 'text', text }] } }]
}
/** The nodes without one that may lie deeper among them; the tree is ours and used once, so it is taken out of it. */
function withoutNode(nodes: MarkupNode[], gone: MarkupElement | undefined): MarkupNode[] {
  if (!gone) return nodes
  const parent = gone.parentNode
  if (parent) parent.childNodes = parent.childNodes.filter((node) => node !== gone)
  return nodes.filter((node) => node !== gone)
}

export function definitionPieces(element: MarkupElement, _: Marks, context: Converting): Piece[] {
  const content: PlainNode[] = []
  const moved: PlainNode[] = []
  for (const child of definitionParts(childrenOf(element))) {
    const fitted = inlineFrom(piecesOf(childrenOf(child), [], context))
    append(moved, fitted.moved)
    const type = child.tagName === 'dt' ? 'term' : 'description'
    const last = content.at(-1)?.type
    // Each term needs a description of its own, and none stands without a term.
    if (type === 'term' && last === 'term') content.push({ type: 'description' })
    if (type === 'description' && last === undefined) content.push({ type: 'term' })
    content.push({ type, ...(fitted.fits.length > 0 ? { content: fitted.fits } : {}) })
  }
  if (content.at(-1)?.type === 'term') content.push({ type: 'description' })
  noteMoved(moved, context)
  return [...(content.length > 0 ? [{ block: { type: 'definition_list', content } }] : []), ...asBlocks(moved)]
}
function definitionParts(nodes: MarkupNode[]): MarkupElement[] {
  return nodes.filter(isElement).flatMap((child) => (child.tagName === 'dt' || child.tagName === 'dd' ? [child] : definitionParts(childrenOf(child))))
}

export function tablePieces(element: MarkupElement, _: Marks, context: Converting): Piece[] {
  const title = childrenOf(element).find((node) => isElement(node) && node.tagName === 'caption')
  return tableWith(element, title ? lineOf([title]) : '', context)
}

export function tableWith(element: MarkupElement, caption: string, context: Converting): Piece[] {
  const moved: PlainNode[] = []
  const content = rowsOf(element).flatMap((row): PlainNode[] => {
    const cells = childrenOf(row).filter(isElement).filter(({ tagName }) => tagName === 'td' || tagName === 'th').map((cell) => {
      const fitted = inlineFrom(piecesOf(childrenOf(cell), [], context))
      append(moved, fitted.moved)
      return cellNode(cell, fitted)
    })
    return cells.length > 0 ? [{ type: 'table_row', content: cells }] : []
  })
  noteMoved(moved, context)
  return [...(content.length > 0 ? [{ block: { type: 'table', attrs: { caption: caption || null }, content } }] : []), ...asBlocks(moved)]
}
function rowsOf(element: MarkupElement): MarkupElement[] {
  return childrenOf(element).filter(isElement).flatMap((child) => (child.tagName === 'tr' ? [child] : /^t(head|body|foot)$/.test(child.tagName) ? rowsOf(child) : []))
}
function cellNode(cell: MarkupElement, { fits }: Fitted): PlainNode {
  const span = (name: string) => {
    const value = Number(attribute(cell, name) ?? 1)
    return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1
  }
  const attrs = { colspan: span('colspan'), rowspan: span('rowspan') }
  return { type: cell.tagName === 'th' ? 'table_header' : 'table_cell', attrs, ...(fits.length > 0 ? { content: fits } : {}) }
}

function noteMoved(moved: PlainNode[], context: Converting) {
  if (moved.length > 0) context.note('moved', 'pictures and media in a list, table or quotation now stand after it', moved.length)
}
function asBlocks(nodes: PlainNode[]): Piece[] {
  return nodes.map((block) => ({ block }))
}
