import { commentUrl } from '../../urls.ts'
import type { Conversation } from '../reads/threads.ts'
import { ActForms } from './comment-acts.tsx'
import { CommentItem } from './comment-item.tsx'
import type { Around } from './threads.tsx'

/** A thread's first comment and what stands around the one it was opened at. */
export function ConversationItems({ opened: { id, settings, thread: { first, replies }, earlier, later }, around }: { opened: Conversation; around: Around }) {
  const { article, t, mine } = around
  const setting = { ...around, settings, here: new Set([first.id, ...replies.map((reply) => reply.id)]), opened: id }
  return (
    <div class="thread">
      <CommentItem comment={first} level={3} setting={setting} />
      {replies.length === 0 ? null : (
        <div class="replies">
          {earlier === null ? null : <a class="more" rel="prev" href={commentUrl(article, earlier)}>{t('comments.earlier')}</a>}
          {replies.map((reply) => <CommentItem comment={reply} level={4} setting={setting} />)}
          {later === null ? null : <a class="more" rel="next" href={commentUrl(article, later)}>{t('comments.later')}</a>}
        </div>
      )}
      <ActForms mine={mine} t={t} />
    </div>
  )
}
