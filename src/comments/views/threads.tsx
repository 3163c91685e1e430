import type { T } from '../../base/i18n/i18n.ts'
import { commentUrl, commentsUrl, type Addressed } from '../../urls.ts'
import type { Order, Thread, ThreadPage } from '../reads/threads.ts'
import { CommentItem, type Setting } from './comment-item.tsx'

interface ThreadsProps { article: Addressed; threads: ThreadPage; t: T; zone: string }

/** A page of threads, with the choice of their order above. */
export function Threads({ article, threads, t, zone }: ThreadsProps) {
  if (threads.items.length === 0) return null
  const here = new Set(threads.items.flatMap(({ first, replies }) => [first.id, ...replies.map(({ id }) => id)]))
  return (
    <>
      {threads.threads > 1 ? <Sort article={article} order={threads.order} t={t} /> : null}
      <ol>
        {threads.items.map((thread) => <ThreadItem thread={thread} setting={{ article, t, zone, here }} />)}
      </ol>
    </>
  )
}

function Sort({ article, order, t }: { article: Addressed; order: Order; t: T }) {
  return (
    <nav class="sort" aria-label={t('comments.sort')}>
      <a href={commentsUrl(article)} aria-current={order === 'newest' ? 'true' : undefined}>{t('comments.newest')}</a>
      <a href={threadsUrl(article, { order: 'oldest', after: null })} aria-current={order === 'oldest' ? 'true' : undefined}>{t('comments.oldest')}</a>
    </nav>
  )
}

/** A page of threads has one address only: the usual order is not named in it. */
export function threadsUrl(article: Addressed, { order, after }: { order: Order; after: number | null }): string {
  const query = [after === null ? '' : `after=${after}`, order === 'newest' ? '' : `order=${order}`].filter(Boolean).join('&')
  return query ? `${commentsUrl(article)}?${query}` : commentsUrl(article)
}

function ThreadItem({ thread: { first, replies, more }, setting }: { thread: Thread; setting: Setting }) {
  const { article, t } = setting
  return (
    <li class="thread">
      <CommentItem comment={first} level={3} setting={setting} />
      {replies.length + more > 0 ? (
        <div class="replies">
          {replies.map((reply) => <CommentItem comment={reply} level={4} setting={setting} />)}
          {more > 0 ? <a class="more" href={commentUrl(article, (replies.at(-1) ?? first).id)}>{t('comments.more', { n: more })}</a> : null}
        </div>
      ) : null}
    </li>
  )
}
