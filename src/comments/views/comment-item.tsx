import type { T } from '../../base/i18n/i18n.ts'
import { commentUrl, type Addressed } from '../../urls.ts'
import type { ShownComment } from '../reads/threads.ts'
import type { Whole } from '../reads/whole.ts'
import type { Openness } from '../openness.ts'
import { Acts, type Mine } from './comment-acts.tsx'
import { Heading, type Level } from './heading.tsx'
import { Said } from './said.tsx'
import { Tombstone } from './tombstone.tsx'

/** Where comments are shown. */
export interface Setting {
  article: Addressed
  openness: Openness
  t: T
  zone: string
  now: Date
  settings: Whole['settings']
  /** The numbers of those on this page: links to them stay on it. */
  here: Set<number>
  /** The one the page was opened at. */
  opened?: number
  /** What the one who is signed in has to do with them; of a page that nobody else gets. */
  mine?: Mine
}
interface ItemProps { comment: ShownComment; level: Level; setting: Setting }

export function CommentItem({ comment, level, setting }: ItemProps) {
  const { mine, opened, t } = setting
  const waits = mine?.own.get(comment.id)?.state === 'pending'
  const isHidden = mine !== undefined && comment.reader_id !== null && mine.hidden.has(comment.reader_id)
  const is = ['comment', comment.picked_at ? 'pick' : '', waits ? 'waits' : ''].filter(Boolean).join(' ')
  return (
    <article class={is} id={`c${comment.id}`} data-reader={comment.reader_id ?? undefined} aria-current={comment.id === opened ? 'true' : undefined}>
      {comment.state !== 'shown' && !waits ? <Tombstone comment={comment} level={level} t={t} />
        : isHidden ? <details class="folded"><summary>{t('comments.folded', { name: comment.name ?? '' })}</summary><Spoken comment={comment} level={level} setting={setting} /></details>
        : <Spoken comment={comment} level={level} setting={setting} />}
    </article>
  )
}

function Spoken({ comment, level, setting }: ItemProps) {
  const { article, t, zone, now } = setting
  const { id, state, name, former, spoke_as, submitted_at, edited_at, picked_at, quote } = comment
  return (
    <>
      {picked_at ? <p class="mark">{t('comments.picked')}</p> : null}
      <header>
        <Heading level={level}>{name ?? ''}</Heading>
        {spoke_as ? <span class="badge">{t(spoke_as === 'author' ? 'comments.badge_author' : 'comments.badge_staff')}</span> : null}
        {former && former.until > now ? <span>{t('comments.formerly', { name: former.name })}</span> : null}
        <a href={commentUrl(article, id)}><time datetime={submitted_at.toISOString()}>{t.dateTime(submitted_at, zone)}</time></a>
        {edited_at ? <span>{t('comments.edited')}</span> : null}
        {state === 'pending' ? <span class="badge">{t('comments.waits')}</span> : null}
      </header>
      {quote ? <blockquote class="quoted"><Said text={quote} /></blockquote> : null}
      <Said text={comment.body} opening={comment.answers ? <Answered answers={comment.answers} setting={setting} /> : null} />
      <Acts comment={comment} setting={setting} />
    </>
  )
}

function Answered({ answers, setting: { article, t, here } }: { answers: NonNullable<ShownComment['answers']>; setting: Setting }) {
  const href = here.has(answers.id) ? `#c${answers.id}` : commentUrl(article, answers.id)
  return <a class="to" href={href}>@{answers.name ?? t(answers.state === 'removed' ? 'comments.answers_removed' : 'comments.answers_hidden')}</a>
}
