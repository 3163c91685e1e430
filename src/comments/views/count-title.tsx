import { commentFiguresUrl } from '../../urls.ts'
import type { Whole } from '../reads/whole.ts'
import type { Around } from './threads.tsx'

/** How many comments there are, and what else is said of the discussion as a whole. */
export function CountTitle({ threads, around: { article, openness, t } }: { threads: Pick<Whole, 'count' | 'threads'>; around: Around }) {
  return (
    <div class="title">
      <h2 id="comments">{t('comments.count', { n: threads.count })}</h2>
      {threads.threads > 1 ? <p class="rules">{t('comments.threads', { n: threads.threads })}</p> : null}
      {!openness.is_open ? <p class="rules">{t('comments.closed')}</p> : null}
      <p class="rules"><a href={commentFiguresUrl(article)}>{t('comments.figures')}</a></p>
    </div>
  )
}
