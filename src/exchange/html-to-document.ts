// Turns the text of a WordPress post, written in blocks or in classic markup, into a document. Only what the model
// knows comes out: whatever else stood there is left out or stays as its text, and is noted.
import { piecesOf, type Converting, type Marks } from '../articles/client/markup/markup.ts'
import { isKnownProvider } from '../articles/client/markup/media.ts'
import { blocksFrom, type Piece } from '../articles/client/markup/pieces.ts'
import { attribute, hasClass, type MarkupElement } from '../articles/client/markup/tree.ts'
import type { DocumentNode } from '../articles/document.ts'
import { figurePieces, galleryPieces, imagePieces, mediumPieces, shortcodePieces, type PictureRef } from './html-media.ts'
import { parseHtml, plainLine } from './html-tree.ts'
import { linkTarget, type FormerSite } from './html-links.ts'
import { note, type Notes } from './notes.ts'
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
export interface Context extends Converting, Source {
  language: string
  notes: Notes
  pictures: Conversion['pictures']
}

export function htmlToDocument(html: string, source: Source): Conversion {
  const notes: Notes = new Map()
  const pictures: Conversion['pictures'] = []
  const about = { ...source, notes, pictures }
  const pieces = piecesOf(parseHtml(source.isWeb ? html : expandShortcodes(html, notes)), [], {
    language: source.language, classic: !source.isWeb && !html.includes('<!-- wp:'), pre: false, depth: 0,
    linkTarget: (href) => target(href, about),
    footnote: (number) => footnote(number, source),
    special: (element, marks, context) => special(element, marks, { ...about, ...context }),
    comment: (text) => void noteBlock(text, notes),
    note: (_, words, times) => note(notes, words, times),
  })
  return { doc: { type: 'doc', content: blocksFrom(pieces).map(asMedium) }, pictures, notes }
}

// An address alone on its line is how WordPress has always written an outside medium.
function asMedium(block: DocumentNode): DocumentNode {
  const [only, more] = block.content ?? []
  const address = block.type === 'paragraph' && !more && !only?.marks ? only?.text : undefined
  return address && /^https?:\/\/\S+$/.test(address) && isKnownProvider(address) ? { type: 'embed', attrs: { url: new URL(address).href, title: '' } } : block
}

const media: Record<string, (element: MarkupElement, marks: Marks, context: Context) => Piece[]> = {
  figure: figurePieces, img: imagePieces, iframe: mediumPieces, video: mediumPieces, audio: mediumPieces, embed: mediumPieces, object: mediumPieces,
}

function special(element: MarkupElement, marks: Marks, context: Context): Piece[] | undefined {
  const found = shortcodePieces(element, context) ?? galleryPieces(element, context)
  if (found) return found
  // The second link of a file block leads where the first one does.
  if (element.tagName === 'a' && hasClass(element, /^wp-block-file__button$/)) return []
  const medium = Object.hasOwn(media, element.tagName) ? media[element.tagName] : undefined
  return medium?.(element, marks, context)
}

function target(href: string, { notes, ...source }: Source & { notes: Notes }): string | null {
  const found = linkTarget(href, source)
  if (found?.includes('/wp-content/')) note(notes, 'links that lead to files on the former site')
  return found
}

/** The notes themselves come along in the post's meta data. */
function footnote(number: MarkupElement, { footnotes }: Source): string | undefined {
  const key = attribute(number, 'data-fn')
  const text = key === undefined ? undefined : footnotes?.get(key)
  return text === undefined ? undefined : plainLine(text)
}

const silentBlocks = /^(more|nextpage|spacer|footnotes|page-break|post-content)$/
function noteBlock(comment: string, notes: Notes) {
  const block = /^\s*wp:([\w/-]+)(\s[\s\S]*)?\/\s*$/.exec(comment)?.[1]
  if (block && !silentBlocks.test(block)) note(notes, `block ${block}, which has no content of its own, left out`)
}
