// A letter is what a mail says, as text and as HTML.
import type { T } from '../i18n/i18n.ts'

export type Block =
  | { text: string }
  /** Somebody's words. */
  | { quote: string }
  /** What to do about it. One in a letter. */
  | { button: string; url: string }
  /** Small print. */
  | { small: string; url?: string }

export interface Letter {
  to: string
  subject: string
  /** Speaks the reader's language. */
  t: T
  /** The paper's name, and where it is found. */
  paper: { name: string; url: string }
  blocks: Block[]
  /** Where one click, or one POST by a mail program, ends such mails; none for those that must reach their reader. */
  unsubscribe_url?: string
}

export function textOf({ paper, blocks, unsubscribe_url }: Letter): string {
  const parts = blocks.map((block) => {
    if ('quote' in block) return block.quote.split('\n').map((line) => `> ${line}`).join('\n')
    if ('button' in block) return `${block.button}:\n${block.url}`
    if ('small' in block) return block.url ? `${block.small}\n${block.url}` : block.small
    return block.text
  })
  return [...parts, `-- \n${paper.name}\n${paper.url}${unsubscribe_url ? `\n${unsubscribe_url}` : ''}`].join('\n\n') + '\n'
}

export function htmlOf({ paper, blocks, t }: Letter): string {
  return `<!doctype html>${String(
    <html lang={t.language}>
      <body>
        {blocks.map((block) => ('quote' in block ? <blockquote>{block.quote}</blockquote> : 'button' in block ? <p><a href={block.url}>{block.button}</a></p> : <p>{'small' in block ? block.small : block.text}</p>))}
        <p>{paper.name}</p>
      </body>
    </html>)}`
}
