// One's own data as a page to be read without the paper: a file that stands alone.
import { ArticleNamed } from '../../articles/views/named.tsx'
import type { MessageKey, T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import { commentUrl } from '../../urls.ts'
import type { OwnGiving } from '../own-giving.ts'
import type { OwnComment, OwnData } from '../reads/own-data.ts'
import { OwnGivingParts } from './own-giving.tsx'
import { Part, style, type Line } from './own-rows.tsx'

interface Manner {
  t: T
  zone: string
  paper: { name: string; url: string }
  now: Date
  /** What a clause says, by its slug. */
  clauseName(slug: string | null): string
}

/** What stands before and behind the comments. */
export function ownPage(data: OwnData, giving: OwnGiving, manner: Manner): { before: string; after: string } {
  const { t, zone, paper, now } = manner
  const title = t('rights.own.title', { paper: paper.name })
  const head = String(<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>{title}</title><style>{style}</style></head>)
  const opening = String(
    <>
      <h1>{title}</h1>
      <p>{t('rights.own.made', { time: t.dateTime(now, zone) })}</p>
      <Account data={data} {...manner} />
      <h2>{t('rights.own.comments')}</h2>
    </>)
  return { before: `<!doctype html><html lang="${t.language}">${head}<body>${opening}`, after: `${String(<><Parts data={data} {...manner} /><OwnGivingParts data={giving} t={t} zone={zone} /></>)}</body></html>\n` }
}

/** Some of the comments, each with where it stands and what became of it. */
export function OwnComments({ comments, t, zone, paper }: Manner & { comments: OwnComment[] }) {
  return (
    <>
      {comments.map((comment) => (
        <>
          <h3><ArticleNamed article={{ headline: comment.article, language: comment.language }} path={paper.url + commentUrl({ id: comment.article_id, slug: comment.slug, section_slug: comment.section_slug }, comment.id)} t={t} /></h3>
          <p class="small">{t.dateTime(comment.submitted_at, zone)} · {t(`rights.own.state.${comment.state}`)}</p>
          <blockquote lang={comment.language}><Paragraphs text={comment.body} /></blockquote>
          {comment.revisions.map(({ body }) => <><p class="small">{t('rights.own.before')}</p><blockquote lang={comment.language}><Paragraphs text={body} /></blockquote></>)}
        </>
      ))}
    </>
  )
}

function Account({ data: { account, roles, sessions, passkeys, authenticator, recovery_codes, standing }, t, zone }: Manner & { data: OwnData }) {
  const moment = (time: Date | null) => (time ? t.dateTime(time, zone) : '–')
  return (
    <>
      <h2>{t('account.title')}</h2>
      <p>{t('rights.own.name', { name: account.name })}<br />{t('rights.own.address', { mail_address: account.mail_address ?? '–' })}<br />{t('rights.own.since', { time: moment(account.created_at) })}</p>
      {account.former_name ? <p>{t('rights.own.former_name', { name: account.former_name })}</p> : null}
      {account.erase_at ? <p>{t('rights.erasure.due', { time: moment(account.erase_at) })}</p> : null}
      {roles.map(({ role, since }) => <p>{t('rights.own.role', { role, time: moment(since) })}</p>)}
      {sessions.map((one) => <p>{t('rights.own.session', { from: moment(one.created_at), until: moment(one.expires_at) })}</p>)}
      {passkeys.map((one) => <p>{t('rights.own.passkey', { name: one.name, time: moment(one.created_at) })}</p>)}
      {authenticator.length > 0 ? <p>{t('rights.own.authenticator', { n: recovery_codes.filter(({ used_at }) => used_at === null).length })}</p> : null}
      {standing.map((one) => <p>{t('rights.own.standing', { approved: one.approved, rejected: one.rejected, right: one.reports_right, wrong: one.reports_wrong })}</p>)}
    </>
  )
}

function Parts({ data, t, zone, clauseName }: Manner & { data: OwnData }) {
  const named = (headline: string | null) => headline ?? t('articles.held_alone')
  const lines: [MessageKey, Line[]][] = [
    ['rights.own.decisions', data.decisions.map((one) => ({ at: one.decided_at, what: [t(`case.title.${one.kind}`, { until: one.until ? t.dateTime(one.until, zone) : '' }), one.article ?? '', clauseName(one.clause)].filter(Boolean).join(' · '), words: [one.reason, one.body] }))],
    ['rights.own.objections', data.objections.map((one) => ({ at: one.objected_at, what: t(`rights.own.objection.${one.outcome ?? 'open'}`), words: [one.text, one.answer] }))],
    ['rights.own.reports', data.reports.map((one) => ({ at: one.reported_at, what: `${named(one.article)} · ${clauseName(one.clause)} · ${t(`rights.own.report.${one.outcome ?? 'open'}`)}`, words: [one.explanation] }))],
    ['rights.own.notes', data.notes.map((one) => ({ at: one.noted_at, what: '', words: [one.text] }))],
    ['rights.own.follows', data.follows.map((one) => ({ at: one.since, what: `${named(one.article)} · ${t(`rights.own.follow.${one.how}`)}` }))],
    ['rights.own.recommendations', data.recommendations.map((one) => ({ at: one.recommended_at, what: named(one.article) }))],
    ['rights.own.hidden', data.hidden_readers.map((one) => ({ at: one.since, what: one.name }))],
    ['rights.own.links', data.sign_in_links.map((one) => ({ at: one.created_at, what: one.mail_address, words: [one.draft] }))],
    ['rights.own.mails', data.mails_waiting.map((one) => ({ at: one.created_at, what: one.subject }))],
    ['rights.own.imported', data.imported.map((one) => ({ at: one.imported_at, what: `${one.source} · ${one.foreign_id}` }))],
    ['rights.own.journal', data.journal.map((one) => ({ at: one.happened_at, what: `${one.what} · ${one.subject}` }))],
  ]
  return <>{lines.map(([title, of]) => <Part title={t(title)} none={t('rights.own.none')} lines={of} t={t} zone={zone} />)}</>
}

/** The page of somebody who gives and has no account here. */
export function ownGivingPage(data: OwnGiving, { t, zone, paper, now }: Omit<Manner, 'clauseName'>): string {
  const title = t('rights.own.giving.page_title', { paper: paper.name })
  return `<!doctype html>${String(
    <html lang={t.language}>
      <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>{title}</title><style>{style}</style></head>
      <body><h1>{title}</h1><p>{t('rights.own.made', { time: t.dateTime(now, zone) })}</p><OwnGivingParts data={data} t={t} zone={zone} /></body>
    </html>)}
`
}
