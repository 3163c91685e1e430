// The text of a wire as the paper keeps it: a document of the paper's own model, with its dateline and its pictures told apart.
import { createHash } from 'node:crypto'
import { parseDocument, textOf, type DocumentNode } from '../articles/document.ts'
import { htmlToDocument } from './html-to-document.ts'
import { mostPictures, type Wired, type WiredPicture } from './wired.ts'

/** A picture by reference; `place`: which of the pictures in the text it is, null for those beside it. */
export interface WirePicture extends WiredPicture { place: number | null }

export interface WireText { body: DocumentNode; plain_text: string; pictures: WirePicture[]; dateline_place: string; agency: string }

/** More than this is no text that somebody reads; searching is in what fits. */
const longestPlain = 200_000

/** `base`: where relative addresses begin; empty where there is no such place. */
export function wireText(wired: Wired, { base, language }: { base: string; language: string }): WireText {
  const from = wired.link || base
  const { doc, pictures } = htmlToDocument(wired.html, { from, site: { host: '', path: '' }, language, isWeb: true })
  const blocks = (doc.content ?? []).filter((block, n) => !(n === 0 && block.type === 'heading' && sameLine(textOf(block), wired.headline)))
  const told = withoutDateline(blocks)
  const body = parseDocument({ type: 'doc', content: told.blocks })
  const inText = pictures.map(({ node, ref }, place): WirePicture => ({ address: ref.address ?? '', alt: String(node.attrs?.alt ?? ''), caption: String(node.attrs?.caption ?? ''), credit: '', rights: '', place }))
  const beside = wired.pictures.map((picture): WirePicture => ({ ...picture, address: absolute(picture.address, from), place: null }))
  return {
    body, plain_text: blocksText(told.blocks).slice(0, longestPlain).toWellFormed(),
    pictures: eachOnce(beside, inText).slice(0, mostPictures),
    dateline_place: told.place || wired.dateline_place, agency: wired.agency || told.source,
  }
}

/** What stands in the text is often the small one of what came beside it: then that one stands there, with its words. */
function eachOnce(beside: WirePicture[], inText: WirePicture[]): WirePicture[] {
  const used = new Set<WirePicture>()
  const placed = inText.map((picture) => {
    const words = [picture.caption, picture.alt].filter(Boolean)
    const same = beside.find((one) => !used.has(one) && (one.address === picture.address || words.some((text) => one.caption !== '' && sameLine(text, one.caption))))
    if (!same) return picture
    used.add(same)
    return { ...same, place: picture.place }
  })
  return [...beside.filter((one) => !used.has(one)), ...placed]
}

function absolute(address: string, from: string): string {
  return URL.canParse(address) || !URL.canParse(from) ? address : new URL(address, from).href
}

function sameLine(one: string, other: string): boolean {
  return one.replace(/\s+/g, ' ').trim().toLowerCase() === other.toLowerCase()
}

/** Paragraphs parted by blank lines. */
export function blocksText(blocks: DocumentNode[]): string {
  return blocks.map((block) => (block.content?.some(({ type }) => type !== 'text' && type !== 'hard_break' && type !== 'footnote') ? blocksText(block.content) : textOf(block)).trim()).filter(Boolean).join('\n\n')
}

// "Wallstedt (wa) – Der Rat …": place and agency have fields of their own, where the article shows them.
const datelined = /^\s*(\p{Lu}[\p{L}.'’/ -]{1,60}?)\s*(?:,\s*\d{1,2}\.\s*\p{L}+\.?\s*)?\(([\p{L}\d][\p{L}\d./ -]{1,30})\)\s*(?:[-–—:]+\s+|\.\s*[-–—]\s*)/u

function withoutDateline(blocks: DocumentNode[]): { blocks: DocumentNode[]; place: string; source: string } {
  const nothing = { blocks, place: '', source: '' }
  const at = blocks.findIndex(({ type }) => type === 'paragraph')
  const paragraph = blocks[at]
  if (!paragraph || at > 1) return nothing
  const match = datelined.exec(textOf(paragraph))
  const [whole = '', place = '', source = ''] = match ?? []
  const content = match ? cut(paragraph.content ?? [], whole.length) : undefined
  if (!content || content.length === 0) return nothing
  return { blocks: blocks.with(at, { ...paragraph, content }), place: place.trim(), source: source.trim() }
}

/** Inline nodes without their first letters; undefined where something else than text stands among them. */
function cut(nodes: DocumentNode[], length: number): DocumentNode[] | undefined {
  let left = length
  const rest: DocumentNode[] = []
  for (const node of nodes) {
    const text = node.text ?? ''
    if (left > 0 && node.text === undefined) return undefined
    if (left >= text.length && node.text !== undefined) left -= text.length
    else {
      rest.push(left > 0 ? { ...node, text: text.slice(left) } : node)
      left = 0
    }
  }
  return rest
}

/** Of all that a reader or an editor would see change; markup alone does not count, since feeds change it at each reading. */
export function contentHash({ headline, kicker, standfirst, version, pubstatus, embargo_until, note }: Wired, { plain_text, pictures }: WireText): string {
  const said = [headline, kicker, standfirst, version, pubstatus, embargo_until?.toISOString() ?? '', note, plain_text, ...pictures.map(({ address, caption }) => `${address.split('?')[0]} ${caption}`)]
  return createHash('sha256').update(JSON.stringify(said)).digest('hex')
}
