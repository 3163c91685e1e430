// One's own data as a page to be read without the paper: a file that stands alone.
import type { Child } from 'hono/jsx'
import type { MessageKey, T } from '../../base/i18n/i18n.ts'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'
import { commentUrl } from '../../urls.ts'
import type { OwnComment, OwnData } from '../reads/own-data.ts'

interface Manner {
  t: T
  zone: string
  paper: { name: string; url: string }
  now: Date
  /** What a clause says, by its slug. */
  clauseName(slug: string | null): string
}

const style = `body{font:1.0625rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}
h1,h2,h3{line-height:1.25}h2{border-top:3px solid;padding-top:.5rem;margin-top:2.5rem}h3{font-size:1.0625rem;margin-bottom:0}
p.small{font:.875rem/1.5 sans-serif;margin:0}blockquote{margin:.5rem 0 1.5rem;padding-left:1rem;border-left:1px solid;overflow-wrap:anywhere}
@media (prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:inherit}}`

/** What stands before and behind the comments. */
export function ownPage(data: OwnData, manner: Manner): { before: string; after: string } {
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
  return { before: `<!doctype html><html lang="${t.language}">${head}<body>${opening}`, after: `${String(<Parts data={data} {...manner} />)}</body></html>\n` }
}

/** Some of the comments, each with where it stands and what became of it. */
export function OwnComments({ comments, t, zone, paper }: Manner & { comments: OwnComment[] }) {
  return (
    <>
      {comments.map((comment) => (
        <>
          <h3><a href={paper.url + commentUrl({ id: comment.article_id, slug: comment.slug, section_slug: comment.section_slug }, comment.id)} lang={comment.language}>{comment.article}</a></h3>
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

interface Line { at: Date | null; what: string; words?: (string | null)[] }

function Parts({ data, t, zone, clauseName }: Manner & { data: OwnData }) {
  const lines: [MessageKey, Line[]][] = [
    ['rights.own.decisions', data.decisions.map((one) => ({ at: one.decided_at, what: [t(`case.title.${one.kind}`, { until: one.until ? t.dateTime(one.until, zone) : '' }), one.article ?? '', clauseName(one.clause)].filter(Boolean).join(' · '), words: [one.reason, one.body] }))],
    ['rights.own.objections', data.objections.map((one) => ({ at: one.objected_at, what: t(`rights.own.objection.${one.outcome ?? 'open'}`), words: [one.text, one.answer] }))],
    ['rights.own.reports', data.reports.map((one) => ({ at: one.reported_at, what: `${one.article} · ${clauseName(one.clause)} · ${t(`rights.own.report.${one.outcome ?? 'open'}`)}`, words: [one.explanation] }))],
    ['rights.own.notes', data.notes.map((one) => ({ at: one.noted_at, what: '', words: [one.text] }))],
    ['rights.own.follows', data.follows.map((one) => ({ at: one.since, what: `${one.article} · ${t(`rights.own.follow.${one.how}`)}` }))],
    ['rights.own.recommendations', data.recommendations.map((one) => ({ at: one.recommended_at, what: one.article }))],
    ['rights.own.hidden', data.hidden_readers.map((one) => ({ at: one.since, what: one.name }))],
    ['rights.own.links', data.sign_in_links.map((one) => ({ at: one.created_at, what: one.mail_address, words: [one.draft] }))],
    ['rights.own.mails', data.mails_waiting.map((one) => ({ at: one.created_at, what: one.subject }))],
    ['rights.own.imported', data.imported.map((one) => ({ at: one.imported_at, what: `${one.source} · ${one.foreign_id}` }))],
    ['rights.own.journal', data.journal.map((one) => ({ at: one.happened_at, what: `${one.what} · ${one.subject}` }))],
  ]
  return <>{lines.map(([title, of]) => <Part title={t(title)} none={t('rights.own.none')}>{of.map((line) => <Row {...line} t={t} zone={zone} />)}</Part>)}</>
}

function Part({ title, none, children }: { title: string; none: string; children: Child[] }) {
  return <><h2>{title}</h2>{children.length > 0 ? children : <p>{none}</p>}</>
}

function Row({ at, what, words = [], t, zone }: Line & { t: T; zone: string }) {
  return (
    <>
      <p class="small">{[at ? t.dateTime(at, zone) : '', what].filter(Boolean).join(' · ')}</p>
      {words.flatMap((text) => (text ? [<blockquote><Paragraphs text={text} /></blockquote>] : []))}
    </>
  )
}
