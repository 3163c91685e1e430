// Plain text as a document: wires whose lines are wrapped hard, mails, notes, and the signs that people write where they
// have no buttons: # for headings, - for points, > for what is quoted, ** for bold.
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import { leave, type LeftOut } from './left-out.ts'
import { inlineNodes } from './plain-line.ts'
import type { Pasted, Pasting } from './paste.ts'
import { tidiedBlocks } from './tidying.ts'

/** Longer than what a wire's lines are, shorter than most paragraphs. */
const [shortestWrapped, longestWrapped] = [40, 90]

export function pastedText(text: string, pasting: Pasting): Pasted {
  const left: LeftOut = {}
  const lines = withoutSlugs(text.replace(/\r\n?|\u2028/g, '\n').replace(/\u2029/g, '\n\n').split('\n').map((line) => line.trimEnd()), left)
  const isWrapped = looksWrapped(lines)
  const blocks = chunks(lines, isWrapped).flatMap((chunk) => blocksOf(chunk, { isWrapped, pasting }))
  return { doc: { type: 'doc', content: tidiedBlocks(blocks) }, left }
}

// What agencies write above and below a story for their machines: number, priority, section, words; initials, time.
const slugAbove = /^([a-z]{3}\d{3,4}\s+\d\s+[a-z]{2,3}\s+\d{1,4}\b.*|\([a-z]{2,4}\d{3,4}\)|.*\b[a-z]{2,4} \d{4}\s*$)$/
const slugBelow = /^([a-z]{2,5}( [a-z]{2,5}){1,5}( [a-z]\d)?( [a-z]{2})?|\d{6} [A-Z][a-zä]{2} \d{2,4}|[A-Z]{2,5}\d{4}\s.*\d{4}|\*{3,}|={3,}|-{3,})$/

function withoutSlugs(lines: string[], left: LeftOut): string[] {
  const rest = [...lines]
  const first = rest.findIndex((line) => line.trim() !== '')
  const above = rest[first]?.trim() ?? ''
  if (first >= 0 && above.length < 80 && slugAbove.test(above) && /^[a-z]{3}\d{3,4}\s+\d/.test(above)) {
    rest.splice(first, 1)
    leave(left, 'slug')
    // Only who begins as a wire ends as one.
    for (let last = rest.findLastIndex((line) => line.trim() !== ''); last > 0 && slugBelow.test(rest[last]?.trim() ?? ''); last = rest.findLastIndex((line) => line.trim() !== '')) rest.splice(last)
  }
  return rest
}

/** Whether line ends are those of a column, not of paragraphs. */
function looksWrapped(lines: string[]): boolean {
  const followed = lines.filter((line, n) => line.trim() !== '' && (lines[n + 1] ?? '').trim() !== '' && !isPoint(line) && !isPoint(lines[n + 1] ?? ''))
  if (followed.length < 2) return false
  const wrapped = followed.filter((line) => line.length >= shortestWrapped && line.length <= longestWrapped)
  return wrapped.length / followed.length > 0.6 && lines.every((line) => line.length <= longestWrapped + 30)
}

/** Lines that belong together: up to a blank line, and of what is wrapped up to one that is indented. */
function chunks(lines: string[], isWrapped: boolean): string[][] {
  const all: string[][] = [[]]
  for (const line of lines) {
    const isIndented = isWrapped && /^( {2,8}|\t)\S/.test(line) && !isPoint(line)
    if (line.trim() === '' || isIndented || isHeading(line) || isRule(line)) all.push([])
    if (line.trim() !== '') all.at(-1)?.push(line)
    if (isHeading(line) || isRule(line)) all.push([])
  }
  return all.filter((chunk) => chunk.length > 0)
}

const point = /^\s*([-*•·–‣▪◦]|\(?\d{1,3}[.)])\s+(?=\S)/
function isPoint(line: string): boolean { return point.test(line) }
function isHeading(line: string): boolean { return /^#{1,6} +\S/.test(line) }
function isRule(line: string): boolean { return /^\s*([-*_=—–](\s*[-*_=—–]){2,})\s*$/.test(line) }

interface How { isWrapped: boolean; pasting: Pasting }

function blocksOf(chunk: string[], how: How): PlainNode[] {
  const [first = ''] = chunk
  if (isRule(first)) return [{ type: 'divider' }]
  if (isHeading(first)) return [{ type: 'heading', attrs: { level: /^#{1,2} /.test(first) ? 2 : 3 }, content: inlineNodes(first.replace(/^#+ +/, '').replace(/ +#+$/, ''), how.pasting) }]
  if (chunk.every((line) => /^\s*>/.test(line))) {
    const inside = pastedText(chunk.map((line) => line.replace(/^\s*> ?/, '')).join('\n'), how.pasting).doc.content ?? []
    const paragraphs = inside.flatMap((block): PlainNode[] => (block.type === 'paragraph' ? [block] : []))
    return paragraphs.length > 0 ? [{ type: 'quotation', attrs: { attribution: null }, content: paragraphs }] : inside
  }
  const at = chunk.findIndex(isPoint)
  const points = chunk.filter(isPoint)
  // One dash alone is a line of dialogue, or a thought.
  if (at >= 0 && (points.length > 1 || (at === 0 && /^\s*[*•]/.test(first)))) return [...(at > 0 ? blocksOf(chunk.slice(0, at), how) : []), list(chunk.slice(at), how)]
  return paragraphs(chunk, how)
}

function list(lines: string[], { pasting }: How): PlainNode {
  const items: string[] = []
  for (const line of lines) {
    if (isPoint(line)) items.push(line.replace(point, ''))
    else items[items.length - 1] = `${items.at(-1)} ${line.trim()}`
  }
  const number = /^\s*\(?(\d{1,3})[.)]/.exec(lines[0] ?? '')?.[1]
  const content = items.map((item): PlainNode => ({ type: 'list_item', content: [{ type: 'paragraph', content: inlineNodes(item, pasting) }] }))
  return number === undefined ? { type: 'bullet_list', content } : { type: 'ordered_list', attrs: { start: Number(number) }, content }
}

function paragraphs(chunk: string[], { isWrapped, pasting }: How): PlainNode[] {
  const isColumn = isWrapped && chunk.slice(0, -1).every((line) => line.trim().length >= shortestWrapped)
  if (isColumn) return [paragraph(chunk.map((line) => line.trim()).reduce(joined), pasting)]
  // Long lines are paragraphs of their own; short ones, of an address or a poem, belong together.
  if (chunk.some((line) => line.length > longestWrapped)) return chunk.map((line) => paragraph(line.trim(), pasting))
  return [{ type: 'paragraph', content: chunk.flatMap((line, n): PlainNode[] => [...(n > 0 ? [{ type: 'hard_break' }] : []), ...inlineNodes(line.trim(), pasting)]) }]
}

function paragraph(text: string, pasting: Pasting): PlainNode {
  return { type: 'paragraph', content: inlineNodes(text, pasting) }
}

/** A word that was parted at the end of a line is one again, where a small letter follows; „Nord- und Südstadt“ stays two. */
function joined(text: string, line: string): string {
  if (/\p{Ll}-$/u.test(text) && /^\p{Ll}/u.test(line) && !/^(und|oder|bzw|and|or)\b/.test(line)) return text.slice(0, -1) + line
  return /\p{L}-$/u.test(text) && !/^(und|oder|bzw|and|or)\b/.test(line) ? text + line : `${text} ${line}`
}
