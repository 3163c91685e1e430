// One comment with everything that a moderator wants to know of it, in one view.
import type { Child } from 'hono/jsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, commentUrl, paths, url } from '../../urls.ts'
import type { CommentContext } from '../reads/contexts.ts'
import { DecisionForms, type Choices } from './decision-forms.tsx'
import { Marked } from './marked.tsx'
import { recordWords, span } from './queue-words.ts'

export interface Entry extends CommentContext { trust: 'trusted' | 'known' | 'newcomer' | 'watched'; barred: 'banned' | 'suspended' | null }
export interface Bench { choices: Choices; t: T; zone: string; now: Date; /** Who looks. */ who: { id: number }; mayDecide: boolean; next: string }

interface EntryProps {
  entry: Entry
  bench: Bench
  /** In a list it can be ticked for work in bulk, and opened. */
  inList?: boolean
  typed?: { clause: string; reason: string } | undefined
}

export function QueueEntry({ entry, bench, inList = false, typed }: EntryProps) {
  const { t, now, next } = bench
  const article = { id: entry.article_id, slug: entry.slug, section_slug: entry.section_slug }
  const lang = langOf(entry, t)
  return (
    <article class="entry" id={`c${entry.id}`} data-comment={entry.id} tabindex={inList ? 0 : undefined}>
      <div class="what">
        <header>
          {inList ? <label class="tick"><input type="checkbox" name="comment" value={String(entry.id)} form="bulk" aria-label={t('moderation.tick', { name: entry.name ?? '', id: entry.id })} /></label> : null}
          <h2><Author entry={entry} t={t} /></h2>
          <span class={`trust ${entry.trust}`}>{t(`moderation.trust.${entry.trust}`)}</span>
          {entry.barred ? <strong>{t(`moderation.barred.${entry.barred}`)}</strong> : null}
          <span class="record">{recordWords(entry, t)}</span>
          <a class="number" href={url(paths.deskComment, { id: String(entry.id) })}>#{entry.id}</a>
        </header>
        <p class="where">
          <a href={articleUrl(article)} lang={lang}>{entry.headline}</a>
          {entry.state === 'shown' ? <> · <a href={commentUrl(article, entry.id)}>{t('moderation.in_discussion')}</a></> : null}
          {entry.answers > 0 ? <> · {t('moderation.answers', { n: entry.answers })}</> : null}
        </p>
        {entry.parent ? <Answered parent={entry.parent} t={t} lang={lang} /> : null}
        <Marked text={entry.body} places={entry.matches.flatMap(({ places }) => places)} lang={lang} />
        {entry.revisions.map(({ body, replaced }) => <details class="earlier"><summary>{t('moderation.revision', { time: t.dateTime(new Date(replaced * 1000), bench.zone) })}</summary><Marked text={body} places={[]} lang={lang} /></details>)}
      </div>
      <div class="why">
        <Why entry={entry} bench={bench} />
      </div>
      {!bench.mayDecide ? null : entry.deleted_at === null && entry.reader_id !== null ? (
        <div class="acts">
          <DecisionForms comment={entry} choices={bench.choices} next={next} typed={typed} />
          {inList ? <form method="post" action={url(paths.deskCommentClaim, { id: String(entry.id) })}><button class="quiet">{t('moderation.open')}</button></form> : null}
        </div>
      ) : <p class="acts small">{t('moderation.deleted')}</p>}
      {entry.held_by !== null && entry.held_by !== bench.who.id && entry.claimed_until ? <p class="held" role="note">{t('moderation.held_by', { name: entry.held_by_name ?? '', minutes: span(now, entry.claimed_until, t) })}</p> : null}
    </article>
  )
}

function Author({ entry: { reader_id, name }, t }: { entry: Entry; t: T }) {
  return reader_id === null ? <>{t('moderation.nobody')}</> : <a href={url(paths.deskReader, { id: String(reader_id) })}>{name}</a>
}

function Answered({ parent, t, lang }: { parent: NonNullable<Entry['parent']>; t: T; lang: string | undefined }) {
  const said = <>{t('moderation.answers_whom', { name: parent.name ?? t('moderation.nobody') })}{parent.state === 'shown' ? null : <> ({t(`moderation.state.${parent.state}`)})</>}</>
  if (parent.body.length <= 140) return <blockquote class="answered"><span>{said}</span> <span lang={lang}>{parent.body}</span></blockquote>
  return <details class="answered"><summary><span>{said}</span> <span lang={lang}>{parent.body.slice(0, 120)} …</span></summary><Marked text={parent.body} places={[]} lang={lang} /></details>
}

function Why({ entry, bench: { t, now, zone } }: { entry: Entry; bench: Bench }) {
  const at = (seconds: number) => t.dateTime(new Date(seconds * 1000), zone)
  return (
    <dl>
      <Fact name={t(`moderation.state.${entry.state}`)}>{stateWords(entry, { t, now })}</Fact>
      {entry.sensitive && entry.waits_for !== 'sensitive' ? <Fact name={t('moderation.article')}>{t('moderation.sensitive')}</Fact> : null}
      {entry.reports.map((report) => (
        <Fact name={t(report.outcome ? `moderation.report.${report.outcome}` : report.kind === 'notice' ? 'moderation.notice' : 'moderation.report')}>
          <strong>{clauseWord(report.clause, t)}</strong> {report.explanation} <small>{report.name ?? report.contact_name ?? t('moderation.without_account')}{reporterWords(report, t)}, {at(report.reported)}</small>
        </Fact>
      ))}
      {entry.matches.map((match) => <Fact name={t('moderation.rule')}><a href={`${paths.deskRules}#rule-${match.rule_id}`}>{match.note || t(`rules.kind.${match.kind}`)}</a> <small>{clauseWord(match.clause, t)}</small></Fact>)}
      {entry.routes.map((route) => route.question === null
        ? <Fact name={t(`moderation.route.${route.route}`)}>{t(route.outcome ? `moderation.outcome.${route.outcome}` : 'moderation.route.open')}</Fact>
        : <><Fact name={t('moderation.route.question')}>{route.question}</Fact><Fact name={t('moderation.route.reply')}>{route.answer ?? <small>{t('moderation.route.no_answer')}</small>}</Fact></>)}
      {entry.decisions.map((decision) => (
        <Fact name={t(`moderation.decided.${decision.kind}`)}>
          {decision.undone_at ? <del>{decision.clause ? clauseWord(decision.clause, t) : t('moderation.no_clause')}</del> : decision.clause ? clauseWord(decision.clause, t) : null} {decision.reason} <small>{decision.staff_name ?? t('moderation.by_rule')}, {t.dateTime(decision.decided_at, zone)}{decision.undone_at ? `, ${t('moderation.undone')}` : ''}</small>
        </Fact>
      ))}
      {entry.notes.map((note) => <Fact name={t(note.reader_id === null ? 'moderation.note' : 'moderation.note_reader')}>{note.text} <small>{note.name}, {at(note.noted)}</small></Fact>)}
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>
}

function stateWords(entry: Entry, { t, now }: { t: T; now: Date }): string {
  const since = span(entry.submitted_at, now, t)
  if (entry.state === 'pending') return [t('moderation.since', { span: since }), entry.waits_for ? t(`moderation.waits.${entry.waits_for}`) : ''].filter(Boolean).join(', ')
  const marks = [entry.locked_at ? t('moderation.locked') : '', entry.picked_at ? t('moderation.picked') : '', entry.looked_at ? '' : entry.state === 'shown' ? t('moderation.unseen') : '']
  return [t('moderation.since', { span: since }), entry.removed_reason ? clauseWord(entry.removed_reason, t) : '', ...marks].filter(Boolean).join(', ')
}

function reporterWords({ reports_right, reports_wrong }: { reports_right: number | null; reports_wrong: number | null }, t: T): string {
  const all = (reports_right ?? 0) + (reports_wrong ?? 0)
  return all === 0 ? '' : ` (${t('moderation.record_reports', { right: reports_right ?? 0, all })})`
}

/** A clause in a word or two; what imported comments were removed for stands as it came. */
export function clauseWord(clause: string, t: T): string {
  switch (clause) {
    case 'topic': case 'person': case 'insinuation': case 'hatred': case 'privacy': case 'advertising': case 'name': case 'illegal': return t(`clause.${clause}`)
    default: return clause
  }
}
