// A letter is what a mail says, as text and as HTML.
import type { T } from '../i18n/i18n.ts'
import { letterStyle, style } from './letter-style.ts'

export type Block =
  | { text: string }
  /** Somebody's words. */
  | { quote: string }
  /** What to do about it. One in a letter. */
  | { button: string; url: string }
  /** Small print. */
  | { small: string; url?: string }
  /** One that lies in the mail itself; what it says stands in words beside it. */
  | { picture: Picture }
  /** A few numbers, each with what it counts. */
  | { figures: Figure[] }
  /** Lines under a title, each with a number or so behind it. */
  | { list: { title: string; items: Item[] } }

export interface Figure { label: string; value: string; /** To compare it with, in words. */ beside?: string | undefined }
export interface Item { text: string; url?: string | undefined; value: string }

export interface Picture { /** By which the letter finds it: letters only. */ name: string; /** A PNG file. */ bytes: Buffer; alt: string; /** Stands above it, and only where it is seen. */ caption: string; /** Of each side, in pixels. */ size: number }

export interface Letter {
  to: string
  /** Which mail it is, where it is counted how many of its kind go out: a word of the area that writes it. */
  kind?: string
  subject: string
  /** Speaks the reader's language. */
  t: T
  /** The paper's name, and where it is found. */
  paper: { name: string; url: string }
  blocks: Block[]
  /** Where one click, or one POST by a mail program, ends such mails; none for those that must reach their reader. */
  unsubscribe_url?: string
}

export function textOf({ paper, blocks, unsubscribe_url, t }: Letter): string {
  const parts = blocks.flatMap((block) => {
    if ('picture' in block) return []
    if ('quote' in block) return block.quote.trim().split('\n').map((line) => `> ${line}`.trimEnd()).join('\n')
    if ('button' in block) return `${block.button}:\n${block.url}`
    if ('small' in block) return block.url ? `${block.small}\n${block.url}` : block.small
    if ('figures' in block) return block.figures.map(({ label, value, beside }) => `${label}: ${value}${beside ? ` (${beside})` : ''}`).join('\n')
    if ('list' in block) return [block.list.title, ...block.list.items.map(({ text, url, value }) => `- ${text}: ${value}${url ? `\n  ${url}` : ''}`)].join('\n')
    return block.text.trim()
  })
  return `${[...parts, `-- \n${paper.name}\n${paper.url}`, ...(unsubscribe_url ? [`${t('mail.unsubscribe')}:\n${unsubscribe_url}`] : [])].join('\n\n')}\n`
}

/** Without tables or anything from elsewhere; what a mail program does not understand leaves plain, readable text. */
export function htmlOf({ paper, blocks, unsubscribe_url, subject, t }: Letter): string {
  return `<!doctype html>${String(
    <html lang={t.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: letterStyle }} />
      </head>
      <body class="paper" style={style.body}>
        <div style={style.sheet}>
          <p class="ink" style={style.masthead}><a class="ink" href={paper.url} style={style.wordmark}>{paper.name}</a></p>
          {blocks.map((block) => <Part block={block} t={t} />)}
          <p class="soft rule" style={style.foot}>
            <a class="soft" style={style.quietLink} href={paper.url}>{paper.name}</a>
            {unsubscribe_url ? <> · <a class="soft" style={style.quietLink} href={unsubscribe_url}>{t('mail.unsubscribe')}</a></> : null}
          </p>
        </div>
      </body>
    </html>)}`
}

function Part({ block, t }: { block: Block; t: T }) {
  if ('quote' in block) return <blockquote class="quote" style={style.quote}><Paragraphs text={block.quote} /></blockquote>
  if ('button' in block) return <Button {...block} t={t} />
  if ('picture' in block) return <PictureOf {...block.picture} />
  if ('small' in block) return <p class="soft" style={style.small}><Lines text={block.small} />{block.url ? <> <a class="soft" style={style.quietLink} href={block.url}>{withBreaks(block.url)}</a></> : null}</p>
  if ('figures' in block) return <FiguresOf figures={block.figures} />
  if ('list' in block) return <ListOf {...block.list} />
  return <Paragraphs text={block.text} />
}

function FiguresOf({ figures }: { figures: Figure[] }) {
  return (
    <div style={style.figures}>
      {figures.map(({ label, value, beside }) => (
        <p style={style.figure}><span class="soft" style={style.label}>{label}</span><br /><b style={style.value}>{value}</b>{beside ? <><br /><span class="soft" style={style.label}>{beside}</span></> : null}</p>
      ))}
    </div>
  )
}

function ListOf({ title, items }: { title: string; items: Item[] }) {
  return (
    <>
      <h2 class="ink" style={style.title}>{title}</h2>
      {items.map(({ text, url, value }) => <p class="rule" style={style.item}><span class="soft" style={style.aside}>{value}</span> {url ? <a class="plain" href={url} style={style.plainLink}>{text}</a> : text}</p>)}
    </>
  )
}

function PictureOf({ name, alt, caption, size }: Picture) {
  return (
    <>
      <p class="soft" style={style.small}>{caption}</p>
      <p style={style.action}><img src={`cid:${name}`} alt={alt} width={size} height={size} style={style.picture} /></p>
    </>
  )
}

// The address besides, for programs and readers that distrust what they cannot see.
function Button({ button, url, t }: { button: string; url: string; t: T }) {
  return (
    <>
      <p style={style.action}><a class="button" href={url} style={style.button}>{button}</a></p>
      <p class="soft" style={style.small}>{t('mail.or_copy')}<br /><a class="soft" style={style.quietLink} href={url}>{withBreaks(url)}</a></p>
    </>
  )
}

function Paragraphs({ text }: { text: string }) {
  return <>{text.trim().split(/\n\s*\n/).map((paragraph) => <p style={style.text}><Lines text={paragraph} /></p>)}</>
}

function Lines({ text }: { text: string }) {
  return <>{text.split('\n').map((line, n) => (n === 0 ? line : [<br />, line]))}</>
}

/** An address may break behind its strokes. */
function withBreaks(url: string) {
  return url.split(/(?<=[/?&])/).flatMap((part, n) => (n === 0 ? [part] : [<wbr />, part]))
}
