// A line of plain text with the signs and addresses in it.
import type { PlainMark, PlainNode } from '../../../../articles/client/document/node.ts'
import { pastedTarget } from './links.ts'
import type { Pasting } from './paste.ts'

const signs = /\[([^[\]\n]+)\]\((https?:\/\/[^\s()]+(?:\([^\s()]*\)[^\s()]*)*|mailto:[^\s()]+)\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|(?<![\p{L}\p{N}_])__(?=\S)(.+?)(?<=\S)__(?![\p{L}\p{N}_])|(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])|`([^`\n]+)`|<?(https?:\/\/[^\s<>"„“”»«]+)>?/gu

export function inlineNodes(text: string, pasting: Pasting, marks: PlainMark[] = []): PlainNode[] {
  const out: PlainNode[] = []
  let done = 0
  for (const found of text.matchAll(signs)) {
    const [whole, linked, href, bold, bold2, slanted, slanted2, code, address] = found
    out.push(...plain(text.slice(done, found.index), marks))
    done = found.index + whole.length
    if (linked !== undefined && href !== undefined) out.push(...inlineNodes(linked, pasting, withLink(marks, href, pasting)))
    else if (code !== undefined) out.push(...plain(code, add(marks, { type: 'code' })))
    else if (address !== undefined) out.push(...bareLink(whole, address, { pasting, marks }))
    else out.push(...inlineNodes(bold ?? bold2 ?? slanted ?? slanted2 ?? '', pasting, add(marks, { type: (bold ?? bold2) === undefined ? 'emphasis' : 'strong' })))
  }
  return [...out, ...plain(text.slice(done), marks)]
}

function plain(text: string, marks: PlainMark[]): PlainNode[] {
  return text === '' ? [] : [marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }]
}

const order = ['strong', 'emphasis', 'code', 'link']
function add(marks: PlainMark[], mark: PlainMark): PlainMark[] {
  return [...marks.filter(({ type }) => type !== mark.type), mark].sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type))
}
function withLink(marks: PlainMark[], address: string, { origin }: Pasting): PlainMark[] {
  const href = pastedTarget(address, origin)
  return href === null ? marks : add(marks, { type: 'link', attrs: { href, title: null } })
}

/** What ends a sentence does not end an address. */
function bareLink(whole: string, address: string, { pasting, marks }: { pasting: Pasting; marks: PlainMark[] }): PlainNode[] {
  const end = /[.,;:!?'’)\]]+$/.exec(address)?.[0] ?? ''
  const kept = end.includes(')') && address.includes('(') ? address : address.slice(0, address.length - end.length)
  const isBracketed = whole.startsWith('<') && whole.endsWith('>')
  return [...plain(kept, withLink(marks, kept, pasting)), ...plain(isBracketed ? '' : address.slice(kept.length), marks)]
}
