// What the desk's page of one article shows, however it was reached: opened, or after a form was refused.
import { keptDocument } from '../articles/document.ts'
import { notedDocument } from '../articles/notation/notation.ts'
import { correctionsOf, type FullArticle } from '../articles/reads/articles.ts'
import { pictureById } from '../articles/reads/pictures.ts'
import { nameSuggestions } from '../articles/reads/search.ts'
import { fingerprint } from '../articles/revision.ts'
import type { Reads } from '../base/db/db.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { openRoutes } from '../comments/reads/routes.ts'
import { lastTestTold } from '../audience/headline-words.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { paths, url } from '../urls.ts'
import { told } from './deed.ts'
import { editorWords } from './editor-words.ts'
import { deeds } from './reads/journal.ts'
import { asChecked, styleFindings } from './style-check.ts'

/** Of comments on their way to the desk. */
const mostRoutes = 20

export type ArticleDesk = Awaited<ReturnType<typeof articleDesk>>

export async function articleDesk(db: Reads, { article, who }: { article: FullArticle; who: Reader }, t: T) {
  const [corrections, suggestions, done] = [await correctionsOf(db, article.id), await nameSuggestions(db), await deeds(db, { subject: `article:${article.id}` }, { limit: 5 })]
  const routes = isPermitted(who.roles, 'pick_comments') ? await openRoutes(db, { article_id: article.id, limit: mostRoutes }) : []
  const picture = article.lead_picture_id === null ? undefined : await pictureById(db, article.lead_picture_id)
  const may_publish = isPermitted(who.roles, 'publish_articles')
  const { unsayable = [] } = notedDocument(keptDocument(article.body))
  return {
    corrections, suggestions, may_publish, routes, seen: fingerprint(article),
    writing: { address: url(paths.deskArticleWriting, { id: String(article.id) }), article: article.id, reader: { id: who.id, name: who.name }, words: editorWords(t) },
    /** Who may write drafts may not change what is public. */
    may_save: article.state === 'draft' || may_publish,
    unsayable: unsayable.map((kind) => { const key = `notation.${kind}`; return isKey(key) ? t(key) : kind }),
    /** What house style has to say. */
    findings: await styleFindings(db, asChecked(article, picture?.name)),
    headline_test: await lastTestTold(db, article.id, t),
    may_test: article.state === 'published' && isPermitted(who.roles, 'test_headlines'),
    deeds: await told(db, done, { t, who }),
  }
}
