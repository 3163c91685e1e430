// Headings, lists, quotations and tables of imported markup.
import type { DocumentNode } from '../articles/document.ts'
import { piecesOf, type Context, type Marks } from './html-to-document.ts'
import { append, attribute, childrenOf, firstBelow, hasClass, isElement, lineOf, type HtmlElement, type HtmlNode } from './html-tree.ts'
import { note } from './notes.ts'
import { blocksFrom, inlineFrom, paragraphsOf, type Fitted, type Piece } from './pieces.ts'

export function headingPieces(element: HtmlElement, marks: Marks, context: Context): Piece[] {
  const level = element.tagName === 'h1' || element.tagName === 'h2' ? 2 : 3
  if (element.tagName !== `h${level}`) note(context.notes, `headings <${element.tagName}> now of level ${level}`)
  const { fits, moved } = inlineFrom(piecesOf(childrenOf(element), marks, context))
  return [...(fits.length > 0 ? [{ block: { type: 'heading', attrs: { level }, content: fits } }] : []), ...asBlocks(moved)]
}

export function listPieces(element: HtmlElement, _: Marks, context: Context): Piece[] {
  const items: DocumentNode[] = []
  const moved: DocumentNode[] = []
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

function listChildren(nodes: HtmlNode[]) {
  return nodes
    .filter((node) => isElement(node) || lineOf([node]) !== '')
    .map((node) => ({ node, isItem: isElement(node) && node.tagName === 'li' }))
}
function beginningWithText(blocks: DocumentNode[]): DocumentNode[] {
  return blocks[0]?.type === 'paragraph' ? blocks : [{ type: 'paragraph' }, ...blocks]
}
function listNode(element: HtmlElement, content: DocumentNode[]): DocumentNode {
  if (element.tagName !== 'ol') return { type: 'bullet_list', content }
  const start = Number(attribute(element, 'start') ?? 1)
  return { type: 'ordered_list', attrs: { start: Number.isInteger(start) && start >= 0 && start <= 10_000 ? start : 1 }, content }
}

export function quotationPieces(element: HtmlElement, _: Marks, context: Context): Piece[] {
  const cite = firstBelow(childrenOf(element), 'cite', 'footer')
  const attribution = cite ? lineOf([cite]) || null : null
  const inner = withoutNode(childrenOf(element), cite)
  if (isPullQuote(element)) return pullQuote(inner, attribution)
  const { fits, moved } = paragraphsOf(blocksFrom(piecesOf(inner, [], context)), false)
  noteMoved(moved, context)
  return [...(fits.length > 0 ? [{ block: { type: 'quotation', attrs: { attribution }, content: fits } }] : []), ...asBlocks(moved)]
}

function isPullQuote(element: HtmlElement): boolean {
  const around = element.parentNode
  return hasClass(element, /^wp-block-pullquote$/) || (around !== null && 'attrs' in around && hasClass(around, /^wp-block-pullquote$/))
}
function pullQuote(nodes: HtmlNode[], attribution: string | null): Piece[] {
  const text = lineOf(nodes)
  return text === '' ? [] : [{ block: { type: 'pull_quote', attrs: { attribution }, content: [{ type: 'text', text }] } }]
}
/** The nodes without one that may lie deeper among them; the tree is ours and used once, so it is taken out of it. */
function withoutNode(nodes: HtmlNode[], gone: HtmlElement | undefined): HtmlNode[] {
  if (!gone) return nodes
  const parent = gone.parentNode
  if (parent) parent.childNodes = parent.childNodes.filter((node) => node !== gone)
  return nodes.filter((node) => node !== gone)
}

export function definitionPieces(element: HtmlElement, _: Marks, context: Context): Piece[] {
  const content: DocumentNode[] = []
  const moved: DocumentNode[] = []
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
function definitionParts(nodes: HtmlNode[]): HtmlElement[] {
  return nodes.filter(isElement).flatMap((child) => (child.tagName === 'dt' || child.tagName === 'dd' ? [child] : definitionParts(childrenOf(child))))
}

export function tablePieces(element: HtmlElement, _: Marks, context: Context): Piece[] {
  const title = childrenOf(element).find((node) => isElement(node) && node.tagName === 'caption')
  return tableWith(element, title ? lineOf([title]) : '', context)
}

export function tableWith(element: HtmlElement, caption: string, context: Context): Piece[] {
  const moved: DocumentNode[] = []
  const content = rowsOf(element).flatMap((row): DocumentNode[] => {
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
function rowsOf(element: HtmlElement): HtmlElement[] {
  return childrenOf(element).filter(isElement).flatMap((child) => (child.tagName === 'tr' ? [child] : /^t(head|body|foot)$/.test(child.tagName) ? rowsOf(child) : []))
}
function cellNode(cell: HtmlElement, { fits }: Fitted): DocumentNode {
  const span = (name: string) => {
    const value = Number(attribute(cell, name) ?? 1)
    return Number.isInteger(value) && value >= 1 && value <= 100 ? value : 1
  }
  const attrs = { colspan: span('colspan'), rowspan: span('rowspan') }
  return { type: cell.tagName === 'th' ? 'table_header' : 'table_cell', attrs, ...(fits.length > 0 ? { content: fits } : {}) }
}

function noteMoved(moved: DocumentNode[], { notes }: Context) {
  if (moved.length > 0) note(notes, 'pictures and media in a list, table or quotation now stand after it', moved.length)
}
function asBlocks(nodes: DocumentNode[]): Piece[] {
  return nodes.map((block) => ({ block }))
}
