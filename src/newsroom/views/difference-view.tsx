// A difference as pages show it: what was on the left, what is on the right; on a phone one above the other. What went is struck
// out and what came is underlined, and both are said to those who do not see it.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import { Picture } from '../../articles/views/picture.tsx'
import type { Block, Token } from '../difference/block.ts'
import type { AttributeChange, Difference, Row } from '../difference/difference.ts'
import type { Span } from '../difference/words.ts'
import { FieldDifferences } from './field-differences.tsx'

interface DifferenceProps {
  difference: Difference
  /** What the two sides are called. */
  sides: { before: Child; after: Child }
  pictures: Map<string, ShownPicture>
  lang: string | undefined
  t: T
}

export function DifferenceView({ difference, sides, pictures, lang, t }: DifferenceProps) {
  return (
    <div class="difference">
      <div class="sides"><p>{sides.before}</p><p>{sides.after}</p></div>
      <FieldDifferences fields={difference.fields} pictures={pictures} lang={lang} t={t} />
      <div class="rows" lang={lang}>{gathered(difference.rows).map((part) => (Array.isArray(part) ? <Unchanged rows={part} pictures={pictures} t={t} /> : <RowView row={part} pictures={pictures} t={t} />))}</div>
    </div>
  )
}

/** Of a stretch that is the same only what stands beside a change is shown at once. */
const beside = 1

function gathered(rows: Row[]): (Row | Row[])[] {
  const parts: (Row | Row[])[] = []
  for (let n = 0; n < rows.length;) {
    const row = rows[n]
    if (!row) break
    if (row.kind !== 'same') { parts.push(row); n++; continue }
    let end = n
    while (rows[end]?.kind === 'same') end++
    const [head, tail] = [n === 0 ? 0 : beside, end === rows.length ? 0 : beside]
    const run = rows.slice(n, end)
    if (run.length <= head + tail + 1) parts.push(...run)
    else parts.push(...run.slice(0, head), run.slice(head, run.length - tail), ...run.slice(run.length - tail))
    n = end
  }
  return parts
}

interface Showing { pictures: Map<string, ShownPicture>; t: T }

function Unchanged({ rows, pictures, t }: Showing & { rows: Row[] }) {
  return <details class="unchanged"><summary class="small" lang={t.language}>{t('difference.unchanged', { n: rows.length })}</summary>{rows.map((row) => <RowView row={row} pictures={pictures} t={t} />)}</details>
}

function RowView({ row, pictures, t }: Showing & { row: Row }) {
  if (row.kind === 'same') return <div class="row same"><Side block={row.after} pictures={pictures} t={t}><Tokens tokens={row.after.tokens} /></Side></div>
  if (row.kind === 'changed') {
    return (
      <div class="row changed">
        <Side block={row.before} side="before" attributes={row.attributes} pictures={pictures} t={t}><Spans spans={row.spans} side="before" t={t} /></Side>
        <Side block={row.after} side="after" attributes={row.attributes} pictures={pictures} t={t}><Spans spans={row.spans} side="after" t={t} /></Side>
      </div>
    )
  }
  if (row.kind === 'out') {
    return (
      <div class="row out" id={row.moved === undefined ? undefined : `from-${row.moved}`}>
        <Side block={row.before} side="before" whole="out" pictures={pictures} t={t}><Gone tokens={row.before.tokens} t={t} /></Side>
        {row.moved === undefined ? <Nothing t={t} /> : <p class="elsewhere small" lang={t.language}><a href={`#to-${row.moved}`}>{t('difference.moved_to')}</a></p>}
      </div>
    )
  }
  return (
    <div class="row in" id={row.moved === undefined ? undefined : `to-${row.moved}`}>
      {row.moved === undefined ? <Nothing t={t} /> : <p class="elsewhere small" lang={t.language}><a href={`#from-${row.moved}`}>{t('difference.moved_from')}</a></p>}
      <Side block={row.after} side="after" whole="in" pictures={pictures} t={t}>{row.spans ? <Spans spans={row.spans} side="after" t={t} /> : <Come tokens={row.after.tokens} t={t} />}</Side>
    </div>
  )
}

function Nothing({ t }: { t: T }) {
  return <p class="nowhere small" lang={t.language} aria-label={t('difference.nowhere')}>–</p>
}

interface SideProps extends Showing { block: Block; side?: 'before' | 'after' | undefined; whole?: 'out' | 'in' | undefined; attributes?: AttributeChange[]; children: Child }

function Side({ block, side, whole, attributes = [], pictures, t, children }: SideProps) {
  const label = labelOf(block, t)
  return (
    <div class={`side ${block.type}`}>
      {side === undefined || label === '' ? null : <p class="small" lang={t.language}>{label}</p>}
      {block.type === 'picture' ? <PictureSide block={block} side={side} whole={whole} attributes={attributes} pictures={pictures} t={t} /> : (
        <>
          {block.tokens.length > 0 ? <p>{children}</p> : null}
          {said(block, { side, attributes, t }).map((one) => <p class="small">{one}</p>)}
        </>
      )}
    </div>
  )
}

/** What a block says beside its text, as it is or changed. */
function said(block: Block, { side, attributes, t }: { side: SideProps['side']; attributes: AttributeChange[]; t: T }): Child[] {
  return ['attribution', 'title', 'url', 'caption'].flatMap((name): Child[] => {
    const change = attributes.find((one) => one.name === name)
    if (change && side) return [<Spans spans={change.spans} side={side} t={t} />]
    const value = block.attrs[name]
    return typeof value === 'string' && value !== '' ? [value] : []
  })
}

function PictureSide({ block, side, whole, attributes, pictures, t }: Omit<SideProps, 'children'>) {
  const [name, alt, caption] = ['picture', 'alt', 'caption'].map((one) => String(block.attrs[one] ?? ''))
  const picture = pictures.get(name ?? '')
  const words = (field: 'alt' | 'caption', text: string) => {
    const change = attributes?.find((one) => one.name === field)
    return change && side ? <Spans spans={change.spans} side={side} t={t} /> : text
  }
  const note = whole === 'out' ? t('difference.picture_out') : whole === 'in' ? t('difference.picture_in') : ''
  return (
    <figure>
      {picture ? <Picture picture={picture} crop="wide" sizes="12rem" alt="" /> : null}
      <figcaption class="small">
        {note ? <strong lang={t.language}>{note} </strong> : null}<code>{name}</code>
        {caption || attributes?.some((one) => one.name === 'caption') ? <span class="line">{words('caption', caption ?? '')}</span> : null}
        {alt || attributes?.some((one) => one.name === 'alt') ? <span class="line"><span lang={t.language}>{t('difference.alt')}</span> {words('alt', alt ?? '')}</span> : null}
      </figcaption>
    </figure>
  )
}

function labelOf({ type, framings }: Block, t: T): string {
  const names = [...framings.map((framing) => framing.type), type]
  const kinds = ['fact_box', 'quotation', 'bullet_list', 'ordered_list', 'definition_list', 'table', 'gallery', 'heading', 'pull_quote', 'picture', 'embed', 'divider'] as const
  return t.list(kinds.filter((kind) => names.includes(kind)).map((kind) => t(`difference.block.${kind}`)))
}

/** One side of a changed text: what is in both, and what is on this side alone. */
export function Spans({ spans, side, t }: { spans: Span[]; side: 'before' | 'after'; t: T }) {
  return <>{spans.map(({ kind, tokens }) => (kind === 'same' ? <Tokens tokens={tokens} /> : side === 'before' ? kind === 'out' ? <Gone tokens={tokens} t={t} /> : null : kind === 'in' ? <Come tokens={tokens} t={t} /> : null))}</>
}

export function Gone({ tokens, t }: { tokens: Token[]; t: T }) {
  return tokens.length === 0 ? null : <del><span class="unseen" lang={t.language}>{t('difference.out')} </span><Tokens tokens={tokens} told /><span class="unseen" lang={t.language}> {t('difference.end')}</span></del>
}
export function Come({ tokens, t }: { tokens: Token[]; t: T }) {
  return tokens.length === 0 ? null : <ins><span class="unseen" lang={t.language}>{t('difference.in')} </span><Tokens tokens={tokens} told /><span class="unseen" lang={t.language}> {t('difference.end')}</span></ins>
}

/** Neighbouring words of the same marks are set together. `told`: where a link leads is said, since that may be all that changed. */
function Tokens({ tokens, told = false }: { tokens: Token[]; told?: boolean }) {
  const runs: { text: string; token: Token }[] = []
  for (const token of tokens) {
    const last = runs.at(-1)
    if (last && last.token.kind !== 'footnote' && token.kind !== 'footnote' && JSON.stringify(last.token.marks) === JSON.stringify(token.marks)) last.text += token.text
    else runs.push({ text: token.text, token })
  }
  return <>{runs.map(({ text, token }) => token.marks.reduce<Child>((inner, mark) => marked(inner, { mark, told }), token.kind === 'footnote' ? <sup>[{text}]</sup> : text))}</>
}

function marked(inner: Child, { mark: { type, attrs = {} }, told }: { mark: Token['marks'][number]; told: boolean }): Child {
  switch (type) {
    case 'strong': return <strong>{inner}</strong>
    case 'emphasis': return <em>{inner}</em>
    case 'sub': return <sub>{inner}</sub>
    case 'sup': return <sup>{inner}</sup>
    case 'code': return <code>{inner}</code>
    case 'strikethrough': return <s>{inner}</s>
    case 'link': return <><u>{inner}</u>{told ? <small> ({String(attrs.href ?? '')})</small> : null}</>
    default: return inner
  }
}
