// Reads the blocks of a text, line by line. What begins a block is told by its first line.
import type { DocumentNode } from '../document.ts'
import { readInline } from './read-inline.ts'

type Lines = readonly string[]
interface Taken { node: DocumentNode; lines: number }
/** Answers the block that begins with the first line, if it is of this kind. */
type Reader = (lines: Lines) => Taken | undefined

export function readBlocks(lines: Lines): DocumentNode[] {
  const blocks: DocumentNode[] = []
  for (let at = 0; at < lines.length;) {
    if (isBlank(lines[at])) { at += 1; continue }
    const rest = lines.slice(at)
    const taken = special(rest) ?? paragraph(rest)
    blocks.push(taken.node)
    at += Math.max(1, taken.lines)
  }
  return blocks
}

function special(lines: Lines): Taken | undefined {
  for (const read of readers) {
    const taken = read(lines)
    if (taken) return taken
  }
  return undefined
}

/** Up to the next blank line, or to what begins another block. */
function paragraph(lines: Lines): Taken {
  const next = lines.findIndex((line, n) => n > 0 && (isBlank(line) || special(lines.slice(n)) !== undefined))
  const own = next < 0 ? lines : lines.slice(0, next)
  return { node: { type: 'paragraph', content: readInline(own.join('\n')) }, lines: own.length }
}

const heading: Reader = ([first = '']) => {
  const [, strokes = '', text = ''] = /^(###?) +(\S.*)$/.exec(first) ?? []
  return text ? { node: { type: 'heading', attrs: { level: strokes.length }, content: readInline(text) }, lines: 1 } : undefined
}

const divider: Reader = ([first]) => (first === '---' ? { node: { type: 'divider' }, lines: 1 } : undefined)

const embed: Reader = ([first = '']) => {
  const [, title = '', url] = /^@\[((?:[^\]\\]|\\.)*)\]\((\S+)\)$/.exec(first) ?? []
  return url === undefined ? undefined : { node: { type: 'embed', attrs: { url, title: unescaped(title) } }, lines: 1 }
}

const factBox: Reader = (lines) => {
  const [, title] = /^:::(?: (.+))?$/.exec(lines[0] ?? '') ?? ['', null]
  const end = lines.findIndex((line, n) => n > 0 && line === ':::')
  if (title === null || end < 0) return undefined
  return { node: { type: 'fact_box', attrs: { title: unescaped(title ?? '') }, content: readBlocks(lines.slice(1, end)) }, lines: end + 1 }
}

const pictureLine = /^!\[((?:[^\]\\]|\\.)*)\]\(([a-z0-9-]+)(?: "((?:[^"\\]|\\.)*)")?\)$/

/** Several in lines that follow each other are a gallery. */
const pictures: Reader = (lines) => {
  const own = leading(lines, (line) => pictureLine.test(line)).map((line): DocumentNode => {
    const [, alt = '', picture = '', caption] = pictureLine.exec(line) ?? []
    return { type: 'picture', attrs: { picture, alt: unescaped(alt), caption: caption === undefined ? null : unescaped(caption), missing: null } }
  })
  const [first] = own
  return first && { node: own.length === 1 ? first : { type: 'gallery', content: own }, lines: own.length }
}

const pullQuote: Reader = (lines) => {
  const own = leading(lines, (line) => line.startsWith('>> '))
  if (own.length === 0) return undefined
  const { text, attribution } = attributed(own.map((line) => line.slice(3)))
  return { node: { type: 'pull_quote', attrs: { attribution }, content: [{ type: 'text', text: unescaped(text.join(' ')) }] }, lines: own.length }
}

const quotation: Reader = (lines) => {
  const own = leading(lines, (line) => /^>( |$)/.test(line))
  if (own.length === 0) return undefined
  const { text, attribution } = attributed(own.map((line) => line.slice(2)))
  return { node: { type: 'quotation', attrs: { attribution }, content: readBlocks(text) }, lines: own.length }
}

function attributed(lines: string[]): { text: string[]; attribution: string | null } {
  const last = lines.at(-1) ?? ''
  return lines.length > 1 && last.startsWith('— ') ? { text: lines.slice(0, -1), attribution: unescaped(last.slice(2)) } : { text: lines, attribution: null }
}

const marker = /^(?:([-*])|(\d{1,4})\.) (?=.)/

const list: Reader = (lines) => {
  const [, bullet, number] = marker.exec(lines[0] ?? '') ?? []
  if (bullet === undefined && number === undefined) return undefined
  const same = (line: string) => { const found = marker.exec(line); return found !== null && (found[1] !== undefined) === (bullet !== undefined) }
  const items: string[][] = []
  let at = 0
  for (; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (same(line)) items.push([line.replace(marker, '')])
    else if (line.startsWith('  ')) items.at(-1)?.push(line.slice(2))
    else if (isBlank(line) && /^  \S/.test(lines.slice(at).find((one) => !isBlank(one)) ?? '')) items.at(-1)?.push('')
    else break
  }
  const content = items.map((item): DocumentNode => ({ type: 'list_item', content: readBlocks(item) }))
  return { node: bullet === undefined ? { type: 'ordered_list', attrs: { start: Number(number) }, content } : { type: 'bullet_list', content }, lines: at }
}

const table: Reader = (lines) => {
  const own = leading(lines, (line) => line.startsWith('|'))
  const [first = ''] = own
  const caption = first.startsWith('|: ') ? unescaped(first.slice(3)) : null
  const rows = caption === null ? own : own.slice(1)
  if (rows.length === 0) return undefined
  return { node: { type: 'table', attrs: { caption }, content: rows.map((row) => ({ type: 'table_row', content: cells(row) })) }, lines: own.length }
}

function cells(row: string): DocumentNode[] {
  const texts = row.replace(/^\|/, '').replace(/\|\s*$/, '').match(/(?:\\.|[^|\\])*(?:\||$)/gs) ?? []
  return texts.slice(0, texts.at(-1) === '' && texts.length > 1 && !row.endsWith('||') ? -1 : undefined).map((cell): DocumentNode => {
    const text = cell.replace(/\|$/, '').replace(/^ | $/g, '')
    const isHeader = text.startsWith('= ') || text === '='
    return { type: isHeader ? 'table_header' : 'table_cell', attrs: { colspan: 1, rowspan: 1 }, content: readInline(isHeader ? text.slice(2) : text) }
  })
}

/** A line, then what it means in lines that begin with a colon; and again. */
const definitions: Reader = (lines) => {
  const own = leading(lines, (line) => !isBlank(line))
  const isDescription = (line: string | undefined) => line?.startsWith(': ') ?? false
  if (isDescription(own[0]) || !isDescription(own[1])) return undefined
  const content = own.map((line): DocumentNode => isDescription(line) ? { type: 'description', content: readInline(line.slice(2)) } : { type: 'term', content: readInline(line) })
  return { node: { type: 'definition_list', content }, lines: own.length }
}

const readers = [heading, divider, embed, factBox, pictures, pullQuote, quotation, list, table, definitions]

function leading(lines: Lines, is: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !is(line))
  return lines.slice(0, end < 0 ? undefined : end)
}
function unescaped(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}])/gu, '$1')
}
function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === ''
}
