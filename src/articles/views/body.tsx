// The document, set. Every node of the model has its markup here; one that is not known is shown as its text.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { DocumentNode } from '../document.ts'
import type { ShownPicture } from '../reads/pictures.ts'
import { Embed } from './embed.tsx'
import { Inline, Footnotes, footnotesOf, plainText } from './inline.tsx'
import { Caption, Picture } from './picture.tsx'

export interface Setting { t: T; pictures: ShownPicture[] }
interface BodyProps extends Setting { doc: DocumentNode; dateline?: Child }
interface Frame extends Setting { notes: DocumentNode[]; ids: Map<DocumentNode, string> }

export function Body({ doc, dateline, t, pictures }: BodyProps) {
  const blocks = doc.content ?? []
  const frame: Frame = { t, pictures, notes: footnotesOf(doc), ids: headingIds(doc) }
  const opensWithText = blocks[0]?.type === 'paragraph'
  return (
    <>
      {dateline && !opensWithText ? <p>{dateline}</p> : null}
      {blocks.map((node, n) => n === 0 && opensWithText && dateline
        ? <p>{dateline} <Inline nodes={node.content} notes={frame.notes} /></p>
        : <Block node={node} frame={frame} />)}
      <Footnotes notes={frame.notes} t={t} />
    </>
  )
}

/** The headings of the first level, for the list of contents. */
export function contents(doc: DocumentNode): { id: string; text: string }[] {
  return [...headingIds(doc)].filter(([node]) => node.attrs?.level === 2).map(([node, id]) => ({ id, text: plainText(node) }))
}

function headingIds(doc: DocumentNode): Map<DocumentNode, string> {
  const taken = new Map<string, number>()
  return new Map((doc.content ?? []).filter((node) => node.type === 'heading').map((node) => {
    const plain = plainText(node).toLowerCase().normalize('NFC').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'part'
    const times = (taken.get(plain) ?? 0) + 1
    taken.set(plain, times)
    return [node, times === 1 ? `h-${plain}` : `h-${plain}-${times}`]
  }))
}

function Block({ node, frame }: { node: DocumentNode; frame: Frame }): Child {
  const inline = <Inline nodes={node.content} notes={frame.notes} />
  switch (node.type) {
    case 'paragraph': return <p>{inline}</p>
    case 'heading': return node.attrs?.level === 3 ? <h3 id={frame.ids.get(node)}>{inline}</h3> : <h2 id={frame.ids.get(node)}>{inline}</h2>
    case 'quotation': return <blockquote><Blocks node={node} frame={frame} /><Attribution node={node} /></blockquote>
    case 'pull_quote': return <aside class="pull hang"><p>{inline}</p><Attribution node={node} /></aside>
    case 'bullet_list': return <ul><Blocks node={node} frame={frame} /></ul>
    case 'ordered_list': return <ol start={Number(node.attrs?.start ?? 1)}><Blocks node={node} frame={frame} /></ol>
    case 'list_item': return <li><Blocks node={node} frame={frame} /></li>
    case 'picture': return <BodyPicture node={node} frame={frame} />
    case 'gallery': return <Gallery node={node} frame={frame} />
    case 'fact_box': return <FactBox node={node} frame={frame} />
    case 'definition_list': return <dl><Blocks node={node} frame={frame} /></dl>
    case 'term': return <dt>{inline}</dt>
    case 'description': return <dd>{inline}</dd>
    case 'table': return <Table node={node} frame={frame} />
    case 'divider': return <hr />
    case 'embed': return <Embed url={text(node, 'url')} title={text(node, 'title')} t={frame.t} />
    default: return <Unknown node={node} frame={frame} />
  }
}

function Blocks({ node, frame }: { node: DocumentNode; frame: Frame }) {
  return <>{(node.content ?? []).map((child) => <Block node={child} frame={frame} />)}</>
}

function Attribution({ node }: { node: DocumentNode }) {
  const name = text(node, 'attribution')
  return name ? <footer>{name}</footer> : null
}

function BodyPicture({ node, frame: { t, pictures } }: { node: DocumentNode; frame: Frame }) {
  const picture = pictures.find((one) => one.name === node.attrs?.picture)
  const caption = text(node, 'caption')
  if (!picture) {
    return (
      <figure class="missing">
        <p>{text(node, 'missing') || !text(node, 'picture') ? t('picture.missing', { name: text(node, 'missing') || '?' }) : t('picture.over')}</p>
        {caption ? <figcaption>{caption}</figcaption> : null}
      </figure>
    )
  }
  return (
    <figure>
      <Picture picture={picture} crop="full" sizes="(width >= 64rem) 38rem, calc(100vw - 2.5rem)" alt={text(node, 'alt') || picture.alt} />
      <Caption picture={picture} caption={caption || picture.caption} t={t} />
    </figure>
  )
}

function Gallery({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const pictures = node.content ?? []
  return (
    <div class="gallery" role="group" aria-label={frame.t('picture.gallery', { n: pictures.length })}>
      {pictures.map((child) => <Block node={child} frame={frame} />)}
    </div>
  )
}

function FactBox({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const title = text(node, 'title')
  return <aside class="facts hang">{title ? <h2>{title}</h2> : null}<Blocks node={node} frame={frame} /></aside>
}

function Table({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const rows = node.content ?? []
  const headed = rows[0]?.content?.every((cell) => cell.type === 'table_header') ?? false
  const caption = text(node, 'caption')
  const body = headed ? rows.slice(1) : rows
  return (
    <div class="table" tabindex={0} role="region" aria-label={caption || plainText(rows[0] ?? node)}>
      <table>
        {caption ? <caption>{caption}</caption> : null}
        {headed ? <thead>{rows.slice(0, 1).map((row) => <Row row={row} scope="col" frame={frame} />)}</thead> : null}
        {body.length > 0 ? <tbody>{body.map((row) => <Row row={row} scope="row" frame={frame} />)}</tbody> : null}
      </table>
    </div>
  )
}

function Row({ row, scope, frame }: { row: DocumentNode; scope: 'col' | 'row'; frame: Frame }) {
  return (
    <tr>
      {(row.content ?? []).map((cell) => {
        const spans = { colspan: spanOf(cell, 'colspan'), rowspan: spanOf(cell, 'rowspan') }
        const inside = <Inline nodes={cell.content} notes={frame.notes} />
        return cell.type === 'table_header' ? <th scope={scope} {...spans}>{inside}</th> : <td {...spans}>{inside}</td>
      })}
    </tr>
  )
}

function spanOf(cell: DocumentNode, name: string): number | undefined {
  const span = Number(cell.attrs?.[name] ?? 1)
  return span > 1 ? span : undefined
}

function Unknown({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const holdsBlocks = (node.content ?? []).some((child) => child.content && child.type !== 'footnote')
  return holdsBlocks ? <Blocks node={node} frame={frame} /> : <p>{plainText(node)}</p>
}

function text(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
