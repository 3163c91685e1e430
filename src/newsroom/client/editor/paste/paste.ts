// What somebody pasted, as a document: headings, lists, tables, quotations, links and footnotes of whatever wrote it, without
// its look and its pictures. What was left out is counted, so that it can be said.
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import { footnotePiece, piecesOf, type Converting } from '../../../../articles/client/markup/markup.ts'
import { isKnownProvider, mediumAddress } from '../../../../articles/client/markup/media.ts'
import { blocksFrom, type Piece } from '../../../../articles/client/markup/pieces.ts'
import { attribute, elementsBelow, hasClass, type MarkupElement, type MarkupNode } from '../../../../articles/client/markup/tree.ts'
import { cleaned } from './cleaning.ts'
import { footnotesIn } from './footnotes.ts'
import { leave, type LeftOut } from './left-out.ts'
import { pastedTarget } from './links.ts'
import { tidiedBlocks } from './tidying.ts'

export interface Pasting {
  language: string
  /** Of the paper: links there become paths. */
  origin: string
}
export interface Pasted { doc: PlainNode; left: LeftOut }

/** `nodes` is the body of what stands on the clipboard as HTML. */
export function pastedMarkup(nodes: MarkupNode[], pasting: Pasting): Pasted {
  const left: LeftOut = {}
  const tree = cleaned(nodes, { left, footnotes: footnotesIn(nodes), isWord: isWordProcessor(nodes), depth: 0 })
  levelHeadings(tree)
  return { doc: { type: 'doc', content: tidiedBlocks(blocksFrom(piecesOf(tree, [], converting(pasting, left)))) }, left }
}

/** For what is one paragraph long, and for what stands on the clipboard as text alone. */
export function isWordProcessor(nodes: MarkupNode[]): boolean {
  return [...elementsBelow(nodes)].some((element) => hasClass(element, /^(Mso|TextRun|NormalTextRun|mso)/) || element.tagName === 'o:p')
}

function converting({ language, origin }: Pasting, left: LeftOut): Converting {
  return {
    language, classic: false, pre: false, depth: 0,
    linkTarget: (href) => pastedTarget(href, origin),
    footnote: (number) => attribute(number, 'data-footnote'),
    special: (element) => special(element, left),
    note: (what) => {
      // Links within the page lead nowhere any more, and nobody misses them.
      if (what === 'link') return
      if (what === 'gone') leave(left, 'control')
    },
  }
}

const media = new Set(['iframe', 'video', 'audio', 'embed', 'object'])

function special(element: MarkupElement, left: LeftOut): Piece[] | undefined {
  const tag = element.tagName
  const footnote = attribute(element, 'data-footnote')
  if (footnote !== undefined) return footnote === '' ? [] : [footnotePiece(footnote)]
  if (tag === 'a' && /^\s*(javascript|data|file|vbscript|blob):/i.test(attribute(element, 'href') ?? '')) leave(left, 'link')
  if (!media.has(tag)) return undefined
  const url = mediumAddress(attribute(element, tag === 'object' ? 'data' : 'src'), '')
  if (url !== undefined && isKnownProvider(url)) return [{ block: { type: 'embed', attrs: { url, title: attribute(element, 'title')?.trim() ?? '' } } }]
  leave(left, 'frame')
  return []
}

/** The highest level that stands there becomes 2, all others 3; a first one alone above all others is as high as the next. */
function levelHeadings(nodes: MarkupNode[]) {
  const headings = [...elementsBelow(nodes)].filter(({ tagName }) => /^h[1-6]$/.test(tagName))
  const isAlone = (tag: string) => headings.filter(({ tagName }) => tagName === tag).length === 1 && headings[0]?.tagName === tag
  const levels = [...new Set(headings.map(({ tagName }) => tagName))].sort()
  const [first = '', second] = levels
  const high = new Set(second !== undefined && isAlone(first) ? [first, second] : [first])
  for (const heading of headings) {
    const tagName = high.has(heading.tagName) ? 'h2' : 'h3'
    heading.nodeName = tagName
    heading.tagName = tagName
  }
}
