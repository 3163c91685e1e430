// What the desk's page of one article shows, however it was reached: opened, or after a form was refused.
import { notedDocument } from '../articles/notation/notation.ts'
import { correctionsOf, type FullArticle } from '../articles/reads/articles.ts'
import { nameSuggestions } from '../articles/reads/search.ts'
import type { Reads } from '../base/db/db.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { openRoutes } from '../comments/reads/routes.ts'
import { lastTestTold } from '../audience/headline-words.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { paths, url, withQuery } from '../urls.ts'
import { lockOn } from './article-lock.ts'
import { typedOf } from './article-form.ts'
import { besideText } from './beside-text.ts'
import { countsTold } from './counts-told.ts'
import { told } from './deed.ts'
import { editorWords, leftWords } from './editor-words.ts'
import { newerWires } from './reads/article-wires.ts'
import { deeds } from './reads/journal.ts'
import { presentIn } from './reads/presences.ts'
import { standingOf } from './reads/workflow.ts'
import { unseenChanges } from './revision.ts'
import { stateOf } from './saving.ts'
import { mayWrite } from './stage.ts'
import { stageDesk, type StageDesk } from './stage-desk.ts'
import { styleFindings } from './style-check.ts'
import { advisedTopics } from './topic-advice.ts'

/** Of comments on their way to the desk. */
const mostRoutes = 20

export type ArticleDesk = Awaited<ReturnType<typeof articleDesk>>

export async function articleDesk(db: Reads, { article, who, now }: { article: FullArticle; who: Reader; now: Date }, t: T) {
  const { written, seen } = await stateOf(db, article)
  const [corrections, suggestions, done] = [await correctionsOf(db, article.id), await nameSuggestions(db), await deeds(db, { subject: `article:${article.id}` }, { limit: 5 })]
  const routes = isPermitted(who.roles, 'pick_comments') ? await openRoutes(db, { article_id: article.id, limit: mostRoutes }) : []
  const standing = await standingOf(db, article.id)
  const may_save = standing !== undefined && mayWrite(who.roles, standing)
  const may_publish = isPermitted(who.roles, 'publish_articles')
  const stage = await stageDesk(db, { article, written, who, now }, t)
  const theirs = typedOf(written)
  const { unsayable = [] } = theirs.body === null ? notedDocument(written.body) : {}
  return {
    theirs, corrections, suggestions: { ...suggestions, advised: await advisedTopics(db, written), advised_at: withQuery(paths.deskTopicSuggestions, { article: article.id }) }, may_publish, routes, written, seen,
    writing: { address: url(paths.deskArticleWriting, { id: String(article.id) }), article: article.id, reader: { id: who.id, name: who.name }, words: may_save ? editorWords(t) : leftWords(t), lock: { take: url(paths.deskArticleLock, { id: String(article.id) }), end: url(paths.deskArticleLockEnd, { id: String(article.id) }) }, onward: onward(article, { stage, may_publish }, t) },
    may_save,
    stage,
    counts: countsTold(written, t),
    lock: await lockOn(db, article.id, now), present: (await presentIn(db, [article.id])).get(article.id) ?? [],
    /** What was written since it was made public, and nobody sees yet. */
    unseen: article.state === 'draft' ? null : await unseenChanges(db, { article, written }),
    unsayable: unsayable.map((kind) => { const key = `notation.${kind}`; return isKey(key) ? t(key) : kind }),
    /** What house style has to say. */
    findings: await styleFindings(db, written),
    beside: await besideText(db, article.id),
    headline_test: await lastTestTold(db, article.id, t),
    may_test: article.state === 'published' && isPermitted(who.roles, 'test_headlines'),
    /** What the wires have sent since it was taken from them. */
    wires: isPermitted(who.roles, 'read_wires') ? await newerWires(db, article.id) : [],
    deeds: await told(db, done, { t, who }),
  }
}

/** What comes after writing: to publish, for who may; and for the others to give it on. */
function onward({ id, state }: FullArticle, { stage, may_publish }: { stage: StageDesk; may_publish: boolean }, t: T) {
  if (state === 'published') return { path: url(paths.deskArticleChanges, { id: String(id) }), label: t(may_publish ? 'changes.look_and_publish' : 'changes.look') }
  if (stage.may_publish) return { path: '#publication', label: t('articles.publication') }
  return stage.next.length > 0 ? { path: '#stage', label: t('stage.onward') } : undefined
}
