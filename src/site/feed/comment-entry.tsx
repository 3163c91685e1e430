// A comment as an entry of the feed of its discussion.
import type { T } from '../../base/i18n/i18n.ts'
import type { ShownComment } from '../../comments/reads/threads.ts'
import { Said } from '../../comments/views/said.tsx'
import { articleUrl, commentUrl, type Addressed } from '../../urls.ts'
import type { Entry } from './feed.ts'

interface Surroundings {
  article: Addressed & { headline: string; language: string }
  /** The first whole address that the article had. */
  first_address: string
  origin: string
  t: T
}

export function commentEntry(comment: ShownComment, { article, first_address, origin, t }: Surroundings): Entry {
  const name = comment.name ?? ''
  const answers = comment.answers && { ...comment.answers, address: `${origin}${commentUrl(article, comment.answers.id)}` }
  const whom = answers && (answers.name ?? t(answers.state === 'removed' ? 'comments.answers_removed' : 'comments.answers_hidden'))
  const id = (number: number) => `${first_address}/comments/${number}#c${number}`
  return {
    id: id(comment.id), address: `${origin}${commentUrl(article, comment.id)}`, title: whom ? t('feed.reply', { name, whom }) : name, summary: '',
    html: String(<>{comment.quote ? <blockquote><Said text={comment.quote} /></blockquote> : null}<Said text={comment.body} opening={answers ? <a href={answers.address}>@{whom}</a> : null} /></>),
    language: article.language, authors: [{ name, address: null }], contributors: [], topics: [],
    published_at: comment.submitted_at, updated_at: comment.edited_at ?? comment.submitted_at, picture: null, comments: null,
    answers: answers ? { id: id(answers.id), address: answers.address } : { id: first_address, address: `${origin}${articleUrl(article)}` },
  }
}
