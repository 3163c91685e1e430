import type { T } from '../../base/i18n/i18n.ts'
import { aboutComment, paths, type Addressed } from '../../urls.ts'
import type { How } from '../follow.ts'

interface FollowFormProps { article: Addressed; thread_id: number; how: How | undefined; /** The comment to come back to. */ back?: number; t: T }

/** How a reader wants to be told of what is said in a thread. */
export function FollowForm({ article, thread_id, how, back = thread_id, t }: FollowFormProps) {
  return (
    <form class="line-form follow" method="post" action={aboutComment(paths.commentFollow, article, thread_id)}>
      <HowSelect id="how" how={how} label={t('follow.label')} t={t} />
      <input type="hidden" name="back" value={String(back)} />
      <button class="quiet">{t('follow.save')}</button>
    </form>
  )
}

export function HowSelect({ id, how, label, t }: { id: string; how: How | undefined; label: string; t: T }) {
  const words = { at_once: t('follow.at_once'), daily: t('follow.daily'), never: t('follow.never') }
  return (
    <>
      <label for={id}>{label}</label>
      <select id={id} name="how">
        {(['at_once', 'daily', 'never'] as const).map((one) => <option value={one} selected={one === (how ?? 'never')}>{words[one]}</option>)}
      </select>
    </>
  )
}
