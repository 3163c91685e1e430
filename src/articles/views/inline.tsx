// The text inside a paragraph: marks, links, line breaks, and the numbers of footnotes.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { DocumentMark, DocumentNode } from '../document.ts'

interface InlineProps {
  nodes: DocumentNode[] | undefined
  notes: DocumentNode[]
  /** The whole address of the page, for text that is read elsewhere: its links are made whole. */
  page?: string
}

export function Inline({ nodes = [], notes, page = '' }: InlineProps) {
  return <>{nodes.map((node) => piece(node, notes, page))}</>
}

function piece(node: DocumentNode, notes: DocumentNode[], page: string): Child {
  if (node.type === 'hard_break') return <br />
  if (node.type === 'footnote') {
    const number = notes.indexOf(node) + 1
    if (page) return <sup><a href={`${page}#note-${number}`}>{number}</a></sup>
    return <sup><a href={`#note-${number}`} id={`to-note-${number}`} role="doc-noteref">{number}</a></sup>
  }
  return (node.marks ?? []).reduceRight((inside: Child, mark) => marked(inside, mark, page), plainText(node))
}

function marked(inside: Child, { type, attrs }: DocumentMark, page: string): Child {
  switch (type) {
    case 'strong': return <strong>{inside}</strong>
    case 'emphasis': return <em>{inside}</em>
    case 'sub': return <sub>{inside}</sub>
    case 'sup': return <sup>{inside}</sup>
    case 'strikethrough': return <s>{inside}</s>
    case 'code': return <code>{inside}</code>
    case 'link': return safeLink(attrs?.href) ? <a href={whole(String(attrs?.href), page)} title={typeof attrs?.title === 'string' ? attrs.title : undefined}>{inside}</a> : inside
    default: return inside
  }
}

function whole(href: string, page: string): string {
  return page ? (URL.parse(href, page)?.href ?? href) : href
}

// Documents are checked when they are written; what an older one kept is looked at once more.
function safeLink(href: unknown): boolean {
  return typeof href === 'string' && /^(https?:|mailto:|tel:|#|\/(?!\/))/i.test(href)
}

export function Footnotes({ notes, t }: { notes: DocumentNode[]; t: T }) {
  if (notes.length === 0) return null
  return (
    <section class="notes" aria-label={t('article.footnotes')} role="doc-endnotes">
      <ol>
        {notes.map((note, n) => (
          <li id={`note-${n + 1}`}>{plainText(note)} <a href={`#to-note-${n + 1}`} role="doc-backlink" aria-label={t('article.footnote_back')}>↑</a></li>
        ))}
      </ol>
    </section>
  )
}

export function footnotesOf(node: DocumentNode): DocumentNode[] {
  return node.type === 'footnote' ? [node] : (node.content ?? []).flatMap(footnotesOf)
}

/** The text below a node, notes left out. */
export function plainText(node: DocumentNode): string {
  if (node.text !== undefined) return node.text
  return (node.content ?? []).map((child) => (child.type === 'footnote' ? '' : plainText(child))).join('')
}
