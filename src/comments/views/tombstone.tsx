// What stands in the place of a comment that cannot be seen: which rule was broken, and who or what decided that.
import type { T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import type { ShownComment } from '../reads/threads.ts'
import { Heading, type Level } from './heading.tsx'

export function Tombstone({ comment, level, t }: { comment: ShownComment; level: Level; t: T }) {
  if (comment.state !== 'removed') return <div class="tombstone"><Heading level={level}>{t('comments.hidden')}</Heading></div>
  if (comment.removed_by === 'author') return <div class="tombstone"><Heading level={level}>{t('comments.deleted')}</Heading></div>
  const rule = comment.removed_clause ? t(`clause.${comment.removed_clause}`) : comment.removed_reason?.trim()
  return (
    <div class="tombstone">
      <Heading level={level}>{t('comments.removed')}</Heading>{rule ? `: ${rule.replace(/(?<![.!?])$/, '.')}` : '.'}
      {comment.removed_by ? ` ${t(comment.removed_by === 'rule' ? 'comments.removed_by_rule' : 'comments.removed_by_person')}` : null}
      {' '}<a href={url(paths.section, { slug: 'netiquette' })}>{t('comments.netiquette')}</a>
    </div>
  )
}
