// Between markup and a document: a text as a row of inline pieces, of gaps between its paragraphs, and of
// blocks that stand on their own. Here rows become what each place of the model may hold; what a place cannot
// hold moves behind it, so that nothing is lost.
import { documentSchema } from '../document/schema.ts'
import { plainText, type PlainMark, type PlainNode } from '../document/node.ts'
import { append } from './tree.ts'

export type Piece = { inline: PlainNode } | { block: PlainNode } | 'gap'
/** What fits a place, and what has to stand after it. */
export interface Fitted { fits: PlainNode[]; moved: PlainNode[] }

const markOrder = Object.keys(documentSchema.marks)
const media = new Set(['picture', 'gallery', 'table', 'embed'])

export function textPiece(text: string, marks: PlainMark[]): Piece {
  return { inline: textNode(text, marks) }
}
export function breakPiece(): Piece {
  return { inline: { type: 'hard_break' } }
}
function textNode(text: string, marks: PlainMark[]): PlainNode {
  return marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }
}

/** Marks with one more, each kind once, in the order of the model. */
export function withMark(marks: PlainMark[], mark: PlainMark): PlainMark[] {
  const opposite = { sub: 'sup', sup: 'sub' }[mark.type]
  return [...marks.filter(({ type }) => type !== mark.type && type !== opposite), mark]
    .sort((a, b) => markOrder.indexOf(a.type) - markOrder.indexOf(b.type))
}

/** Blocks: what stands between gaps becomes a paragraph. */
export function blocksFrom(pieces: Iterable<Piece>): PlainNode[] {
  const blocks: PlainNode[] = []
  let run: PlainNode[] = []
  const flush = () => {
    const content = tidied(run)
    if (content.length > 0) blocks.push({ type: 'paragraph', content })
    run = []
  }
  for (const piece of pieces) {
    if (piece !== 'gap' && 'inline' in piece) {
      run.push(piece.inline)
      continue
    }
    flush()
    if (piece !== 'gap') blocks.push(piece.block)
  }
  flush()
  return blocks
}

/** For where only a line of text may stand: its paragraphs are parted by breaks. */
export function inlineFrom(pieces: Iterable<Piece>): Fitted {
  const { fits, moved } = paragraphsOf(blocksFrom(pieces), false)
  const inline = fits.flatMap((paragraph, index): PlainNode[] => [...(index > 0 ? [{ type: 'hard_break' }] : []), ...(paragraph.content ?? [])])
  return { fits: inline, moved }
}

/** For quotations (paragraphs only) and, where lists may stay, the items of lists. */
export function paragraphsOf(blocks: PlainNode[], listsStay: boolean): Fitted {
  const fits: PlainNode[] = []
  const moved: PlainNode[] = []
  for (const block of blocks) {
    if (media.has(block.type)) moved.push(block)
    else if (listsStay && isList(block)) fits.push(block)
    else append(fits, asParagraphs(block))
  }
  return { fits, moved }
}

function asParagraphs(block: PlainNode): PlainNode[] {
  const content = block.content ?? []
  if (block.type === 'paragraph') return [block]
  if (block.type === 'divider') return []
  if (block.type === 'heading') return [{ type: 'paragraph', content: content.map(strong) }]
  if (isList(block)) return content.flatMap((item) => (item.content ?? []).flatMap(asParagraphs).map(dashed))
  if (block.type === 'quotation' || block.type === 'definition_list') {
    return content.flatMap((part) => (part.content?.length ? [{ type: 'paragraph', content: part.content }] : []))
  }
  const text = plainText(block)
  return text === '' ? [] : [{ type: 'paragraph', content: [textNode(text, [])] }]
}

function isList(block: PlainNode): boolean {
  return block.type === 'bullet_list' || block.type === 'ordered_list'
}
function strong(node: PlainNode): PlainNode {
  return node.type === 'text' ? { ...node, marks: withMark(node.marks ?? [], { type: 'strong' }) } : node
}
function dashed(paragraph: PlainNode): PlainNode {
  return { type: 'paragraph', content: [textNode('– ', []), ...(paragraph.content ?? [])] }
}

// Neighbours of the same look joined, white space folded, nothing empty at either end.
function tidied(run: PlainNode[]): PlainNode[] {
  const out: PlainNode[] = []
  for (const node of run) {
    const last = out.at(-1)
    if (node.type !== 'text' || node.text === undefined) {
      if (node.type === 'hard_break' && last?.type === 'text') last.text = last.text?.replace(/ +$/, '')
      out.push(node)
      continue
    }
    const before = last?.type === 'text' ? (last.text ?? '') : last && last.type !== 'hard_break' ? 'x' : ' '
    const text = before.endsWith(' ') ? node.text.replace(/^ +/, '') : node.text
    if (text === '') continue
    if (last?.type === 'text' && sameMarks(last, node)) last.text = (last.text ?? '') + text
    else out.push({ ...node, text })
  }
  return trimmed(out.filter((node) => node.type !== 'text' || node.text !== ''))
}

function trimmed(run: PlainNode[]): PlainNode[] {
  let [from, to] = [0, run.length]
  while (from < to && isBlank(run[from])) from += 1
  while (from < to && isBlank(run[to - 1])) to -= 1
  const kept = run.slice(from, to)
  const last = kept.at(-1)
  if (last?.text !== undefined) kept[kept.length - 1] = { ...last, text: last.text.trimEnd() }
  return kept
}

function isBlank(node: PlainNode | undefined): boolean {
  return node?.type === 'hard_break' || (node?.type === 'text' && (node.text ?? '').trim() === '')
}
function sameMarks(a: PlainNode, b: PlainNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? [])
}
