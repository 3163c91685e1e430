// The model of documents, for ProseMirror: what the database holds is checked against it, and what the desk's editor writes follows it.
import { Schema, type AttributeSpec, type NodeSpec } from 'prosemirror-model'

const text = (fallback?: string): AttributeSpec => ({ validate: 'string', ...(fallback === undefined ? {} : { default: fallback }) })
const maybeText: AttributeSpec = { validate: 'string|null', default: null }
const span: AttributeSpec = { validate: wholeNumberFrom(1), default: 1 }

const nodes = {
  doc: { content: 'block*' },
  paragraph: { content: 'inline*', group: 'block' },
  heading: { content: 'inline+', group: 'block', attrs: { level: { validate: oneOf([2, 3]) } } },
  quotation: { content: 'paragraph+', group: 'block', attrs: { attribution: maybeText } },
  pull_quote: { content: 'text*', group: 'block', marks: '', attrs: { attribution: maybeText } },
  bullet_list: { content: 'list_item+', group: 'block' },
  ordered_list: { content: 'list_item+', group: 'block', attrs: { start: { validate: wholeNumberFrom(0), default: 1 } } },
  list_item: { content: 'paragraph (paragraph | bullet_list | ordered_list)*' },
  // `picture` names one of the paper's pictures; where it could not be had, it is null and `missing` says what is missing.
  picture: { group: 'block', atom: true, attrs: { picture: maybeText, alt: text(''), caption: maybeText, missing: maybeText } },
  gallery: { content: 'picture+', group: 'block' },
  fact_box: { content: '(paragraph | heading | bullet_list | ordered_list | definition_list)+', group: 'block', attrs: { title: text('') } },
  definition_list: { content: '(term description+)+', group: 'block' },
  term: { content: 'inline*' },
  description: { content: 'inline*' },
  table: { content: 'table_row+', group: 'block', attrs: { caption: maybeText } },
  table_row: { content: '(table_header | table_cell)+' },
  table_header: { content: 'inline*', attrs: { colspan: span, rowspan: span } },
  table_cell: { content: 'inline*', attrs: { colspan: span, rowspan: span } },
  divider: { group: 'block' },
  // A medium that lives elsewhere. Nothing of it is loaded before a reader asks for it.
  embed: { group: 'block', atom: true, attrs: { url: { validate: webAddress }, title: text('') } },
  footnote: { content: 'text*', group: 'inline', inline: true },
  hard_break: { group: 'inline', inline: true },
  text: { group: 'inline' },
} satisfies Record<string, NodeSpec>

const marks = {
  strong: {}, emphasis: {}, sub: { excludes: 'sup' }, sup: { excludes: 'sub' }, strikethrough: {}, code: {},
  link: { attrs: { href: { validate: linkTarget }, title: maybeText }, inclusive: false },
}

export const documentSchema = new Schema({ nodes, marks })

function oneOf(values: unknown[]) {
  return (value: unknown) => { if (!values.includes(value)) throw new RangeError(`one of ${values.join(', ')}, not ${String(value)}`) }
}
function wholeNumberFrom(least: number) {
  return (value: unknown) => { if (!Number.isInteger(value) || Number(value) < least || Number(value) > 10_000) throw new RangeError(`a whole number from ${least}, not ${String(value)}`) }
}
function webAddress(value: unknown) {
  if (typeof value !== 'string' || !/^https?:\/\//i.test(value) || !URL.canParse(value)) throw new RangeError('a web address')
}
/** Elsewhere on the web, in the paper, on the page, or a way to write to somebody: never a script. */
function linkTarget(value: unknown) {
  if (typeof value === 'string' && (/^(mailto:|tel:)/i.test(value) || /^(#|\/(?!\/))/.test(value))) return
  webAddress(value)
}
