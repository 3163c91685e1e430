// The document as plain HTML, for readers that have neither our style nor our scripts, such as feed readers. All
// addresses are whole, and what stands elsewhere is a link.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, renditionName, url } from '../../urls.ts'
import type { DocumentNode } from '../document.ts'
import type { Rendition, ShownPicture } from '../reads/pictures.ts'
import { providerOf } from './embed.tsx'
import { footnotesOf, Inline, plainText } from './inline.tsx'
import { credit } from './picture.tsx'

export interface PlainSetting {
  t: T
  pictures: ShownPicture[]
  /** The whole address of the page it stands on. */
  page: string
}
interface Frame extends PlainSetting { notes: DocumentNode[] }

export function PlainBody({ doc, dateline, ...setting }: PlainSetting & { doc: DocumentNode; dateline: string }) {
  const frame: Frame = { ...setting, notes: footnotesOf(doc) }
  const [first, ...others] = doc.content ?? []
  const opensWithText = first?.type === 'paragraph'
  return (
    <>
      {dateline && !opensWithText ? <p>{dateline}</p> : null}
      {opensWithText ? <p>{dateline ? <><strong>{dateline}</strong> </> : null}<PlainInline node={first} frame={frame} /></p> : first ? <Block node={first} frame={frame} /> : null}
      {others.map((node) => <Block node={node} frame={frame} />)}
      <Notes frame={frame} />
    </>
  )
}

function Block({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const blocks = <Blocks node={node} frame={frame} />
  const inline = <PlainInline node={node} frame={frame} />
  switch (node.type) {
    case 'paragraph': return <p>{inline}</p>
    case 'heading': return node.attrs?.level === 3 ? <h3>{inline}</h3> : <h2>{inline}</h2>
    case 'quotation': return <blockquote>{blocks}<Attribution node={node} /></blockquote>
    case 'pull_quote': return <blockquote><p>{inline}</p><Attribution node={node} /></blockquote>
    case 'bullet_list': return <ul>{blocks}</ul>
    case 'ordered_list': return <ol start={Number(node.attrs?.start ?? 1)}>{blocks}</ol>
    case 'list_item': return <li>{blocks}</li>
    case 'picture': return <BodyPicture node={node} frame={frame} />
    case 'fact_box': return <aside><FactTitle node={node} />{blocks}</aside>
    case 'definition_list': return <dl>{blocks}</dl>
    case 'term': return <dt>{inline}</dt>
    case 'description': return <dd>{inline}</dd>
    case 'table': return <table>{text(node, 'caption') ? <caption>{text(node, 'caption')}</caption> : null}<tbody>{blocks}</tbody></table>
    case 'table_row': return <tr>{blocks}</tr>
    case 'table_header': return <th colspan={span(node, 'colspan')} rowspan={span(node, 'rowspan')}>{inline}</th>
    case 'table_cell': return <td colspan={span(node, 'colspan')} rowspan={span(node, 'rowspan')}>{inline}</td>
    case 'divider': return <hr />
    case 'embed': return <Elsewhere node={node} t={frame.t} />
    default: return (node.content ?? []).some((child) => child.content && child.type !== 'footnote') || node.type === 'gallery' ? blocks : <p>{plainText(node)}</p>
  }
}

function Blocks({ node, frame }: { node: DocumentNode; frame: Frame }) {
  return <>{(node.content ?? []).map((child) => <Block node={child} frame={frame} />)}</>
}

function PlainInline({ node, frame: { notes, page } }: { node: DocumentNode; frame: Frame }) {
  return <Inline nodes={node.content} notes={notes} page={page} />
}

function Attribution({ node }: { node: DocumentNode }) {
  const name = text(node, 'attribution')
  return name ? <p>– {name}</p> : null
}

function FactTitle({ node }: { node: DocumentNode }) {
  const title = text(node, 'title')
  return title ? <h3>{title}</h3> : null
}

function Elsewhere({ node, t }: { node: DocumentNode; t: T }) {
  const address = text(node, 'url')
  const title = text(node, 'title')
  if (!URL.canParse(address)) return <p>{title || address}</p>
  const open = t('embed.open', { provider: providerOf(new URL(address)) })
  return <p><a href={address}>{title ? `${title} (${open})` : open}</a></p>
}

function BodyPicture({ node, frame }: { node: DocumentNode; frame: Frame }) {
  const picture = frame.pictures.find((one) => one.name === node.attrs?.picture)
  const caption = text(node, 'caption')
  if (!picture) return caption ? <p>{caption}</p> : null
  return <PlainPicture picture={picture} alt={text(node, 'alt') || picture.alt} caption={caption || picture.caption} setting={frame} />
}

interface PlainPictureProps { picture: ShownPicture; alt: string; caption: string; setting: PlainSetting }

/** A picture with its caption and credit; what it shows in words alone while its files are still being made. */
export function PlainPicture({ picture, alt, caption, setting: { t, page } }: PlainPictureProps) {
  const file = plainFile(picture)
  const line = [caption, [credit(picture, t), picture.rights].filter(Boolean).join(', ')].filter(Boolean).join(' ')
  return (
    <figure>
      {file ? <img src={pictureAddress(file, page)} width={file.width} height={file.height} alt={alt} /> : alt}
      {line ? <figcaption>{line}</figcaption> : null}
    </figure>
  )
}

const plainWidth = 1_280

/** The one file of a picture for readers that cannot choose: whole, in the format that all know, not wider than they need. */
export function plainFile(picture: ShownPicture): Rendition | undefined {
  const whole = picture.renditions.filter((file) => file.crop === 'full')
  const files = (['jpeg', 'webp', 'avif'] as const).map((format) => whole.filter((file) => file.format === format)).find((set) => set.length > 0) ?? []
  return files.findLast((file) => file.width <= plainWidth) ?? files[0]
}

/** Where a file of a picture is found by whoever reads elsewhere; `page` is any whole address in the paper. */
export function pictureAddress(file: Rendition, page: string): string {
  return new URL(url(paths.picture, { file: renditionName(file) }), page).href
}

function Notes({ frame: { notes, t } }: { frame: Frame }) {
  if (notes.length === 0) return null
  return <section><h3>{t('article.footnotes')}</h3><ol>{notes.map((note) => <li>{plainText(note)}</li>)}</ol></section>
}

function span(node: DocumentNode, name: string): number | undefined {
  const width = Number(node.attrs?.[name] ?? 1)
  return width > 1 ? width : undefined
}

function text(node: DocumentNode, name: string): string {
  const value = node.attrs?.[name]
  return typeof value === 'string' ? value : ''
}
