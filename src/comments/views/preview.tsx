import type { T } from '../../base/i18n/i18n.ts'
import { Said } from './said.tsx'

interface PreviewProps { body: string; name: string; /** Whom it answers. */ to: string | undefined; /** What it quotes of that. */ quote: string | undefined; t: T }

/** A comment as it will look. */
export function Preview({ body, name, to, quote, t }: PreviewProps) {
  return (
    <article class="comment preview" aria-label={t('write.preview')}>
      <header><h2>{name || t('write.your_name')}</h2></header>
      {quote ? <blockquote class="quoted"><Said text={quote} /></blockquote> : null}
      <Said text={body} opening={to ? <span class="to">@{to}</span> : null} />
    </article>
  )
}
