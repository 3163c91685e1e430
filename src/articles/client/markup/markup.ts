// Turns a tree of markup into pieces of a document. Only what the model knows comes out: whatever else stood there is left out
// or stays as its text, and is noted. Imports and what is pasted share it; what each knows of its own sources it brings along.
import type { PlainNode } from '../document/node.ts'
import { definitionPieces, headingPieces, listPieces, quotationPieces, tablePieces } from './blocks.ts'
import { breakPiece, textPiece, withMark, type Piece } from './pieces.ts'
import { attribute, childrenOf, commentText, isElement, lineOf, ownText, type MarkupElement, type MarkupNode } from './tree.ts'

/** What a conversion brings along. */
export interface Converting {
  language: string
  /** Where a link may lead; null where its words stay without it. */
  linkTarget(href: string): string | null
  /** The text of the footnote that a raised number stands for; undefined where it is none. */
  footnote(number: MarkupElement): string | undefined
  /** What an element becomes of which the source knows more than its tag says; undefined for all others. */
  special(element: MarkupElement, marks: Marks, context: Converting): Piece[] | undefined
  /** What a comment becomes; nothing as a rule. */
  comment?(text: string): Piece[] | undefined
  /** Is told what was changed or left out: by kind, and in words. */
  note(what: Noted, words: string, times?: number): void
  /** Classic markup: a line break in the text is one for the reader. */
  classic: boolean
  pre: boolean
  depth: number
}
export type Noted = 'heading' | 'moved' | 'deep' | 'gone' | 'formatting' | 'script' | 'look' | 'link'
export type Marks = NonNullable<PlainNode['marks']>

/** How deep markup is followed; what lies deeper stays as text. */
const deepest = 150

export function piecesOf(nodes: MarkupNode[], marks: Marks, context: Converting): Piece[] {
  if (context.depth > deepest) {
    context.note('deep', 'markup nested too deeply kept as text')
    return [textPiece(lineOf(nodes), marks)]
  }
  const below = { ...context, depth: context.depth + 1 }
  return nodes.flatMap((node) => {
    const text = ownText(node)
    if (text !== undefined) return textPieces(text, marks, below)
    if (isElement(node)) return elementPieces(node, marks, below)
    return context.comment?.(commentText(node) ?? '') ?? []
  })
}

function textPieces(text: string, marks: Marks, { pre, classic }: Converting): Piece[] {
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

const flow = new Set(['p', 'div', 'section', 'article', 'main', 'header', 'footer', 'aside', 'nav', 'center', 'address', 'fieldset', 'details', 'summary', 'hgroup', 'figcaption', 'li', 'dd', 'dt', 'legend', 'form'])
const gone = new Set(['script', 'style', 'noscript', 'template', 'svg', 'math', 'canvas', 'input', 'select', 'textarea', 'button', 'applet', 'map', 'link', 'meta', 'title', 'base', 'param', 'frame', 'frameset', 'dialog'])
const plain = new Set(['span', 'time', 'label', 'bdi', 'bdo', 'wbr', 'ruby', 'rb', 'rt', 'rp', 'cite', 'tbody', 'picture', 'output', 'data', 'body', 'html'])
const marked: Record<string, string> = {
  strong: 'strong', b: 'strong', em: 'emphasis', i: 'emphasis', dfn: 'emphasis', var: 'emphasis', sub: 'sub', sup: 'sup',
  s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough', code: 'code', kbd: 'code', samp: 'code', tt: 'code',
}

type Handle = (element: MarkupElement, marks: Marks, context: Converting) => Piece[]
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
}

function elementPieces(element: MarkupElement, marks: Marks, context: Converting): Piece[] {
  const tag = element.tagName
  noteAttributes(element, context)
  if (gone.has(tag)) {
    context.note('gone', `<${tag}> left out`)
    return []
  }
  const special = context.special(element, marks, context)
  if (special) return special
  const handle = Object.hasOwn(handled, tag) ? handled[tag] : undefined
  if (handle) return handle(element, marks, context)
  const mark = Object.hasOwn(marked, tag) ? marked[tag] : undefined
  if (mark) return piecesOf(childrenOf(element), withMark(marks, { type: mark }), context)
  const inner = piecesOf(childrenOf(element), marks, context)
  if (flow.has(tag)) return ['gap', ...inner, 'gap']
  if (!plain.has(tag)) context.note('formatting', `formatting <${tag}> kept as plain text`)
  return inner
}

function noteAttributes(element: MarkupElement, context: Converting) {
  for (const { name } of element.attrs) {
    if (name.startsWith('on')) context.note('script', 'scripts in attributes left out')
    if (name === 'style') context.note('look', 'styles in attributes left out')
  }
}

function link(element: MarkupElement, marks: Marks, context: Converting): Piece[] {
  const children = childrenOf(element)
  const href = attribute(element, 'href')
  const target = href === undefined ? null : context.linkTarget(href)
  if (href !== undefined && target === null) context.note('link', `links that no reader may follow (${/^\s*([a-z][\w+.-]*:)/i.exec(href)?.[1]?.toLowerCase() ?? 'not an address'}) kept as text`)
  if (target === null) return piecesOf(children, marks, context)
  const title = attribute(element, 'title')?.trim() || null
  return piecesOf(children, withMark(marks, { type: 'link', attrs: { href: target, title } }), context)
}

/** A footnote's number stands in the text; the note itself comes along elsewhere. */
function superscript(element: MarkupElement, marks: Marks, context: Converting): Piece[] {
  const text = context.footnote(element)
  if (text === undefined) return piecesOf(childrenOf(element), withMark(marks, { type: 'sup' }), context)
  return text === '' ? [] : [footnotePiece(text)]
}
export function footnotePiece(text: string): Piece {
  return { inline: { type: 'footnote', content: [{ type: 'text', text }] } }
}

function preformatted(element: MarkupElement, marks: Marks, context: Converting): Piece[] {
  const verse = /wp-block-verse/.test(attribute(element, 'class') ?? '')
  return ['gap', ...piecesOf(childrenOf(element), verse ? marks : withMark(marks, { type: 'code' }), { ...context, pre: true }), 'gap']
}

function quoted(pieces: Piece[], marks: Marks, { language }: Converting): Piece[] {
  const [before, after] = language.startsWith('de') ? ['„', '“'] : ['“', '”']
  return [textPiece(before, marks), ...pieces, textPiece(after, marks)]
}
