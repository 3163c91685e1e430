// The desk's page of one article: what it is, the form, and what can be done with it besides.
import type { Child } from 'hono/jsx'
import type { Correction, FullArticle } from '../../articles/reads/articles.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Wrong, type Errors } from '../../base/ui/form.tsx'
import { RouteList } from '../../comments/views/route-list.tsx'
import type { Desk } from '../../people/desk.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { articleUrl, paths, url, withQuery } from '../../urls.ts'
import type { ArticleDesk } from '../article-desk.ts'
import type { Typed } from '../article-form.ts'
import { ArticleForm } from './article-form.tsx'
import { BesideText } from './beside-view.tsx'
import { ArticleWires } from './article-wires.tsx'
import { LockBar } from './lock-bar.tsx'
import { Overtaken } from './overtaken.tsx'
import { PictureUpload } from './picture-upload.tsx'
import { PublishingBox } from './publishing-box.tsx'
import { StageBar } from './stage-bar.tsx'
import { Findings } from './style-findings.tsx'
import { UnseenChanges } from './unseen-changes.tsx'

/** What was typed into the small forms of the page. */
export type Given = Partial<Record<'reason' | 'note' | 'at' | 'schedule_reason' | 'schedule_anyway' | 'until' | 'hold_note' | 'anyway' | 'alt' | 'caption' | 'credit_person' | 'credit_agency' | 'rights', string>>

interface ArticleViewProps {
  desk: Desk
  article: FullArticle
  parts: ArticleDesk
  typed: Typed
  errors: Errors
  /** What is wrong in the small forms. */
  wrong: Errors
  given: Given
  done: string | undefined
  overtaken: Parameters<typeof Overtaken>[0] | undefined
}

const doneTexts = ['planned', 'saved', 'published', 'corrected', 'withdrawn', 'pictured', 'changed', 'moved', 'scheduled', 'called_off', 'embargoed', 'embargo_lifted', 'held', 'hold_lifted', 'watched', 'unwatched'] as const

export function ArticleView({ desk, article, parts, typed, errors, wrong, given, done, overtaken }: ArticleViewProps) {
  const { t, facts } = desk
  const id = String(article.id)
  const isPublic = article.state === 'published'
  const said = doneTexts.find((one) => one === done)
  return (
    <DeskFrame {...desk} title={article.headline} current={paths.deskArticles} back={{ path: paths.deskArticles, label: t('desk.articles') }} scripts={parts.may_save ? ['editor.js', 'topic-advice.js', 'article-lock.js'] : ['left-text.js']}>
      <Done text={said && t(`articles.done.${said}`)} />
      <Wrong errors={wrong} t={t} />
      {overtaken ? <Overtaken {...overtaken} /> : null}
      <StageBar article={article} stage={parts.stage} given={given} t={t} zone={facts.paper.time_zone} />
      <ArticleWires wires={parts.wires} t={t} />
      <Standing article={article} parts={parts} t={t} zone={facts.paper.time_zone} />
      <UnseenChanges article_id={article.id} unseen={parts.unseen} may_publish={parts.may_publish} t={t} />
      <Findings findings={parts.findings} title={t('house_style.found_title')} t={t} />
      <LockBar article_id={article.id} lock={parts.lock} present={parts.present} who={desk.who} mayWrite={parts.may_save} t={t} zone={facts.paper.time_zone} />
      {parts.may_save ? <ArticleForm action={url(paths.deskArticle, { id })} typed={typed} errors={errors} seen={parts.seen} isPublic={isPublic} writing={parts.writing} counts={parts.counts} unsayable={parts.unsayable} sections={facts.sections} suggestions={parts.suggestions} t={t} /> : <MayNotWrite writing={parts.writing} t={t} />}
      {parts.may_save ? <BesideText id={id} beside={parts.beside} t={t} zone={facts.paper.time_zone} /> : null}
      <FromReaders routes={parts.routes} next={url(paths.deskArticle, { id })} t={t} zone={facts.paper.time_zone} />
      {parts.may_save ? <section class="lead-upload"><h2>{t('articles.lead_picture')}</h2><PictureUpload action={url(paths.deskArticlePicture, { id })} given={given} errors={wrong} t={t} /></section> : null}
      <PublishingBox article={article} stage={parts.stage} given={given} errors={wrong} t={t} zone={facts.paper.time_zone} />
      {parts.may_publish && isPublic ? <Corrections article={article} corrections={parts.corrections} t={t} zone={facts.paper.time_zone} /> : null}
      {parts.may_publish && isPublic ? <Withdrawal id={id} reason={given.reason ?? ''} error={wrong.reason} t={t} /> : null}
    </DeskFrame>
  )
}

/** With what somebody typed while there was no connection, and the paper never got. */
function MayNotWrite({ writing: { article, reader, words }, t }: { writing: ArticleDesk['writing']; t: T }) {
  return (
    <>
      <p class="nothing">{t('articles.may_not_save_draft')}</p>
      <div data-left-text data-article={article} data-reader={reader.id} data-words={words} />
    </>
  )
}

function Standing({ article, parts: { deeds, headline_test, may_test, routes }, t, zone }: { article: FullArticle; parts: ArticleDesk; t: T; zone: string }) {
  const time = (at: Date | null) => (at ? t.dateTime(at, zone) : '')
  const facts: [string, string][] = [
    [t('article.published'), time(article.published_at)], [t('article.updated'), time(article.updated_at)], [t('articles.state.withdrawn'), time(article.withdrawn_at)], [t('articles.withdrawn_reason'), article.withdrawn_reason ?? ''],
  ]
  const last = deeds.slice(0, 1).map(({ what, actor, happened_at }): [string, Child] => [t('articles.last'), <>{what}, {actor.text}, {t.dateTime(happened_at, zone)}</>])
  const shown = [...facts.filter(([, value]) => value !== ''), ...last, ...(headline_test ? [[t('headline_tests.test'), <a href={headline_test.path}>{headline_test.said}</a>] satisfies [string, Child]] : [])]
  return (
    <section class="at-present">
      <dl class="in-line small">{shown.map(([name, value]) => <div><dt>{name}</dt> <dd>{value}</dd></div>)}</dl>
      <p class="actions small">
        {routes.length > 0 ? <a href="#readers">{t('articles.from_readers', { n: routes.length })}</a> : null}
        <a href={article.state === 'published' ? articleUrl(article) : url(paths.deskArticleSizes, { id: String(article.id) })}>{t(article.state === 'published' ? 'articles.read' : 'articles.preview')}</a>
        {article.state === 'published' ? <a href={url(paths.deskArticleSizes, { id: String(article.id) })}>{t('articles.preview')}</a> : null}
        <a href={url(paths.deskArticleRevisions, { id: String(article.id) })}>{t('revisions.title')}</a>
        <a href={url(paths.deskArticlePlan, { id: String(article.id) })}>{t('articles.plan')}</a>
        <a href={withQuery(paths.deskJournal, { subject: `article:${article.id}` })}>{t('desk.journal')}</a>
        {may_test && !headline_test?.runs ? <a href={withQuery(paths.deskNewHeadlineTest, { article: article.id })}>{t('headline_tests.new')}</a> : null}
      </p>
    </section>
  )
}

/** What readers have said about it waits below the text, and does not keep anybody from it. */
function FromReaders({ routes, next, t, zone }: { routes: ArticleDesk['routes']; next: string; t: T; zone: string }) {
  if (routes.length === 0) return null
  return (
    <details class="queue from-readers">
      <summary>{t('articles.from_readers', { n: routes.length })}</summary>
      <div id="readers"><RouteList routes={routes} t={t} zone={zone} atArticle next={next} /></div>
    </details>
  )
}

interface CorrectionsProps { article: FullArticle; corrections: Correction[]; t: T; zone: string }

/** What was put right, with the way to the difference each belongs to; and the way to another one. */
function Corrections({ article: { id }, corrections, t, zone }: CorrectionsProps) {
  const difference = (revision: number) => <a href={url(paths.deskRevision, { id: String(id), number: String(revision) })}>{t('corrections.difference')}</a>
  return (
    <section id="corrections">
      <h2>{t('articles.corrections')}</h2>
      {corrections.length > 0 ? <Facts facts={corrections.map(({ corrected_at, was_wrong, is_right, revision }) => [t.dateTime(corrected_at, zone), <>{was_wrong} {is_right} {revision === null ? null : difference(revision)}</>])} /> : null}
      <p><a href={withQuery(url(paths.deskArticleChanges, { id: String(id) }), { how: 'corrected' })}>{t('corrections.new')}</a></p>
    </section>
  )
}

function Withdrawal({ id, reason, error, t }: { id: string; reason: string; error: string | undefined; t: T }) {
  return (
    <section>
      <h2>{t('articles.withdrawal')}</h2>
      <form class="form" method="post" action={url(paths.deskArticleWithdrawal, { id })}>
        <Area name="reason" label={t('articles.withdrawn_reason')} value={reason} error={error} rows={3} hint={t('articles.withdraw_how')} required />
        <div class="actions"><button class="quiet">{t('articles.withdraw')}</button></div>
      </form>
    </section>
  )
}
