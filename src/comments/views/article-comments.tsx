import type { T } from '../../base/i18n/i18n.ts'
import { commentsUrl, type Addressed } from '../../urls.ts'
import type { ThreadPage } from '../reads/threads.ts'
import { Threads } from './threads.tsx'

interface ArticleCommentsProps { article: Addressed & { comment_mode: 'open' | 'closed' | 'off' }; threads: ThreadPage; t: T; zone: string }

/** The first threads, below their article. */
export function ArticleComments({ article, threads, t, zone }: ArticleCommentsProps) {
  const whole = threads.next === null && threads.items.every(({ more }) => more === 0)
  return (
    <section class="part" aria-labelledby="comments">
      <div class="title">
        <h2 id="comments">{t('comments.count', { n: threads.count })}</h2>
        {article.comment_mode === 'closed' ? <p class="rules">{t('comments.closed')}</p> : null}
      </div>
      <div class="main">
        <Threads article={article} threads={threads} t={t} zone={zone} />
        {whole ? null : <p class="paging"><a href={commentsUrl(article)}>{t('comments.all', { n: threads.count })}</a></p>}
      </div>
    </section>
  )
}
