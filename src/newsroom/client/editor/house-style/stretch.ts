// A stretch is one line or paragraph of an article as plain text, with the place of each of its letters.
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import type { Place } from './finding.ts'

export interface Stretch {
  field: string
  /** The type of the node; of fields `field`. */
  type: string
  /** Without soft hyphens. What is not for checking (code, footnotes' places, words that are to go) stands as U+FFFC, which is in no word. */
  text: string
  /** The place of each letter, and at the end that behind the last. */
  at: number[]
  /** Who is quoted, of blocks in a quotation; undefined outside of one. */
  attribution?: string | null
}

const gap = '\ufffc'
const leaves = new Set(['picture', 'divider', 'embed', 'hard_break'])
const holders = new Set(['paragraph', 'heading', 'pull_quote', 'term', 'description', 'table_header', 'table_cell', 'footnote'])

export function fieldStretch(field: string, text: string): Stretch {
  const letters = [...text.matchAll(/[^\u00ad]/gu)]
  return { field, type: 'field', text: letters.map(([letter]) => letter).join(''), at: [...letters.flatMap(({ 0: letter, index }) => [...Array(letter.length).keys()].map((n) => index + n)), text.length] }
}

/** How much room a node takes, as ProseMirror counts. */
export function sizeOf(node: PlainNode): number {
  if (node.text !== undefined) return node.text.length
  if (leaves.has(node.type)) return 1
  return 2 + (node.content ?? []).reduce((sum, child) => sum + sizeOf(child), 0)
}

/** Every node below, with its place. */
export function* placed(node: PlainNode, from = 0, above: PlainNode[] = []): Generator<{ node: PlainNode; from: number; above: PlainNode[] }> {
  let at = from
  for (const child of node.content ?? []) {
    yield { node: child, from: at, above: [...above, node] }
    if (child.text === undefined) yield* placed(child, at + 1, [...above, node])
    at += sizeOf(child)
  }
}

export function bodyStretches(doc: PlainNode): Stretch[] {
  const all: Stretch[] = []
  for (const { node, from, above } of placed(doc)) {
    if (!holders.has(node.type)) continue
    const quoted = [...above, node].findLast(({ type }) => type === 'quotation' || type === 'pull_quote')
    all.push({ field: 'body', type: node.type, ...lettersOf(node, from + 1), ...(quoted ? { attribution: said(quoted.attrs?.attribution) } : {}) })
  }
  return all
}

function said(attribution: unknown): string | null {
  return typeof attribution === 'string' && attribution.trim() !== '' ? attribution : null
}

function lettersOf(node: PlainNode, from: number): Pick<Stretch, 'text' | 'at'> {
  let [text, place] = ['', from]
  const at: number[] = []
  const put = (letters: string) => {
    for (let n = 0; n < letters.length; n += 1) {
      if (letters[n] === '\u00ad') continue
      text += letters[n]
      at.push(place + n)
    }
  }
  for (const child of node.content ?? []) {
    if (child.text !== undefined) put(child.marks?.some(({ type }) => type === 'code' || type === 'deletion') ? gap.repeat(child.text.length) : child.text)
    else put(child.type === 'hard_break' ? '\n' : gap)
    place += sizeOf(child)
  }
  return { text, at: [...at, place] }
}

/** The place of a part of a stretch, from its first letter up to behind its last. */
export function placeIn({ field, at }: Stretch, from: number, to: number): Place {
  const last = at[to - 1]
  return { field, from: at[from] ?? at.at(-1) ?? 0, to: to > from && last !== undefined ? last + 1 : at[from] ?? 0 }
}
