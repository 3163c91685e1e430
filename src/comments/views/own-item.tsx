import { ArticleNamed } from '../../articles/views/named.tsx'
import { langOf, type MessageKey, type T } from '../../base/i18n/i18n.ts'
import { aboutComment, mineUrl, paths, url } from '../../urls.ts'
import type { OwnListed } from '../reads/own.ts'
import { Said } from './said.tsx'

interface OwnItemProps { comment: OwnListed; t: T; zone: string; now: Date }

/** A comment in its author's own list. */
export function OwnItem({ comment, t, zone, now }: OwnItemProps) {
  const { id, article_id, headline, slug, section_slug, body, state, submitted_at, edit_minutes, decision_id } = comment
  const article = { id: article_id, slug, section_slug }
  const canEdit = state !== 'removed' && now.getTime() < submitted_at.getTime() + edit_minutes * 60_000
  const lang = langOf(comment, t)
  return (
    <li class="comment" id={`c${id}`}>
      <header><h2><ArticleNamed article={comment} path={state === 'removed' ? url(paths.comments, { section: section_slug, article: `${slug}-${article_id}` }) : mineUrl(article, id)} t={t} /></h2><time datetime={submitted_at.toISOString()}>{t.dateTime(submitted_at, zone)}</time></header>
      <p class="state">{stateText(comment, t)}{decision_id === null ? null : <> <a href={url(paths.decision, { id: String(decision_id) })}>{t('account.comment_decision')}</a></>}</p>
      {comment.is_asked ? <p class="state"><a href={url(paths.accountQuestion, { id: String(id) })}>{t(comment.is_open_question ? 'account.question_open' : 'account.question_read')}</a></p> : null}
      {body ? <div lang={lang}><Said text={body} /></div> : null}
      {state === 'removed' || headline === null ? null : (
        <div class="acts">
          {comment.recommended > 0 ? <span>{t('comments.recommended', { n: comment.recommended })}</span> : null}
          {canEdit ? <a href={aboutComment(paths.commentEdit, article, id)}>{t('comments.edit')}</a> : null}
          <a href={aboutComment(paths.commentDeletion, article, id)}>{t('comments.delete')}</a>
        </div>
      )}
    </li>
  )
}

function stateText({ state, waits_for, removed_by, picked_at, edited_at }: OwnListed, t: T): string {
  if (state === 'removed') return removed_by === 'author' ? t('account.comment_deleted') : t('account.comment_removed')
  const key: MessageKey = state === 'pending' ? (waits_for === 'hidden' ? 'account.comment_hidden' : 'account.comment_waits') : picked_at ? 'account.comment_picked' : 'account.comment_shown'
  return [t(key), ...(edited_at ? [t('comments.edited')] : [])].join(', ')
}
