// Blocks of what was pasted, made good: letters cleaned, nothing empty, no bold headings, a table's head where it has one.
import { plainText, type PlainNode } from '../../../../articles/client/document/node.ts'
import { cleanLetters } from './letters.ts'

export function tidiedBlocks(blocks: PlainNode[]): PlainNode[] {
  const all = blocks.flatMap((block) => tidied(block) ?? [])
  // A line that parted the text from its notes parts it from nothing now.
  while (all[0]?.type === 'divider') all.shift()
  while (all.at(-1)?.type === 'divider') all.pop()
  return all
}

/** Of these there is one only where something stands in it. */
const neverEmpty = new Set(['paragraph', 'heading', 'quotation', 'pull_quote', 'bullet_list', 'ordered_list', 'fact_box', 'definition_list', 'table'])

function tidied(node: PlainNode): PlainNode | undefined {
  if (node.text !== undefined || node.content === undefined) return neverEmpty.has(node.type) && node.text === undefined ? undefined : node
  const content = hasLetters(node) ? cleanedLine(node.content) : node.content.flatMap((child) => tidied(child) ?? [])
  if (node.type === 'list_item') return content.length === 0 ? undefined : { ...node, content: content[0]?.type === 'paragraph' ? content : [{ type: 'paragraph' }, ...content] }
  if (content.length === 0 && neverEmpty.has(node.type)) return undefined
  const { content: _, ...empty } = node
  if (content.length === 0) return empty
  if (node.type === 'heading') return { ...node, content: content.map(withoutBold) }
  return node.type === 'table' ? withHead({ ...node, content }) : { ...node, content }
}

function hasLetters({ content = [] }: PlainNode): boolean {
  return content.some(({ type }) => type === 'text' || type === 'hard_break' || type === 'footnote')
}

function cleanedLine(nodes: PlainNode[]): PlainNode[] {
  const texts = nodes.map((node) => node.text ?? (node.type === 'hard_break' ? '\n' : '\ufffc'))
  const out: PlainNode[] = []
  for (const [n, node] of nodes.entries()) {
    if (node.type === 'footnote') {
      out.push({ ...node, content: node.content?.map((part) => (part.text === undefined ? part : { ...part, text: cleanLetters(part.text).trim() })) })
      continue
    }
    const last = out.at(-1)
    if (node.text === undefined) {
      if (last?.text !== undefined) last.text = last.text.trimEnd()
      out.push({ ...node })
      continue
    }
    const cleaned = cleanLetters(node.text, texts.slice(0, n).join('').slice(-20), texts.slice(n + 1).join('').slice(0, 20))
    const text = !last || last.type === 'hard_break' || last.text?.endsWith(' ') ? cleaned.replace(/^ +/, '') : cleaned
    for (const part of withoutMarkedEdges({ ...node, text }, nodes[n - 1], nodes[n + 1])) push(out, part)
  }
  return trimmed(out.filter(({ text }) => text !== ''))
}

function push(line: PlainNode[], node: PlainNode) {
  const last = line.at(-1)
  if (node.text === '') return
  if (last?.text !== undefined && node.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(node.marks ?? [])) last.text += node.text
  else line.push(node)
}

/** A space at the edge of bold words is not bold, where its neighbour is not. */
function withoutMarkedEdges(node: PlainNode, before: PlainNode | undefined, after: PlainNode | undefined): PlainNode[] {
  const [, lead = '', words = '', tail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(node.text ?? '') ?? []
  if (!node.marks || words === '' || (lead === '' && tail === '')) return [node]
  const shared = (other: PlainNode | undefined) => node.marks?.filter((mark) => other?.marks?.some((one) => JSON.stringify(one) === JSON.stringify(mark))) ?? []
  const space = (text: string, other: PlainNode | undefined): PlainNode => ({ type: 'text', text, ...(shared(other).length > 0 ? { marks: shared(other) } : {}) })
  return [...(lead ? [space(lead, before)] : []), { ...node, text: words }, ...(tail ? [space(tail, after)] : [])]
}

function trimmed(nodes: PlainNode[]): PlainNode[] {
  const line = [...nodes]
  const isBlank = (node: PlainNode | undefined) => node?.type === 'hard_break' || (node?.text !== undefined && node.text.trim() === '')
  while (isBlank(line[0])) line.shift()
  while (isBlank(line.at(-1))) line.pop()
  const last = line.at(-1)
  if (last?.text !== undefined) line[line.length - 1] = { ...last, text: last.text.trimEnd() }
  return line
}

function withoutBold(node: PlainNode): PlainNode {
  const { marks, ...plain } = node
  const rest = marks?.filter(({ type }) => type !== 'strong') ?? []
  return rest.length > 0 ? { ...plain, marks: rest } : plain
}

/** Word processors have no cells of a head, but bold ones. */
function withHead(table: PlainNode): PlainNode {
  const [first, ...rest] = table.content ?? []
  const cells = first?.content ?? []
  const isBold = (cell: PlainNode) => plainText(cell).trim() !== '' && (cell.content ?? []).every(({ marks, text }) => text === undefined || text.trim() === '' || marks?.some(({ type }) => type === 'strong'))
  if (!first || rest.length === 0 || !cells.every((cell) => cell.type === 'table_cell' && isBold(cell))) return table
  return { ...table, content: [{ ...first, content: cells.map((cell) => ({ ...cell, type: 'table_header', content: cell.content?.map(withoutBold) })) }, ...rest] }
}
