import type { Child } from 'hono/jsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Area, Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { commentReportUrl, commentUrl, paths, signInUrl, url, type Addressed } from '../../urls.ts'
import type { Clause } from '../clause.ts'
import { Said } from './said.tsx'

export type ReportKind = 'report' | 'notice'
/** What was typed, as it came. */
export interface Typed { clause?: string; explanation?: string; contact_name?: string; contact_mail?: string; exempt?: boolean; good_faith?: boolean }

interface Asked {
  article: Addressed & { headline: string; language: string }
  comment: { id: number; body: string; name: string; submitted_at: Date }
  facts: FrameFacts
  t: T
}
interface ReportProps extends Asked { who: { name: string } | 'nobody'; kind: ReportKind; typed: Typed; errors: Errors; longest: number; /** Those of the netiquette. */ rules: Clause[] }

export function ReportView(props: ReportProps) {
  const { article, comment, t, who, kind, errors } = props
  const here = commentReportUrl(article, comment.id)
  return (
    <Around {...props} title={t(`case.report.title.${kind}`)}>
      <p>{t(`case.report.lead.${kind}`)}</p>
      <Reported {...props} />
      <form class="form" method="post" action={here}>
        <Wrong errors={errors} t={t} />
        <input type="hidden" name="kind" value={kind} />
        {kind === 'report' ? <ReportFields {...props} /> : <NoticeFields {...props} />}
        <div class="actions">
          <button class="button">{t('case.report.send')}</button>
          <OtherWay t={t} here={here} kind={kind} isKnown={who !== 'nobody'} />
        </div>
      </form>
    </Around>
  )
}

function OtherWay({ t, here, kind, isKnown }: { t: T; here: string; kind: ReportKind; isKnown: boolean }) {
  if (kind === 'report') return <a class="quiet" href={`${here}?notice`}>{t('case.report.to_notice')}</a>
  return <a class="quiet" href={isKnown ? here : signInUrl(here)}>{t(isKnown ? 'case.report.to_report' : 'case.report.sign_in')}</a>
}

function ReportFields({ typed, errors, t, longest, rules }: ReportProps) {
  return (
    <>
      <Choice name="clause" label={t('case.report.clause')} value={typed.clause ?? ''} error={errors.clause} required
        options={rules.map((clause) => ({ value: clause, label: t(`clause.${clause}`), hint: t(`clause_text.${clause}`) }))} />
      <Area name="explanation" label={t('case.report.more')} hint={t('case.report.more_hint')} value={typed.explanation ?? ''} error={errors.explanation} rows={4} maxlength={longest} />
    </>
  )
}

function NoticeFields({ typed, errors, t, longest }: ReportProps) {
  return (
    <>
      <Area name="explanation" label={t('case.report.why')} hint={t('case.report.why_hint')} value={typed.explanation ?? ''} error={errors.explanation} rows={7} required maxlength={longest} />
      <Field name="contact_name" label={t('case.report.name')} hint={t('case.report.name_hint')} value={typed.contact_name ?? ''} error={errors.contact_name} autocomplete="name" maxlength={200} />
      <Field name="contact_mail" type="email" label={t('case.report.mail')} hint={t('case.report.mail_hint')} value={typed.contact_mail ?? ''} error={errors.contact_mail} autocomplete="email" maxlength={254} />
      <Check name="exempt" label={t('case.report.exempt')} hint={t('case.report.exempt_hint')} checked={typed.exempt ?? false} error={errors.exempt} />
      <Check name="good_faith" label={t('case.report.good_faith')} checked={typed.good_faith ?? false} error={errors.good_faith} />
    </>
  )
}

/** The comment it is about, with its exact address. */
function Reported({ article, comment, facts, t }: Asked) {
  const address = commentUrl(article, comment.id)
  return (
    <blockquote class="reported" lang={langOf(article, t)}>
      <Said text={comment.body} />
      <footer lang={t.language}>{t('case.report.by', { name: comment.name, time: t.dateTime(comment.submitted_at, facts.paper.time_zone) })} · <a href={address}>{t('case.report.place')}</a></footer>
    </blockquote>
  )
}

export function TooOften(props: Asked) {
  const { article, comment, t } = props
  return (
    <Around {...props} title={t('case.report.too_often')}>
      <p>{t('case.report.too_often_text')}</p>
      <p><a href={commentUrl(article, comment.id)}>{t('case.report.back')}</a></p>
    </Around>
  )
}

function Around({ article, facts, t, title, children }: Asked & { title: string; children: Child }) {
  return (
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />} current={article.section_slug}>
      <article class="article">
        <header>
          <div class="over"><p class="kicker" lang={langOf(article, t)}>{article.headline}</p><h1 class="plain">{title}</h1></div>
        </header>
        <div class="body">
          {children}
          <p class="small"><a href={url(paths.section, { slug: 'netiquette' })}>{t('comments.netiquette')}</a></p>
        </div>
      </article>
    </Frame>
  )
}
