// Turns the text of a WordPress post, written in blocks or in classic markup, into a document. Only what the model
// knows comes out: whatever else stood there is left out or stays as its text, and is noted.
import type { DocumentNode } from '../articles/document.ts'
import { figurePieces, galleryPieces, imagePieces, mediumPieces, shortcodePieces, type PictureRef } from './html-media.ts'
import { attribute, childrenOf, commentText, isElement, lineOf, ownText, parseHtml, plainLine, type HtmlElement, type HtmlNode } from './html-tree.ts'
import { definitionPieces, headingPieces, listPieces, quotationPieces, tablePieces } from './html-blocks.ts'
import { isKnownProvider, linkTarget, type FormerSite } from './html-links.ts'
import { note, type Notes } from './notes.ts'
import { blocksFrom, breakPiece, textPiece, withMark, type Piece } from './pieces.ts'
import { expandShortcodes } from './shortcodes.ts'

export interface Source {
  /** Where the text stood: relative addresses in it begin here. */
  from: string
  site: FormerSite
  language: string
  /** The texts of its footnotes by their keys. */
  footnotes?: ReadonlyMap<string, string> | undefined
  /** The pictures that hang on the post, by number and in order. */
  attached?: string[] | undefined
  /** Markup as the web has it, not as a post is typed: line breaks and square brackets are nothing special. */
  isWeb?: boolean
}

export interface Conversion {
  doc: DocumentNode
  /** The pictures to be found; until then each node says that it is missing. */
  pictures: { node: DocumentNode; ref: PictureRef }[]
  notes: Notes
}

/** What conversions of single elements are given. */
export interface Context extends Source {
  notes: Notes
  pictures: Conversion['pictures']
  /** Classic markup: a line break in the text is one for the reader. */
  classic: boolean
  pre: boolean
  depth: number
}
export type Marks = NonNullable<DocumentNode['marks']>

/** How deep markup is followed; what lies deeper stays as text. */
const deepest = 150

export function htmlToDocument(html: string, source: Source): Conversion {
  const notes: Notes = new Map()
  const context: Context = { ...source, notes, pictures: [], classic: !source.isWeb && !html.includes('<!-- wp:'), pre: false, depth: 0 }
  const pieces = piecesOf(parseHtml(source.isWeb ? html : expandShortcodes(html, notes)), [], context)
  const blocks = blocksFrom(pieces).map(asMedium)
  return { doc: { type: 'doc', content: blocks }, pictures: context.pictures, notes }
}

// An address alone on its line is how WordPress has always written an outside medium.
function asMedium(block: DocumentNode): DocumentNode {
  const [only, more] = block.content ?? []
  const address = block.type === 'paragraph' && !more && !only?.marks ? only?.text : undefined
  return address && /^https?:\/\/\S+$/.test(address) && isKnownProvider(address) ? { type: 'embed', attrs: { url: new URL(address).href, title: '' } } : block
}

export function piecesOf(nodes: HtmlNode[], marks: Marks, context: Context): Piece[] {
  if (context.depth > deepest) {
    note(context.notes, 'markup nested too deeply kept as text')
    return [textPiece(lineOf(nodes), marks)]
  }
  const below = { ...context, depth: context.depth + 1 }
  return nodes.flatMap((node) => {
    const text = ownText(node)
    if (text !== undefined) return textPieces(text, marks, below)
    if (isElement(node)) return elementPieces(node, marks, below)
    noteBlock(commentText(node) ?? '', below)
    return []
  })
}

function textPieces(text: string, marks: Marks, { pre, classic }: Context): Piece[] {
  if (pre) return lines(text, (line) => textPiece(line.replaceAll('\t', '    ').replaceAll(/^ +| {2,}/g, (spaces) => '\u00a0'.repeat(spaces.length)), marks))
  return text.split(/\n[^\S\n\u00a0]*\n\s*/).flatMap((paragraph, index): Piece[] => [
    ...(index > 0 ? ['gap' as const] : []),
    ...(classic ? lines(paragraph, (line) => textPiece(folded(line), marks)) : [textPiece(folded(paragraph), marks)]),
  ])
}
function lines(text: string, piece: (line: string) => Piece): Piece[] {
  return text.split('\n').flatMap((line, index) => [...(index > 0 ? [breakPiece()] : []), ...(line === '' ? [] : [piece(line)])])
}
/** White space as a browser shows it: a run of it is one blank, a no-break space is itself. */
function folded(text: string): string {
  return text.replace(/[^\S\u00a0\u202f]+/g, ' ')
}

const silentBlocks = /^(more|nextpage|spacer|footnotes|page-break|post-content)$/
function noteBlock(comment: string, { notes }: Context) {
  const block = /^\s*wp:([\w/-]+)(\s[\s\S]*)?\/\s*$/.exec(comment)?.[1]
  if (block && !silentBlocks.test(block)) note(notes, `block ${block}, which has no content of its own, left out`)
}

const flow = new Set(['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'center', 'address', 'fieldset', 'details', 'summary', 'hgroup', 'figcaption', 'li', 'dd', 'dt', 'legend', 'form'])
const gone = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'canvas', 'input', 'select', 'textarea', 'button', 'applet', 'map', 'link', 'meta', 'title', 'base', 'param', 'frame', 'frameset', 'dialog'])
const plain = new Set(['span', 'time', 'label', 'bdi', 'bdo', 'wbr', 'ruby', 'rb', 'rt', 'rp', 'cite', 'tbody', 'picture', 'output', 'data', 'body', 'html'])
const marked: Record<string, string> = {
  strong: 'strong', b: 'strong', em: 'emphasis', i: 'emphasis', dfn: 'emphasis', var: 'emphasis', sub: 'sub', sup: 'sup',
  s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough', code: 'code', kbd: 'code', samp: 'code', tt: 'code',
}

type Handle = (element: HtmlElement, marks: Marks, context: Context) => Piece[]
const handled: Record<string, Handle> = {
  br: () => [breakPiece()],
  hr: () => [{ block: { type: 'divider' } }],
  a: link,
  q: (element, marks, context) => quoted(piecesOf(childrenOf(element), marks, context), marks, context),
  sup: superscript,
  h1: headingPieces, h2: headingPieces, h3: headingPieces, h4: headingPieces, h5: headingPieces, h6: headingPieces,
  ul: listPieces, ol: listPieces, menu: listPieces, dir: listPieces,
  dl: definitionPieces, table: tablePieces, blockquote: quotationPieces,
  pre: preformatted,
  figure: figurePieces, img: imagePieces,
  iframe: mediumPieces, video: mediumPieces, audio: mediumPieces, embed: mediumPieces, object: mediumPieces,
}

function elementPieces(element: HtmlElement, marks: Marks, context: Context): Piece[] {
  const tag = element.tagName
  noteAttributes(element, context)
  if (gone.has(tag)) {
    note(context.notes, `<${tag}> left out`)
    return []
  }
  const special = shortcodePieces(element, context) ?? galleryPieces(element, context)
  if (special) return special
  const handle = Object.hasOwn(handled, tag) ? handled[tag] : undefined
  if (handle) return handle(element, marks, context)
  const mark = Object.hasOwn(marked, tag) ? marked[tag] : undefined
  if (mark) return piecesOf(childrenOf(element), withMark(marks, { type: mark }), context)
  const inner = piecesOf(childrenOf(element), marks, context)
  if (flow.has(tag)) return ['gap', ...inner, 'gap']
  if (!plain.has(tag)) note(context.notes, `formatting <${tag}> kept as plain text`)
  return inner
}

function noteAttributes(element: HtmlElement, { notes }: Context) {
  for (const { name } of element.attrs) {
    if (name.startsWith('on')) note(notes, 'scripts in attributes left out')
    if (name === 'style') note(notes, 'styles in attributes left out')
  }
}

function link(element: HtmlElement, marks: Marks, context: Context): Piece[] {
  const children = childrenOf(element)
  const href = attribute(element, 'href')
  const target = href === undefined ? null : linkTarget(href, context)
  // The second link of a file block leads where the first one does.
  if (/(^|\s)wp-block-file__button(\s|$)/.test(attribute(element, 'class') ?? '')) return []
  if (href !== undefined && target === null) note(context.notes, `links that no reader may follow (${/^\s*([a-z][\w+.-]*:)/i.exec(href)?.[1]?.toLowerCase() ?? 'not an address'}) kept as text`)
  if (target?.includes('/wp-content/')) note(context.notes, 'links that lead to files on the former site')
  if (target === null) return piecesOf(children, marks, context)
  const title = attribute(element, 'title')?.trim() || null
  return piecesOf(children, withMark(marks, { type: 'link', attrs: { href: target, title } }), context)
}

/** A footnote's number stands in the text; the note itself comes along in the post's meta data. */
function superscript(element: HtmlElement, marks: Marks, context: Context): Piece[] {
  const key = attribute(element, 'data-fn')
  const footnote = key === undefined ? undefined : context.footnotes?.get(key)
  if (footnote === undefined) return piecesOf(childrenOf(element), withMark(marks, { type: 'sup' }), context)
  const text = plainLine(footnote)
  return text === '' ? [] : [{ inline: { type: 'footnote', content: [{ type: 'text', text }] } }]
}

function preformatted(element: HtmlElement, marks: Marks, context: Context): Piece[] {
  const verse = /wp-block-verse/.test(attribute(element, 'class') ?? '')
  return ['gap', ...piecesOf(childrenOf(element), verse ? marks : withMark(marks, { type: 'code' }), { ...context, pre: true }), 'gap']
}

function quoted(pieces: Piece[], marks: Marks, { language }: Context): Piece[] {
  const [before, after] = language.startsWith('de') ? ['„', '“'] : ['“', '”']
  return [textPiece(before, marks), ...pieces, textPiece(after, marks)]
}
