// Reads the text within a block: its marks, links, notes and line breaks.
import type { DocumentMark, DocumentNode } from '../document.ts'
import { delimited, delimiters, marked, type Delimited } from './marks.ts'

type Token =
  | { kind: 'text'; text: string }
  | { kind: 'break' } | { kind: 'open' } | { kind: 'note' } | { kind: 'end' }
  | { kind: 'mark'; mark: Delimited }
  | { kind: 'link'; mark: DocumentMark; raw: string }

// An address may hold pairs of brackets, as those of encyclopedias do.
const linkEnd = /^\]\(((?:[^\s()]|\([^\s()]*\))+)(?: "((?:[^"\\]|\\.)*)")?\)/

export function readInline(text: string): DocumentNode[] {
  return joined(nodesOf(tokens(text), []))
}

function tokens(text: string): Token[] {
  const found: Token[] = []
  for (let at = 0; at < text.length;) {
    const [token, length] = tokenAt(text.slice(at))
    found.push(token)
    at += length
  }
  return found
}

function tokenAt(rest: string): [Token, length: number] {
  const escaped = /^\\([^\p{L}\p{N}\n])/u.exec(rest)
  if (escaped) return [{ kind: 'text', text: escaped[1] ?? '' }, escaped[0].length]
  const mark = delimited.find((type) => rest.startsWith(delimiters[type]))
  if (mark) return [{ kind: 'mark', mark }, 2]
  const link = linkEnd.exec(rest)
  if (link) return [{ kind: 'link', raw: link[0], mark: { type: 'link', attrs: { href: link[1] ?? '', title: link[2]?.replace(/\\(.)/g, '$1') ?? null } } }, link[0].length]
  if (rest.startsWith('[^')) return [{ kind: 'note' }, 2]
  const kind = { '\n': 'break', '[': 'open', ']': 'end' } as const
  const first = rest.charAt(0)
  if (first === '\n' || first === '[' || first === ']') return [{ kind: kind[first] }, 1]
  const plain = /^[^\\*_~%^`[\]\n]+/.exec(rest)?.[0] ?? first
  return [{ kind: 'text', text: plain }, plain.length]
}

// What is opened and never closed is the text that it looks like.
function nodesOf(all: Token[], marks: readonly DocumentMark[]): DocumentNode[] {
  const nodes: DocumentNode[] = []
  for (let at = 0; at < all.length; at++) {
    const token = all[at]
    if (!token) break
    const end = endOf(all, at)
    const inside = all.slice(at + 1, end)
    if (end < 0 || inside.length === 0) {
      nodes.push(marked(token.kind === 'break' ? { type: 'hard_break' } : { type: 'text', text: lookOf(token) }, marks))
      continue
    }
    const closing = all[end]
    if (token.kind === 'note') nodes.push(marked({ type: 'footnote', content: [{ type: 'text', text: inside.map(lookOf).join('') }] }, marks))
    else nodes.push(...nodesOf(inside, [...marks, token.kind === 'mark' ? { type: token.mark } : closing?.kind === 'link' ? closing.mark : { type: 'strong' }]))
    at = end
  }
  return nodes
}

/** Where what begins with a token ends; -1 where it does not. */
function endOf(all: Token[], at: number): number {
  const token = all[at]
  if (token?.kind === 'mark') return all.findIndex((one, n) => n > at && one.kind === 'mark' && one.mark === token.mark)
  if (token?.kind === 'note') return all.findIndex((one, n) => n > at && one.kind === 'end')
  if (token?.kind !== 'open') return -1
  const next = all.findIndex((one, n) => n > at && (one.kind === 'open' || one.kind === 'link'))
  return all[next]?.kind === 'link' ? next : -1
}

function lookOf(token: Token): string {
  switch (token.kind) {
    case 'text': return token.text
    case 'mark': return delimiters[token.mark]
    case 'link': return token.raw
    case 'note': return '[^'
    case 'open': return '['
    case 'end': return ']'
    case 'break': return '\n'
  }
}

function joined(nodes: DocumentNode[]): DocumentNode[] {
  const kept: DocumentNode[] = []
  for (const node of nodes) {
    const last = kept.at(-1)
    if (last?.text !== undefined && node.text !== undefined && sameMarks(last, node)) kept[kept.length - 1] = { ...last, text: last.text + node.text }
    else kept.push(node)
  }
  return kept
}
function sameMarks(a: DocumentNode, b: DocumentNode): boolean {
  return JSON.stringify(a.marks ?? []) === JSON.stringify(b.marks ?? [])
}
