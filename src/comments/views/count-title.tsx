import type { T } from '../../base/i18n/i18n.ts'
import { commentFiguresUrl } from '../../urls.ts'
import type { ThreadPage } from '../reads/threads.ts'
import type { Around } from './threads.tsx'

/** How many comments there are, and what else is said of the discussion as a whole. */
export function CountTitle({ threads, article, t }: { threads: Pick<ThreadPage, 'count' | 'threads'>; article: Around['article']; t: T }) {
  return (
    <div class="title">
      <h2 id="comments">{t('comments.count', { n: threads.count })}</h2>
      {threads.threads > 1 ? <p class="rules">{t('comments.threads', { n: threads.threads })}</p> : null}
      {article.comment_mode === 'closed' ? <p class="rules">{t('comments.closed')}</p> : null}
      <p class="rules"><a href={commentFiguresUrl(article)}>{t('comments.figures')}</a></p>
    </div>
  )
}
