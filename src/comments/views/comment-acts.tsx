// What can be done about a comment, quietly below it. The page is the same for everyone, so each act finds out by itself
// who asks; on the page that one reader alone gets, the acts know.
import { aboutComment, commentReportUrl, paths } from '../../urls.ts'
import type { T } from '../../base/i18n/i18n.ts'
import type { ShownComment } from '../reads/threads.ts'
import type { Setting } from './comment-item.tsx'

/** What a reader has to do with the comments on a page. */
export interface Mine {
  reader_id: number
  /** Their own ones that wait or are shown. */
  own: Map<number, { state: 'pending' | 'shown'; can_edit: boolean }>
  /** Which they recommend. */
  recommended: Set<number>
  /** Readers whose comments they do not want to see. */
  hidden: Set<number>
}

/** The form that all buttons for recommending on a page belong to. */
export const recommendForm = 'recommend'
/** The same for those that hide a reader. */
export const hideForm = 'hide'

export function Acts({ comment, setting }: { comment: ShownComment; setting: Setting }) {
  const { openness, mine } = setting
  const own = mine?.own.get(comment.id)
  return (
    <div class="acts">
      {comment.state === 'shown' && openness.is_open && !comment.is_locked ? <ReplyLink comment={comment} setting={setting} /> : null}
      {comment.state === 'shown' ? <Recommend comment={comment} setting={setting} /> : null}
      {comment.state === 'shown' && comment.answers === null ? <FollowLink comment={comment} setting={setting} /> : null}
      {own ? <OwnActs id={comment.id} can_edit={own.can_edit} setting={setting} /> : <OtherActs comment={comment} setting={setting} />}
    </div>
  )
}

function ReplyLink({ comment: { id, name }, setting: { article, t } }: { comment: ShownComment; setting: Setting }) {
  return <a href={aboutComment(paths.commentReply, article, id)} rel="nofollow" data-act="reply" aria-label={t('comments.reply_to', { name: name ?? '' })}>{t('comments.reply')}</a>
}

/** Of a thread, at its first comment. */
function FollowLink({ comment: { id, name }, setting: { article, t } }: { comment: ShownComment; setting: Setting }) {
  return <a href={aboutComment(paths.commentFollow, article, id)} rel="nofollow" data-act="follow" aria-label={t('comments.follow_of', { name: name ?? '' })}>{t('comments.follow')}</a>
}

function Recommend({ comment: { id, recommended }, setting: { article, t, settings, mine } }: { comment: ShownComment; setting: Setting }) {
  if (!settings.recommends) return null
  if (mine?.own.has(id)) return recommended > 0 ? <span>{t('comments.recommended', { n: recommended })}</span> : null
  const isMine = mine?.recommended.has(id) ?? false
  return (
    <button form={recommendForm} formaction={aboutComment(paths.commentRecommendation, article, id)} {...(mine ? { name: 'recommends', value: isMine ? 'no' : 'yes', 'aria-pressed': isMine ? 'true' : 'false' } : {})} data-act="recommend">
      {t(isMine ? 'comments.recommended_mine' : 'comments.recommend', { n: recommended })}
    </button>
  )
}

function OwnActs({ id, can_edit, setting: { article, t } }: { id: number; can_edit: boolean; setting: Setting }) {
  return (
    <>
      {can_edit ? <a href={aboutComment(paths.commentEdit, article, id)}>{t('comments.edit')}</a> : null}
      <a href={aboutComment(paths.commentDeletion, article, id)}>{t('comments.delete')}</a>
    </>
  )
}

function OtherActs({ comment: { id, name, reader_id }, setting: { article, t, mine } }: { comment: ShownComment; setting: Setting }) {
  return (
    <>
      <a href={commentReportUrl(article, id)} rel="nofollow" data-act="report" aria-label={t('comments.report_of', { name: name ?? '' })}>{t('comments.report')}</a>
      {mine && reader_id !== null ? (
        <button form={hideForm} name={mine.hidden.has(reader_id) ? 'show' : 'hide'} value={String(id)} aria-label={t(mine.hidden.has(reader_id) ? 'comments.show_reader' : 'comments.hide_reader', { name: name ?? '' })}>{t(mine.hidden.has(reader_id) ? 'comments.show' : 'comments.hide')}</button>
      ) : null}
    </>
  )
}

/** Once on each page that shows comments. */
export function ActForms({ mine, t }: { mine?: Mine | undefined; t: T }) {
  const texts = { folded: t('comments.folded', { name: '{name}' }), hide: t('comments.hide'), hide_reader: t('comments.hide_reader', { name: '{name}' }), offline: t('comments.offline') }
  return (
    <>
      <form id={recommendForm} method="post" data-texts={JSON.stringify(texts)} data-self={paths.accountSelf} data-hides={paths.accountHidden} />
      {mine ? <form id={hideForm} method="post" action={paths.accountHidden} /> : null}
    </>
  )
}
