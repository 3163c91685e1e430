// What the form for a comment leads to: the comment, a preview of it, or the form again with all that was typed.
import type { ArticleHead } from '../../articles/reads/articles.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import type { Limits } from '../../base/web/limits.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Site } from '../../base/web/route.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import { shapeRefusal, tidyName } from '../../people/name.ts'
import type { Visitor } from '../../people/session.ts'
import { linkSeconds, signInLimits } from '../../people/sign-in.ts'
import { nameError } from '../../people/views/sign-in-frame.tsx'
import { articleNumber, paths, url } from '../../urls.ts'
import { published, surroundings } from '../discussed.ts'
import { keepDraft } from '../draft.ts'
import type { Refusal } from '../intake.ts'
import { rangeOver, sentencesOf } from '../quotation.ts'
import { answerable } from '../reads/answerable.ts'
import { openness, takesComments } from '../openness.ts'
import { wholeOf } from '../reads/whole.ts'
import { submissionOf, type Submission } from '../submission.ts'
import { refusalText } from '../views/refusal-text.ts'
import { WritePage, type Shows } from '../views/write-page.tsx'
import { submitComment } from '../writing.ts'

/** Of one reader. */
const pace = { name: 'comment', most: 12, seconds: 300 }

/** `name`: of whoever is signed in. */
interface Written { article: ArticleHead; submission: Submission; name: string | undefined; now: Date }

export const submit: Action<typeof paths.comments, Visitor> = async ({ db, params, form, who, limits, site, now }) => {
  const submission = submissionOf(form)
  const written = async (): Promise<Written> => ({ article: await published(db, params), submission, name: who === 'nobody' ? undefined : who.name, now })
  if (submission.body === '') return formAgain(db, await written(), { refusal: { refused: 'empty' } })
  if (submission.wants_preview) return preview(db, await written())
  if (who === 'nobody') return keep(db, await written(), { limits, site })
  if (!limits.allows(pace, `reader ${who.id}`)) return formAgain(db, await written(), { tooOften: true })
  // The intake knows whether anything may be said there: of the article no more is needed than its number.
  const outcome = await submitComment(db, { ...submission, article_id: found(articleNumber(params.article)) }, { by: who, now })
  return outcome.refused ? formAgain(db, await written(), { refusal: outcome }) : seeOther(`${url(paths.commentsMine, params)}?at=${outcome.id}#c${outcome.id}`)
}

/** What is too long to be posted is not shown either: to make links of a megabyte takes long. */
async function preview(db: Db, written: Written): Promise<Response> {
  const { settings: { longest } } = await wholeOf(db, written.article.id)
  return formAgain(db, written, written.submission.body.length > longest ? { refusal: { refused: 'too_long', longest } } : { shows: 'preview' })
}

/** Of who is not signed in: the text is kept, and a link goes out by which it is posted. */
async function keep(db: Db, written: Written, { limits, site }: { limits: Limits; site: Site }): Promise<Response> {
  const { article, submission, now } = written
  const refusal = await placeRefusal(db, written)
  if (refusal) return formAgain(db, written, { refusal })
  if (submission.mail_address === '') return formAgain(db, written, { shows: 'identify' })
  const { t } = await surroundings(db, article)
  const mail_address = mailAddressIn(submission.mail_address)
  if (!mail_address) return formAgain(db, written, { errors: { mail_address: t('write.error.mail_address') } })
  // Whether it is taken is asked when the link is opened: until then nobody knows whose name it may be.
  const shape = submission.name === '' ? null : shapeRefusal(tidyName(submission.name))
  if (shape) return formAgain(db, written, { errors: { name: nameError(shape, t) } })
  if (!limits.allows(signInLimits.form) || !limits.allows(signInLimits.address, mail_address.toLowerCase())) return formAgain(db, written, { tooOften: true })
  await keepDraft(db, { said: { ...submission, article_id: article.id }, mail_address, name: submission.name, language: t.language }, { site, now })
  return formAgain(db, written, { shows: 'sent' })
}

/** What can be known before anybody is: the rest is asked when it is posted. */
async function placeRefusal(db: Reads, { article, submission: { parent_id, body }, now }: Written): Promise<Refusal | undefined> {
  const { settings: { longest }, rules } = await wholeOf(db, article.id)
  if (!takesComments(rules, now)) return { refused: 'closed' }
  if (body.length > longest) return { refused: 'too_long', longest }
  return parent_id !== null && !(await answerable(db, { article_id: article.id, id: parent_id })) ? { refused: 'gone' } : undefined
}

/** What writing it differently would mend. */
const ofText: ReadonlySet<Refusal['refused']> = new Set(['empty', 'too_long', 'link', 'rule'])

interface Again { shows?: Shows; refusal?: Refusal; tooOften?: true; errors?: Errors }

/** The form, with everything in it. */
export async function formAgain(db: Reads, { article, submission, name, now }: Written, { shows, refusal, tooOften, errors: given = {} }: Again): Promise<Response> {
  const { facts, t } = await surroundings(db, article)
  const { settings, rules } = await wholeOf(db, article.id)
  const zone = facts.paper.time_zone
  const said = refusal ? refusalText(refusal, { t, zone, now, length: submission.body.length }) : tooOften ? t('write.error.too_often') : undefined
  const answered = submission.parent_id === null ? undefined : await answerable(db, { article_id: article.id, id: submission.parent_id })
  const range = answered && submission.quotes.length > 0 ? rangeOver(submission.quotes, answered.body) : undefined
  const { waits } = await openness(db, rules, { now, zone })
  const status = tooOften || refusal?.refused === 'slow' || refusal?.refused === 'cooling' ? 429 : shows ? 200 : 422
  return html(
    <WritePage article={article} facts={facts} t={t} longest={settings.longest} waits={waits} minutes={linkSeconds / 60} submission={submission} name={name} {...(shows ? { shows } : {})} errors={said ? { ...given, body: said } : given} isBarred={tooOften || (refusal !== undefined && !ofText.has(refusal.refused))}
      answered={answered && { ...answered, sentences: sentencesOf(answered.body, article.language), quote: range && answered.body.slice(range.quote_from, range.quote_to) }} />, status)
}
