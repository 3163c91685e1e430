// Writes the blocks of a document as lines. What cannot be written is left out: notation.ts finds it missing.
import { textOf, type DocumentNode } from '../document.ts'
import { escaped, writeInline } from './write-inline.ts'

export function writeBlocks(blocks: readonly DocumentNode[]): string {
  return blocks.map(block).join('\n\n')
}

/** The beginnings of lines that mean something. */
const meaning = /^(?:###? |[-*] |\d{1,4}\. |>|\||:::|: |!\[|@\[|---$|— |\s)/

function block(node: DocumentNode): string {
  const { type, attrs = {}, content = [] } = node
  switch (type) {
    case 'paragraph': return lines(content)
    case 'heading': return `${'#'.repeat(Number(attrs.level))} ${writeInline(content)}`
    case 'quotation': return prefixed([writeBlocks(content), ...attribution(node)].join('\n'), '> ')
    case 'pull_quote': return prefixed([escaped(textOf(node), true).replace(/^— /, '\\$&'), ...attribution(node)].join('\n'), '>> ')
    case 'bullet_list': return content.map((item) => listItem('- ', item)).join('\n')
    case 'ordered_list': return content.map((item, n) => listItem(`${Number(attrs.start) + n}. `, item)).join('\n')
    case 'picture': return picture(node)
    case 'gallery': return content.map(picture).join('\n')
    case 'fact_box': return [`::: ${escaped(text(attrs.title), false)}`.trimEnd(), writeBlocks(content), ':::'].join('\n')
    case 'definition_list': return content.map((one) => (one.type === 'term' ? lines(one.content ?? []) : `: ${writeInline(one.content)}`)).join('\n')
    case 'table': return [...(typeof attrs.caption === 'string' ? [`|: ${escaped(attrs.caption, false)}`] : []), ...content.map(row)].join('\n')
    case 'divider': return '---'
    case 'embed': return `@[${escaped(text(attrs.title), true)}](${text(attrs.url)})`
    default: return ''
  }
}

function lines(nodes: readonly DocumentNode[]): string {
  return writeInline(nodes).split('\n').map(plainLine).join('\n')
}

/** A line that would be taken for the beginning of another block says that it is none. */
function plainLine(line: string): string {
  if (!meaning.test(line)) return line
  return line.replace(/^\d+/, '$&\\').replace(/^[^\d]/, '\\$&')
}

function attribution({ attrs }: DocumentNode): string[] {
  return typeof attrs?.attribution === 'string' ? [`— ${escaped(attrs.attribution, true)}`] : []
}

function prefixed(written: string, prefix: string): string {
  return written.split('\n').map((line) => (prefix + line).trimEnd()).join('\n')
}

// A list within an item needs no blank line before it, a second paragraph does.
function listItem(marker: string, { content = [] }: DocumentNode): string {
  const written = content.map((child, n) => (n > 0 && child.type === 'paragraph' ? '\n' : '') + block(child)).join('\n')
  return written.split('\n').map((line, n) => (n === 0 ? marker + line : line === '' ? '' : `  ${line}`)).join('\n')
}

function picture({ attrs = {} }: DocumentNode): string {
  const caption = typeof attrs.caption === 'string' ? ` "${attrs.caption.replace(/["\\]/g, '\\$&')}"` : ''
  return `![${text(attrs.alt).replace(/[\]\\]/g, '\\$&')}](${text(attrs.picture)}${caption})`
}

function row({ content = [] }: DocumentNode): string {
  return `|${content.map((cell) => ` ${cell.type === 'table_header' ? '= ' : ''}${writeInline(cell.content).replaceAll('|', '\\|').replace(/^=/, '\\=')} |`).join('')}`
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
