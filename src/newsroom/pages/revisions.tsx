// The revisions of an article: who saved what when and why; any two beside one another; going back to one.
import type { Child } from 'hono/jsx'
import { articleById, correctionsOf, type FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { compared, stateNamed, type State } from '../comparing.ts'
import { isNone } from '../difference/difference.ts'
import { actorsNamed } from '../deed.ts'
import { mayAsk, waitAWhile } from '../heavy.ts'
import { lastRevision, publishedAnyway, revisionOf, revisionsOf } from '../reads/revisions.ts'
import { goBackTo, gonePictures } from '../restoring.ts'
import { longestWhy } from '../revision.ts'
import { settle } from '../settling.ts'
import { DifferenceView } from '../views/difference-view.tsx'
import { stillWriting } from '../writer.ts'
import { RevisionList, RevisionTold, SaveRevision, GoBack } from '../views/revision-list.tsx'

type Who = Staff<'write_articles'>
const atOnce = 50

export const list: Page<typeof paths.deskArticleRevisions, Who, 'before' | 'done'> = async ({ db, who, speaks, params, query }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const rows = await revisionsOf(db, { article_id: article.id, before: numberIn(query.before ?? '') ?? null, limit: atOnce + 1 })
  const here = rows.slice(0, atOnce)
  const names = await actorsNamed(db, here.map(({ saved_by }) => saved_by), t)
  const corrections = await correctionsOf(db, article.id)
  const path = url(paths.deskArticleRevisions, params)
  return html(
    <RevisionFrame desk={desk} article={article} title={t('revisions.title')}>
      <Done text={query.done === 'saved' ? t('revisions.saved') : undefined} />
      <RevisionList article={article} revisions={here} names={names} corrected={corrections.flatMap(({ revision }) => revision ?? [])} anyway={await publishedAnyway(db, article.id)} t={t} zone={desk.facts.paper.time_zone} />
      <Paging t={t} newest={query.before ? path : undefined} older={rows.length > atOnce ? withQuery(path, { before: String(here.at(-1)?.number ?? 0) }) : undefined} />
      <SaveRevision article_id={article.id} t={t} />
    </RevisionFrame>)
}

export const save: Action<typeof paths.deskArticleRevisions, Who> = async ({ db, who, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  await stillWriting(db, { article_id: article.id, who }, (tx) => settle(tx, { article_id: article.id, why: whyIn(form) }, { by: `staff:${who.id}`, now }))
  return seeOther(withQuery(url(paths.deskArticleRevisions, params), { done: 'saved' }))
}

/** One revision, beside the one before it. */
export const show: Page<typeof paths.deskRevision, Who, 'done'> = async ({ db, who, speaks, params, query, limits }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  if (!mayAsk(limits, 'difference', who)) return tooOften(desk, article)
  const state = found(await stateNamed(db, article, params.number))
  const { revision } = state
  if (!revision) return seeOther(url(paths.deskArticleRevisions, params))
  const before = await lastRevision(db, article.id, { before: revision.number })
  const [corrections, names] = [(await correctionsOf(db, article.id)).filter((one) => one.revision === revision.number), await actorsNamed(db, [revision.saved_by], t)]
  return html(
    <RevisionFrame desk={desk} article={article} title={t('revisions.number', { n: revision.number })}>
      <Done text={query.done === 'restored' ? await restoredText(db, { article_id: article.id, from: revision.restored_from ?? 0, t }) : undefined} />
      <RevisionTold revision={revision} corrections={corrections} by={names.get(revision.saved_by) ?? ''} isAnyway={(await publishedAnyway(db, article.id)).has(revision.saved_at.getTime())} t={t} zone={desk.facts.paper.time_zone} />
      {before ? await beside(db, { article, desk, before: { name: 'revision', written: before.written, revision: before }, after: state }) : <p class="nothing">{t('revisions.first')}</p>}
      <GoBack article_id={article.id} number={revision.number} gone={await gonePictures(db, revision.written)} t={t} />
    </RevisionFrame>)
}

async function restoredText(db: Reads, { article_id, from, t }: { article_id: number; from: number; t: T }): Promise<string> {
  const revision = await revisionOf(db, { article_id, number: from })
  const gone = revision ? await gonePictures(db, revision.written) : []
  return [t('revisions.done.restored', { n: from }), ...(gone.length > 0 ? [t('revisions.done.without_pictures', { n: gone.length, names: gone.join(', ') })] : [])].join(' ')
}

export const restore: Action<typeof paths.deskRevisionRestoration, Who> = async ({ db, who, params, form, now }) => {
  const [article_id, number] = [found(numberIn(params.id)), found(numberIn(params.number))]
  found(await articleById(db, article_id))
  const made = found(await stillWriting(db, { article_id, who }, (tx) => goBackTo(tx, { article_id, number, why: whyIn(form) }, { by: `staff:${who.id}`, now })))
  return seeOther(withQuery(url(paths.deskRevision, { ...params, number: String(made) }), { done: 'restored' }))
}

/** Any two states. */
export const compare: Page<typeof paths.deskDifference, Who, 'from' | 'to'> = async ({ db, who, speaks, params, query, limits }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  if (!mayAsk(limits, 'difference', who)) return tooOften(desk, article)
  const [before, after] = [found(await stateNamed(db, article, query.from ?? '')), found(await stateNamed(db, article, query.to ?? 'working'))]
  return html(<RevisionFrame desk={desk} article={article} title={desk.t('difference.title')}>{await beside(db, { article, desk, before, after })}</RevisionFrame>)
}

/** In the place of a difference, for whoever asks for many at once. */
export function tooOften(desk: Desk, article: FullArticle): Response {
  return html(<RevisionFrame desk={desk} article={article} title={desk.t('difference.title')}><div class="wrong" role="alert"><p>{desk.t('desk.too_often')}</p></div></RevisionFrame>, 429, waitAWhile)
}

interface Beside { article: FullArticle; desk: Desk; before: State; after: State }

/** Two states beside one another, or the word that they are the same. */
export async function beside(db: Reads, { article, desk: { t, facts }, before, after }: Beside) {
  const { difference, pictures } = await compared(db, before.written, after.written)
  const called = ({ revision, name }: State) => (revision ? `${t('revisions.number', { n: revision.number })}, ${t.dateTime(revision.saved_at, facts.paper.time_zone)}` : t(name === 'public' ? 'difference.public' : 'difference.working'))
  if (isNone(difference)) return <p class="nothing">{t('difference.none', { before: called(before), after: called(after) })}</p>
  return <DifferenceView difference={difference} sides={{ before: called(before), after: called(after) }} pictures={pictures} lang={langOf(article, t)} t={t} />
}

function RevisionFrame({ desk, article, title, children }: { desk: Desk; article: FullArticle; title: string; children: Child }) {
  return <DeskFrame {...desk} title={`${title}: ${article.headline}`} current={paths.deskArticles} back={{ path: url(paths.deskArticle, { id: String(article.id) }), label: article.headline }}>{children}</DeskFrame>
}

function whyIn(form: Record<string, unknown>): string {
  return textIn(form, 'why').trim().slice(0, longestWhy)
}
