// Pictures, galleries and outside media of imported markup.
import { tableWith } from '../articles/client/markup/blocks.ts'
import { piecesOf, type Marks } from '../articles/client/markup/markup.ts'
import { mediumAddress } from '../articles/client/markup/media.ts'
import { textPiece, type Piece } from '../articles/client/markup/pieces.ts'
import { allBelow, attribute, childrenOf, elementsBelow, firstBelow, hasClass, isElement, lineOf, type MarkupElement, type MarkupNode } from '../articles/client/markup/tree.ts'
import type { DocumentNode } from '../articles/document.ts'
import type { Context } from './html-to-document.ts'
import { plainLine, printable } from './html-tree.ts'
import { note } from './notes.ts'

/** How a text names a picture: by the number of its attachment, or by where its file lay. */
export interface PictureRef {
  attachment?: string | undefined
  address?: string | undefined
}

export function imagePieces(element: MarkupElement, _: Marks, context: Context): Piece[] {
  const alt = attribute(element, 'alt') ?? ''
  if (hasClass(element, /^(wp-smiley|emoji)$/)) return alt ? [textPiece(alt, [])] : []
  const picture = pictureNode(element, '', context)
  return picture ? [{ block: picture }] : []
}

function pictureNode(image: MarkupElement, caption: string, context: Context, attachment?: string): DocumentNode | undefined {
  const { notes, pictures, from } = context
  const source = attribute(image, 'src') ?? attribute(image, 'data-src')
  const address = mediumAddress(source, from)
  if (attribute(image, 'width') === '1' || attribute(image, 'height') === '1') return void note(notes, 'counting pixels left out')
  const number = attachment ?? numberIn(attribute(image, 'class'), /wp-image-(\d+)/) ?? attribute(image, 'data-id')
  if (!address && !number) return void note(notes, 'pictures without an address left out')
  const missing = address ? fileName(address) : `attachment ${number}`
  const node = { type: 'picture', attrs: { picture: null, alt: attribute(image, 'alt')?.trim() ?? '', caption: caption || null, missing } }
  pictures.push({ node, ref: { attachment: number, address } })
  return node
}

export function figurePieces(element: MarkupElement, marks: Marks, context: Context): Piece[] {
  const inner = childrenOf(element)
  const caption = captionOf(inner)
  const table = firstBelow(inner, 'table')
  if (table) return tableWith(table, caption, context)
  if (firstBelow(inner, 'blockquote', 'ul', 'ol', 'pre')) return ['gap', ...piecesOf(inner, marks, context), 'gap']
  const images = allBelow(inner, 'img')
  if (images.length > 1) return gallery(element, context)
  const [image] = images
  const picture = image && pictureNode(image, caption, context)
  if (picture) return [{ block: picture }]
  const medium = embedNode(element, caption, context)
  return medium ? [{ block: medium }] : ['gap', ...piecesOf(inner, marks, context), 'gap']
}

function captionOf(nodes: MarkupNode[]): string {
  const caption = firstBelow(nodes, 'figcaption')
  return caption ? lineOf([caption]) : ''
}

/** A block of several pictures, or undefined for what is none. */
export function galleryPieces(element: MarkupElement, context: Context): Piece[] | undefined {
  return hasClass(element, /^(wp-block-(jetpack-)?(tiled-)?(gallery|slideshow)|tiled-gallery)$/) ? gallery(element, context) : undefined
}

function gallery(element: MarkupElement, context: Context): Piece[] {
  const content = allBelow(childrenOf(element), 'img').flatMap((image) => pictureNode(image, captionBeside(image, element), context) ?? [])
  const own = childrenOf(element).find((node) => isElement(node) && node.tagName === 'figcaption')
  const caption = own ? lineOf([own]) : ''
  if (caption !== '') note(context.notes, 'captions of whole galleries now paragraphs after them')
  return [...(content.length > 0 ? [{ block: { type: 'gallery', content } }] : []), 'gap', ...(caption === '' ? [] : [textPiece(caption, [{ type: 'emphasis' }])]), 'gap']
}

// The caption in the smallest figure or list item around the picture, below the gallery itself.
function captionBeside(image: MarkupElement, within: MarkupElement): string {
  let around = image.parentNode
  while (around && around !== within && 'tagName' in around) {
    if (around.tagName === 'figure' || around.tagName === 'li' || around.tagName === 'dl') return captionOf(childrenOf(around))
    around = around.parentNode
  }
  return ''
}

export function mediumPieces(element: MarkupElement, marks: Marks, context: Context): Piece[] {
  const medium = embedNode(element, '', context)
  return medium ? [{ block: medium }] : piecesOf(childrenOf(element).filter((node) => !isElement(node) || node.tagName !== 'param'), marks, context)
}

const addressed: Record<string, string> = { iframe: 'src', video: 'src', audio: 'src', source: 'src', embed: 'src', object: 'data' }

function embedNode(element: MarkupElement, title: string, context: Context): DocumentNode | undefined {
  const inner = childrenOf(element)
  const given = [...elementsBelow([element])].flatMap((part) => attribute(part, addressed[part.tagName] ?? '') ?? [])
  const written = hasClass(element, /^wp-block-(core-)?embed/) ? /https?:\/\/\S+/.exec(lineOf(inner, 'figcaption'))?.[0] : undefined
  const url = [...given, written].map((address) => mediumAddress(address, context.from)).find((address) => address !== undefined)
  if (url === undefined) {
    if (element.tagName !== 'figure') note(context.notes, `<${element.tagName}> without an address left out`)
    return undefined
  }
  return embedOf(url, title || (attribute(element, 'title') ?? ''), context)
}

function embedOf(url: string, title: string, { notes }: Context): DocumentNode {
  note(notes, 'outside media now still boxes that load after a click')
  return { type: 'embed', attrs: { url, title } }
}

/** What expandShortcodes left as markup, or undefined for anything else. */
export function shortcodePieces(element: MarkupElement, context: Context): Piece[] | undefined {
  const kind = attribute(element, 'data-shortcode')
  if (kind === 'embed') {
    const url = mediumAddress(attribute(element, 'data-url'), context.from)
    return url === undefined ? [] : [{ block: embedOf(url, '', context) }]
  }
  if (kind === 'gallery') return numberedGallery(element, context)
  return kind === 'caption' ? captioned(element, context) : undefined
}

// Without numbers it shows whatever hangs on the post.
function numberedGallery(element: MarkupElement, { pictures, attached = [] }: Context): Piece[] {
  const [named = [], excluded = []] = ['data-ids', 'data-exclude'].map((name) => attribute(element, name)?.match(/\d+/g) ?? [])
  const numbers = named.length > 0 ? named : attached.filter((number) => !excluded.some((other) => other === number))
  const content = numbers.map((number): DocumentNode => {
    const node = { type: 'picture', attrs: { picture: null, alt: '', caption: null, missing: `attachment ${number}` } }
    pictures.push({ node, ref: { attachment: number } })
    return node
  })
  return content.length > 0 ? [{ block: { type: 'gallery', content } }] : []
}

function captioned(element: MarkupElement, context: Context): Piece[] {
  const inner = childrenOf(element)
  const [image] = allBelow(inner, 'img')
  const caption = plainLine(attribute(element, 'data-caption') ?? '') || lineOf(inner)
  const picture = image && pictureNode(image, caption, context, numberIn(attribute(element, 'data-attachment'), /(\d+)/))
  return picture ? [{ block: picture }] : ['gap', ...piecesOf(inner, [], context), 'gap']
}

function numberIn(text: string | undefined, pattern: RegExp): string | undefined {
  return pattern.exec(text ?? '')?.[1]
}
/** The last part of an address's path. */
export function fileName(address: string): string {
  const path = URL.canParse(address) ? new URL(address).pathname : address
  const last = path.split('/').filter(Boolean).at(-1) ?? path
  try {
    return printable(decodeURIComponent(last))
  } catch {
    return printable(last)
  }
}
