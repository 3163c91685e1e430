import { commentsUrl } from '../../urls.ts'
import type { ThreadPage } from '../reads/threads.ts'
import { CountTitle } from './count-title.tsx'
import { Threads, type Around } from './threads.tsx'
import { WriteForm } from './write-form.tsx'

/** The form and the first threads, below their article. */
export function ArticleComments({ threads, around }: { threads: ThreadPage; around: Around }) {
  const { article, t } = around
  const whole = threads.next === null && threads.items.every(({ more }) => more === 0)
  return (
    <section class="part" aria-labelledby="comments">
      <CountTitle threads={threads} around={around} />
      <div class="main">
        {around.openness.is_open ? <WriteForm article={article} t={t} longest={threads.settings.longest} waits={around.openness.waits} /> : null}
        <Threads threads={threads} around={around} isNewest />
        {whole ? null : <p class="paging"><a href={commentsUrl(article)}>{t('comments.all', { n: threads.count })}</a></p>}
      </div>
    </section>
  )
}
