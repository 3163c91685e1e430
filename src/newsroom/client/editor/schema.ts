// The model of documents as the editor has it. It knows every node and mark of a document, and two marks for what somebody
// suggests. It asks for less: what several do at once may leave a list without its last paragraph, and whatever the model
// refuses is taken out of the working copy with all that somebody else has just written in it. The
// server makes a document of it (body-fitting.ts).
import { Schema, type Attrs, type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec } from 'prosemirror-model'
import { documentSchema } from '../../../articles/client/document/schema.ts'

const block = '(paragraph | heading | bullet_list | ordered_list | definition_list)*'

/** What differs from the document's own model: what may stand in it, and how it is shown and read. */
const shown: Record<string, NodeSpec> = {
  doc: { content: 'block+' },
  paragraph: { parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },
  heading: {
    content: 'inline*', defining: true, attrs: { level: { ...documentSchema.nodes.heading?.spec.attrs?.level, default: 2 } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level: level < 3 ? 2 : 3 } })), toDOM: (node) => [`h${node.attrs.level}`, 0],
  },
  quotation: { content: 'paragraph*', defining: true, parseDOM: [{ tag: 'blockquote' }], toDOM: () => ['blockquote', 0] },
  pull_quote: { defining: true, parseDOM: [{ tag: 'aside.pull' }], toDOM: () => ['aside', { class: 'pull' }, 0] },
  bullet_list: { content: 'list_item*', parseDOM: [{ tag: 'ul' }], toDOM: () => ['ul', 0] },
  ordered_list: { content: 'list_item*', parseDOM: [{ tag: 'ol', getAttrs: startOf }], toDOM: (node) => ['ol', { start: node.attrs.start }, 0] },
  list_item: { content: '(paragraph | bullet_list | ordered_list)*', defining: true, parseDOM: [{ tag: 'li' }], toDOM: () => ['li', 0] },
  picture: { draggable: true, parseDOM: [{ tag: 'figure[data-picture]', getAttrs: kept }], toDOM: keeping('figure', 'picture') },
  gallery: { content: 'picture*', draggable: true, isolating: true, parseDOM: [{ tag: 'div.gallery' }], toDOM: () => ['div', { class: 'gallery' }, 0] },
  fact_box: { content: block, defining: true, parseDOM: [{ tag: 'aside[data-fact-box]', getAttrs: kept }], toDOM: keeping('aside', 'fact-box', 0) },
  definition_list: { content: '(term | description)*', parseDOM: [{ tag: 'dl' }], toDOM: () => ['dl', 0] },
  term: { defining: true, parseDOM: [{ tag: 'dt' }], toDOM: () => ['dt', 0] },
  description: { defining: true, parseDOM: [{ tag: 'dd' }], toDOM: () => ['dd', 0] },
  table: { content: 'table_row*', isolating: true, parseDOM: [{ tag: 'table', getAttrs: kept }], toDOM: (node) => ['table', { 'data-kept': JSON.stringify(node.attrs) }, ['tbody', 0]] },
  table_row: { content: '(table_header | table_cell)*', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  table_header: { isolating: true, parseDOM: [{ tag: 'th', getAttrs: spansOf }], toDOM: (node) => ['th', spans(node), 0] },
  table_cell: { isolating: true, parseDOM: [{ tag: 'td', getAttrs: spansOf }], toDOM: (node) => ['td', spans(node), 0] },
  divider: { parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  embed: { draggable: true, parseDOM: [{ tag: 'div[data-embed]', getAttrs: kept }], toDOM: keeping('div', 'embed') },
  // Its text is written in a dialog: for the caret it is one character.
  footnote: { atom: true, parseDOM: [{ tag: 'span[data-footnote]' }], toDOM: () => ['span', { 'data-footnote': '' }, 0] },
  hard_break: { selectable: false, linebreakReplacement: true, parseDOM: [{ tag: 'br' }], toDOM: () => ['br'] },
  text: {},
}

/** Who suggests it, and when: `id` names the suggestion, `by` the reader. What one would put in another may want to take out: a text may have both marks. */
const suggestion: MarkSpec = { attrs: { id: { validate: 'string' }, by: { validate: 'number' }, name: { validate: 'string' }, at: { validate: 'string' } }, inclusive: false }

const marks: Record<string, MarkSpec> = {
  strong: { parseDOM: [{ tag: 'strong' }, { tag: 'b' }], toDOM: () => ['strong', 0] },
  emphasis: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  sub: { parseDOM: [{ tag: 'sub' }], toDOM: () => ['sub', 0] },
  sup: { parseDOM: [{ tag: 'sup' }], toDOM: () => ['sup', 0] },
  strikethrough: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: () => ['s', 0] },
  code: { parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
  link: {
    parseDOM: [{ tag: 'a[href]', getAttrs: (dom) => (leads(dom.getAttribute('href')) ? { href: dom.getAttribute('href'), title: dom.getAttribute('title') } : false) }],
    toDOM: ({ attrs: { href, title } }) => ['a', { href: leads(href) ? href : null, title, rel: 'noopener' }, 0],
  },
  insertion: { ...suggestion, excludes: 'insertion', parseDOM: [{ tag: 'ins[data-kept]', getAttrs: kept }], toDOM: ({ attrs }) => ['ins', { 'data-kept': JSON.stringify(attrs), title: attrs.name }, 0] },
  deletion: { ...suggestion, excludes: 'deletion', parseDOM: [{ tag: 'del[data-kept]', getAttrs: kept, priority: 60 }], toDOM: ({ attrs }) => ['del', { 'data-kept': JSON.stringify(attrs), title: attrs.name }, 0] },
}

export const editorSchema = new Schema({
  nodes: Object.fromEntries(Object.entries(shown).map(([name, own]) => [name, { ...documentSchema.nodes[name]?.spec, ...own }])),
  marks: Object.fromEntries(Object.entries(marks).map(([name, own]) => [name, { ...documentSchema.marks[name]?.spec, ...own }])),
})

/** Whether an address is one that a document may have; whatever else stands in a working copy leads nowhere. */
function leads(href: unknown): boolean {
  return typeof href === 'string' && /^(https?:|mailto:|tel:|#|\/(?!\/))/i.test(href)
}

// What the markup of pages has no place for travels in an attribute, from one editor to another.
function keeping(tag: string, name: string, hole?: 0): (node: Node) => DOMOutputSpec {
  return ({ attrs }) => [tag, { [`data-${name}`]: '', 'data-kept': JSON.stringify(attrs) }, ...(hole === undefined ? [] : [hole])] as DOMOutputSpec
}
function kept(dom: HTMLElement): Attrs | null {
  try {
    return JSON.parse(dom.dataset.kept ?? 'null') as Attrs | null
  } catch {
    return null
  }
}
function startOf(dom: HTMLElement): Attrs {
  const start = Number(dom.getAttribute('start') ?? 1)
  return { start: Number.isInteger(start) && start >= 0 && start <= 10_000 ? start : 1 }
}
function spansOf(dom: HTMLElement): Attrs {
  const span = (name: string) => Math.min(100, Math.max(1, Math.trunc(Number(dom.getAttribute(name) ?? 1)) || 1))
  return { colspan: span('colspan'), rowspan: span('rowspan') }
}
function spans({ attrs: { colspan, rowspan } }: Node) {
  return { colspan: colspan > 1 ? colspan : null, rowspan: rowspan > 1 ? rowspan : null }
}
