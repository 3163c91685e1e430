// That something was written which readers do not see yet, and the ways to what it is and to the revisions.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { Size } from '../difference/difference.ts'

interface UnseenProps { article_id: number; unseen: Size | null; may_publish: boolean; t: T }

export function UnseenChanges({ article_id, unseen, may_publish, t }: UnseenProps) {
  if (!unseen) return null
  return (
    <div class="unseen-changes" role="note">
      <p><strong>{t('changes.unseen')}</strong> {t('changes.size', { words_in: unseen.words_in, words_out: unseen.words_out })}</p>
      <p><a href={url(paths.deskArticleChanges, { id: String(article_id) })}>{t(may_publish ? 'changes.look_and_publish' : 'changes.look')}</a></p>
    </div>
  )
}
