import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'

export interface Choices { clauses: readonly { slug: string; label: string }[]; t: T }
interface Deciding {
  comment: { id: number; state: 'pending' | 'shown' | 'removed'; latest: number; reports: { outcome: string | null }[] }
  choices: Choices
  /** Where to go on afterwards. */
  next: string
  /** What was typed and is shown again. */
  typed?: { clause: string; reason: string } | undefined
}

type Kind = 'approve' | 'keep' | 'hide' | 'restore'
/** What can be decided with one click, by what stands. */
function clicks({ state, reports }: Deciding['comment']): Kind[] {
  if (state === 'pending') return ['approve']
  if (state === 'removed') return ['restore']
  return [reports.some(({ outcome }) => outcome === null) ? 'keep' : 'approve', 'hide']
}

/** Two forms, so that Enter in the reason never approves. */
export function DecisionForms({ comment, choices: { clauses, t }, next, typed }: Deciding) {
  const action = url(paths.deskCommentDecision, { id: String(comment.id) })
  const hidden = <><input type="hidden" name="seen" value={String(comment.latest)} /><input type="hidden" name="next" value={next} /></>
  return (
    <div class="decide">
      <form method="post" action={action}>
        {hidden}
        {clicks(comment).map((kind, n) => <button class={n === 0 ? 'act yes' : 'act'} name="kind" value={kind}>{t(`moderation.act.${comment.state === 'shown' && kind === 'approve' ? 'fine' : kind}`)}</button>)}
      </form>
      {comment.state === 'removed' ? null : (
        <form method="post" action={action} class="no">
          {hidden}
          <select name="clause" aria-label={t('moderation.clause')} required>
            <option value="">{t('moderation.choose_clause')}</option>
            {clauses.map(({ slug, label }, n) => <option value={slug} selected={slug === typed?.clause}>{n + 1} {label}</option>)}
          </select>
          <input name="reason" maxlength={1000} value={typed?.reason ?? ''} placeholder={t('moderation.reason')} aria-label={t('moderation.reason_label')} />
          <button class="act" name="kind" value={comment.state === 'pending' ? 'reject' : 'remove'}>{t(comment.state === 'pending' ? 'moderation.act.reject' : 'moderation.act.remove')}</button>
        </form>
      )}
    </div>
  )
}
