// What the form for a comment leads to: the comment, a preview of it, or the form again with all that was typed.
import type { ArticleHead } from '../../articles/reads/articles.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Limits } from '../../base/web/limits.ts'
import type { Action } from '../../base/web/route.ts'
import type { Reader, Visitor } from '../../people/session.ts'
import { mineUrl, type paths } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import type { Refusal } from '../intake.ts'
import { rangeOver, sentencesOf } from '../quotation.ts'
import { answerable } from '../reads/answerable.ts'
import { wholeOf } from '../reads/threads.ts'
import { submissionOf, type Submission } from '../submission.ts'
import { Step } from '../views/discussion.tsx'
import { Preview } from '../views/preview.tsx'
import { Quoting } from '../views/quoting.tsx'
import { refusalText } from '../views/refusal-text.ts'
import { WriteForm } from '../views/write-form.tsx'
import { submitComment } from '../writing.ts'

/** Of one reader. */
const pace = { name: 'comment', most: 12, seconds: 300 }

interface Written { article: ArticleHead; submission: Submission; who: Visitor; now: Date }

export const submit: Action<typeof paths.comments, Visitor> = async ({ db, params, form, who, limits, now }) => {
  const written = { article: await published(db, params), submission: submissionOf(form), who, now }
  if (written.submission.body === '') return formAgain(db, written, { refusal: { refused: 'empty' } })
  if (written.submission.wants_preview) return formAgain(db, written, { shows: 'preview' })
  return who === 'nobody' ? formAgain(db, written, { shows: 'identify' }) : send(db, { ...written, who }, limits)
}

async function send(db: Db, written: Written & { who: Reader }, limits: Limits): Promise<Response> {
  const { article, submission, who, now } = written
  if (!limits.allows(pace, `reader ${who.id}`)) return formAgain(db, written, { tooOften: true })
  const outcome = await submitComment(db, { ...submission, article_id: article.id }, { by: who, now })
  return outcome.refused ? formAgain(db, written, { refusal: outcome }) : seeOther(mineUrl(article, outcome.id))
}

interface Again { shows?: 'preview' | 'identify'; refusal?: Refusal; tooOften?: true; errors?: Errors }

/** The form, with everything in it. */
async function formAgain(db: Reads, { article, submission, who, now }: Written, { shows, refusal, tooOften, errors: given = {} }: Again): Promise<Response> {
  const { facts, t } = await surroundings(db, article)
  const { settings } = await wholeOf(db, article.id)
  const zone = facts.paper.time_zone
  const said = refusal ? refusalText(refusal, { t, zone, now, length: submission.body.length }) : tooOften ? t('write.error.too_often') : undefined
  const errors = said ? { ...given, body: said } : given
  const answered = submission.parent_id === null ? undefined : await answerable(db, { article_id: article.id, id: submission.parent_id })
  const range = answered && submission.quotes.length > 0 ? rangeOver(submission.quotes, answered.body) : undefined
  const quote = range && answered?.body.slice(range.quote_from, range.quote_to)
  const title = shows === 'preview' ? t('write.preview_title') : shows === 'identify' ? t('write.identify') : answered ? t('write.title_reply', { name: answered.name }) : t('write.title')
  return html(
    <Step article={article} facts={facts} t={t} title={title}>
      <Wrong errors={errors} t={t} />
      {shows === 'preview' ? <Preview body={submission.body} name={who === 'nobody' ? submission.name : who.name} to={answered?.name} quote={quote} t={t} /> : null}
      {shows === 'identify' ? <p class="lede">{t('write.identify_text')}</p> : null}
      <WriteForm article={article} t={t} longest={settings.longest} errors={errors} who={who === 'nobody' ? 'nobody' : who}
        typed={submission}
        quoting={answered ? <Quoting answered={answered} sentences={sentencesOf(answered.body, article.language)} chosen={submission.quotes} t={t} zone={zone} /> : null} />
    </Step>, tooOften || refusal?.refused === 'slow' || refusal?.refused === 'cooling' ? 429 : shows ? 200 : 422)
}
