// A block is a stretch of an article's text that stands by itself: a paragraph, a heading, an entry of a list, a cell, a picture.
// As blocks, in their order and each with what it stands in, a text can be laid beside another one.
import { textOf, type DocumentNode } from '../../articles/document.ts'

/** A word, the white space or the mark between two, a line break, or a whole footnote. */
export interface Token {
  kind: 'word' | 'space' | 'break' | 'footnote'
  text: string
  marks: NonNullable<DocumentNode['marks']>
}
/** What a block stands in: a list, a quotation. `begins`: this block is the first in it. */
export interface Framing { type: string; attrs: Record<string, unknown>; begins: boolean }
export interface Block {
  type: string
  attrs: Record<string, unknown>
  framings: Framing[]
  tokens: Token[]
}

const written = new Set(['paragraph', 'heading', 'pull_quote', 'term', 'description', 'table_header', 'table_cell'])
const alone = new Set(['picture', 'divider', 'embed', 'unreadable'])

/** All blocks of a document. `language` says where a word ends. */
export function blocksOf(doc: DocumentNode, language: string): Block[] {
  const words = segmenter(language)
  return within(doc, [])

  function within(node: DocumentNode, framings: Framing[]): Block[] {
    return (node.content ?? []).flatMap((child, n) => {
      const around = framings.map((framing) => ({ ...framing, begins: framing.begins && n === 0 }))
      const attrs = child.attrs ?? {}
      if (written.has(child.type)) return [{ type: child.type, attrs, framings: around, tokens: tokensOf(child, words) }]
      if (alone.has(child.type) || !child.content) return [{ type: child.type, attrs, framings: around, tokens: child.text === undefined ? [] : split(child.text, words, []) }]
      return within(child, [...around, { type: child.type, attrs, begins: true }])
    })
  }
}

/** A text of one line or a few, such as a headline, as tokens. */
export function tokensOfText(text: string, language: string): Token[] {
  return split(text, segmenter(language), [])
}

export function textOfTokens(tokens: Token[]): string {
  return tokens.map(({ text }) => text).join('')
}

export function countWords(tokens: Token[]): number {
  return tokens.filter(isWord).length
}

export function isWord({ kind, text }: Token): boolean {
  return kind === 'footnote' || kind === 'word' && /[\p{L}\p{N}]/u.test(text)
}

function tokensOf(node: DocumentNode, words: Intl.Segmenter): Token[] {
  return (node.content ?? []).flatMap((inline): Token[] => {
    const marks = inline.marks ?? []
    if (inline.type === 'hard_break') return [{ kind: 'break', text: '\n', marks }]
    if (inline.type === 'footnote') return [{ kind: 'footnote', text: textOf(inline), marks }]
    return split(inline.text ?? textOf(inline), words, marks)
  })
}

function split(text: string, words: Intl.Segmenter, marks: Token['marks']): Token[] {
  return Array.from(words.segment(text), ({ segment }) => ({ kind: segment.trim() === '' ? 'space' : 'word', text: segment, marks }))
}

function segmenter(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('en', { granularity: 'word' })
  }
}
