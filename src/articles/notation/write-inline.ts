// Writes the text within a block.
import { textOf, type DocumentMark, type DocumentNode } from '../document.ts'
import { delimiters, delimited, doubled, type Delimited } from './marks.ts'

const order = ['link', ...delimited] as const

export function writeInline(nodes: readonly DocumentNode[] = []): string {
  // Brackets mean something only beside a link or a note, or what looks like one.
  const plain = nodes.map(textOf).join('')
  const brackets = /\]\(|\[\^/.test(plain) || nodes.some((node) => node.type === 'footnote' || node.marks?.some(({ type }) => type === 'link'))
  return written(nodes, { order, brackets })
}

interface How { /** The marks still to be written, the outermost first. */ order: readonly ('link' | Delimited)[]; brackets: boolean }

function written(nodes: readonly DocumentNode[], { order: [first, ...rest], brackets }: How): string {
  if (first === undefined) return nodes.map((node) => leaf(node, brackets)).join('')
  return runs(nodes, first).map(({ mark, nodes: some }) => {
    const inside = written(some, { order: rest, brackets })
    return mark === undefined ? inside : first === 'link' ? link(inside, mark) : delimiters[first] + inside + delimiters[first]
  }).join('')
}

/** Neighbours that share a mark are written as one. */
function runs(nodes: readonly DocumentNode[], type: string): { mark: DocumentMark | undefined; nodes: DocumentNode[] }[] {
  const found: { mark: DocumentMark | undefined; nodes: DocumentNode[] }[] = []
  for (const node of nodes) {
    const mark = node.marks?.find((one) => one.type === type)
    const last = found.at(-1)
    if (last && JSON.stringify(last.mark) === JSON.stringify(mark)) last.nodes.push(node)
    else found.push({ mark, nodes: [node] })
  }
  return found
}

function link(inside: string, { attrs }: DocumentMark): string {
  const title = typeof attrs?.title === 'string' ? ` "${attrs.title.replace(/["\\]/g, '\\$&')}"` : ''
  return `[${inside}](${String(attrs?.href)}${title})`
}

function leaf(node: DocumentNode, brackets: boolean): string {
  if (node.type === 'hard_break') return '\n'
  if (node.type === 'footnote') return `[^${escaped(textOf(node), true)}]`
  return escaped(node.text ?? '', brackets)
}

/** Most sentences have no such character, and need not be looked through letter by letter. */
const special = new RegExp(`[${[...doubled, '\\', '[', ']'].map((one) => `\\${one}`).join('')}]`)

/** A character that could be taken for half of a mark is marked as meant; so is one at the edge, beside which a mark may stand. */
export function escaped(text: string, brackets: boolean): string {
  if (!special.test(text)) return text
  const letters = [...text]
  return letters.map((letter, n) => {
    const isHalf = doubled.has(letter) && (n === 0 || n === letters.length - 1 || letters[n - 1] === letter || letters[n + 1] === letter)
    const isEscape = letter === '\\' && !/[\p{L}\p{N}]/u.test(letters[n + 1] ?? '-')
    return isHalf || isEscape || (brackets && /[[\]]/.test(letter)) ? `\\${letter}` : letter
  }).join('')
}
