import type { T } from '../../base/i18n/i18n.ts'
import { articleParams, commentUrl, commentsUrl, paths, url, type Addressed } from '../../urls.ts'
import type { Order, Thread, ThreadPage } from '../reads/threads.ts'
import { ActForms } from './comment-acts.tsx'
import { CommentItem, type Setting } from './comment-item.tsx'

export type Around = Pick<Setting, 'article' | 'openness' | 't' | 'zone' | 'now' | 'mine'>
interface ThreadsProps { threads: ThreadPage; around: Around; /** The comment that is meant. */ opened?: number; /** Whether what is new belongs onto this page. */ isNewest?: boolean }

/** A page of threads, with the choice of their order above. */
export function Threads({ threads, around, opened, isNewest = false }: ThreadsProps) {
  const { items, settings, order, has_picks, arrivals } = threads
  // Where a thread that begins now belongs in this order; nowhere where that is another page.
  const begins = isNewest ? 'first' : order === 'oldest' && threads.next === null ? 'last' : undefined
  const here = new Set(items.flatMap(({ first, replies }) => [first.id, ...replies.map(({ id }) => id)]))
  return (
    <>
      {threads.threads > 1 || has_picks ? <Sort article={around.article} order={order} has_picks={has_picks} t={around.t} /> : null}
      {items.length === 0 ? <p class="none">{around.t(order === 'picked' ? 'comments.none_picked' : around.openness.is_open ? 'comments.none_open' : 'comments.none')}</p> : null}
      {isNewest ? <Arrived t={around.t} /> : null}
      <ol id="threads" data-article={around.article.id} data-arrivals={arrivals} data-begins={begins} {...(isNewest ? { 'data-stream': url(paths.commentsLive, articleParams(around.article)), 'data-page': commentsUrl(around.article) } : {})}>
        {items.map((thread) => <ThreadItem thread={thread} setting={{ ...around, settings, here, ...(opened === undefined ? {} : { opened }) }} />)}
      </ol>
      <ActForms mine={around.mine} t={around.t} />
    </>
  )
}

/** So many are counted out in words. */
const mostCounted = 20

/** Where a script says that something new has been said. */
function Arrived({ t }: { t: T }) {
  const texts = Array.from({ length: mostCounted }, (_, n) => t('comments.arrived', { n: n + 1 }))
  return <p class="arrived" role="status" data-texts={JSON.stringify([...texts, t('comments.arrived_many', { n: mostCounted })])} data-elsewhere={t('comments.arrived_elsewhere')} />
}

function Sort({ article, order, has_picks, t }: { article: Addressed; order: Order; has_picks: boolean; t: T }) {
  const offered: [Order, string][] = [['newest', t('comments.newest')], ['oldest', t('comments.oldest')], ['answered', t('comments.answered')]]
  if (has_picks || order === 'picked') offered.push(['picked', t('comments.picks')])
  return (
    <nav class="sort" aria-label={t('comments.sort')}>
      {offered.map(([one, text]) => <a href={threadsUrl(article, { order: one, after: null })} aria-current={order === one ? 'true' : undefined}>{text}</a>)}
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
