import type { T } from '../../base/i18n/i18n.ts'
import { commentUrl, paths, url, type Addressed } from '../../urls.ts'
import type { ShownComment } from '../reads/threads.ts'
import { Said } from './said.tsx'

/** Where comments are shown. */
export interface Setting {
  article: Addressed
  t: T
  zone: string
  /** The numbers of those on this page: links to them stay on it. */
  here: Set<number>
  /** The one the page was opened at. */
  opened?: number
}
interface ItemProps { comment: ShownComment; level: 3 | 4; setting: Setting }

export function CommentItem({ comment, level, setting }: ItemProps) {
  const { article, t, zone, opened } = setting
  return (
    <article class="comment" id={`c${comment.id}`} aria-current={comment.id === opened ? 'true' : undefined}>
      {comment.state === 'shown' ? (
        <>
          <header>
            <Heading level={level}>{comment.name ?? ''}</Heading>
            <a href={commentUrl(article, comment.id)}><time datetime={comment.submitted_at.toISOString()}>{t.dateTime(comment.submitted_at, zone)}</time></a>
          </header>
          <Said text={comment.body} opening={comment.answers ? <Answered answers={comment.answers} setting={setting} /> : null} />
        </>
      ) : <Tombstone comment={comment} level={level} t={t} />}
    </article>
  )
}

function Tombstone({ comment, level, t }: { comment: ShownComment; level: 3 | 4; t: T }) {
  if (comment.state !== 'removed') return <div class="tombstone"><Heading level={level}>{t('comments.hidden')}</Heading></div>
  const rule = comment.removed_reason?.trim().replace(/(?<![.!?])$/, '.')
  return (
    <div class="tombstone">
      <Heading level={level}>{t('comments.removed')}</Heading>{rule ? `: ${rule}` : '.'} <a href={url(paths.section, { slug: 'netiquette' })}>{t('comments.netiquette')}</a>
    </div>
  )
}

function Answered({ answers, setting: { article, t, here } }: { answers: NonNullable<ShownComment['answers']>; setting: Setting }) {
  const href = here.has(answers.id) ? `#c${answers.id}` : commentUrl(article, answers.id)
  return <a class="to" href={href}>@{answers.name ?? t(answers.state === 'removed' ? 'comments.answers_removed' : 'comments.answers_hidden')}</a>
}

function Heading({ level, children }: { level: 3 | 4; children: string }) {
  return level === 3 ? <h3>{children}</h3> : <h4>{children}</h4>
}
