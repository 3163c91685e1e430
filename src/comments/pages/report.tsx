// Reporting a comment: a reader says which clause it breaks; anybody gives notice that it is illegal, without an account.
import { articleHead, type ArticleHead } from '../../articles/reads/articles.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { spoken, translator, type T } from '../../base/i18n/i18n.ts'
import type { Errors } from '../../base/ui/form.tsx'
import type { FrameFacts } from '../../base/ui/frame.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import type { Limit, Limits } from '../../base/web/limits.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import type { Visitor } from '../../people/session.ts'
import { articleNumber, commentReportUrl, numberIn, paths, signInUrl, url, type Params } from '../../urls.ts'
import { clauses, isClause } from '../clause.ts'
import { reportable } from '../reads/cases.ts'
import { longestExplanation, submitNotice, submitReport } from '../report.ts'
import { ReportView, TooOften, type ReportKind, type Typed } from '../views/report-view.tsx'

type P = typeof paths.commentReport
const given = { longest: longestExplanation, rules: clauses.filter((clause) => clause !== 'illegal') }

export const show: Page<P, Visitor, 'notice'> = async (c) => {
  const asked = await askedFor(c.db, c.params)
  const kind: ReportKind = c.who === 'nobody' || c.query.notice !== undefined ? 'notice' : 'report'
  const typed: Typed = c.who === 'nobody' ? {} : { contact_mail: c.who.mail_address }
  return html(<ReportView {...asked} who={c.who} kind={kind} typed={typed} errors={{}} {...given} />)
}

export const submit: Action<P, Visitor> = async (c) => {
  const asked = await askedFor(c.db, c.params)
  const { who, form, limits } = c
  const kind: ReportKind = textIn(form, 'kind') === 'report' ? 'report' : 'notice'
  if (kind === 'report' && who === 'nobody') return seeOther(signInUrl(commentReportUrl(asked.article, asked.comment.id)))
  const again = (errors: Errors) => html(<ReportView {...asked} who={who} kind={kind} typed={typedIn(form)} errors={errors} {...given} />, 422)

  const typed = typedIn(form)
  const errors = kind === 'report' ? reportErrors(typed, asked.t) : noticeErrors(typed, asked.t)
  if (Object.keys(errors).length > 0) return again(errors)
  if (!allowed(limits, { who, kind, mail: typed.contact_mail })) return html(<TooOften {...asked} />, 429, { 'retry-after': '3600' })

  const result = kind === 'report' && who !== 'nobody'
    ? who.id === asked.comment.reader_id ? { refused: 'own' as const } : await submitReport(c.db, { comment_id: asked.comment.id, clause: clauseIn(typed), explanation: typed.explanation ?? '', t: asked.t }, { by: who, now: c.now })
    : await submitNotice(c.db, { ...noticeOf(typed), comment_id: asked.comment.id, reader_id: who === 'nobody' ? null : who.id, t: asked.t }, { site_url: c.site.url, now: c.now })
  return 'refused' in result ? again({ clause: asked.t(`case.report.${result.refused}`) }) : seeOther(url(paths.receipt, { token: result.token }))
}

interface Asked { article: ArticleHead; comment: NonNullable<Awaited<ReturnType<typeof reportable>>>; facts: FrameFacts; t: T }

async function askedFor(db: Reads, params: Params<P>): Promise<Asked> {
  const comment = found(await reportable(db, found(numberIn(params.id))))
  const article = found(await articleHead(db, found(articleNumber(params.article))))
  found(comment.article_id === article.id && article.state === 'published' && article.comment_mode !== 'off' ? comment : undefined)
  const facts = await loadFrame(db)
  return { article, comment, facts, t: translator(spoken(article.language, facts.paper.language)) }
}

function typedIn(form: Form): Typed {
  const texts = (['clause', 'explanation', 'contact_name', 'contact_mail'] as const).map((name) => [name, textIn(form, name).trim()])
  return { ...Object.fromEntries(texts), exempt: textIn(form, 'exempt') !== '', good_faith: textIn(form, 'good_faith') !== '' }
}

function reportErrors({ clause = '', explanation = '' }: Typed, t: T): Errors {
  return {
    ...(isClause(clause) && clause !== 'illegal' ? {} : { clause: t('case.report.wrong.clause') }),
    ...(explanation.length > longestExplanation ? { explanation: t('case.report.wrong.long', { n: longestExplanation }) } : {}),
  }
}

// What Article 16(2) wants of a notice. Name and mail address may be missing only where it is about sexual abuse of children.
function noticeErrors({ explanation = '', contact_name = '', contact_mail = '', exempt, good_faith }: Typed, t: T): Errors {
  const mailIsRight = contact_mail === '' ? exempt : mailAddressIn(contact_mail) !== undefined
  return {
    ...(explanation.length < 20 ? { explanation: t('case.report.wrong.short') } : explanation.length > longestExplanation ? { explanation: t('case.report.wrong.long', { n: longestExplanation }) } : {}),
    ...((contact_name || exempt) && contact_name.length <= 200 ? {} : { contact_name: t('case.report.wrong.name') }),
    ...(mailIsRight ? {} : { contact_mail: t('case.report.wrong.mail') }),
    ...(good_faith ? {} : { good_faith: t('case.report.wrong.good_faith') }),
  }
}

function noticeOf({ explanation = '', contact_name, contact_mail }: Typed) {
  return { explanation, contact_name: contact_name || null, contact_mail: mailAddressIn(contact_mail ?? '') ?? null }
}

function clauseIn({ clause = '' }: Typed) {
  return found(clauses.find((one) => one === clause))
}

const reports: Limit = { name: 'reports', most: 30, seconds: 3_600 }
const notices: Limit = { name: 'notices', most: 6, seconds: 3_600 }
/** To one mail address, so that nobody's box is filled from here. */
const receipts: Limit = { name: 'receipts', most: 5, seconds: 86_400 }

function allowed(limits: Limits, { who, kind, mail }: { who: Visitor; kind: ReportKind; mail: string | undefined }): boolean {
  if (kind === 'report' && who !== 'nobody') return limits.allows(reports, `reader ${who.id}`)
  return limits.allows(notices) && (!mail || limits.allows(receipts, mail.toLowerCase()))
}
