// The addresses of the desk at which articles are saved, compared, and what was written becomes public.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as changes from './pages/article-changes.tsx'
import * as lock from './pages/article-lock.ts'
import * as revisions from './pages/revisions.tsx'
import { writer } from './writer.ts'

export const revisionRoutes: Route[] = [
  get(paths.deskArticleRevisions, staff('write_articles'), revisions.list, ['before', 'done']),
  post(paths.deskArticleRevisions, writer, revisions.save),
  get(paths.deskRevision, staff('write_articles'), revisions.show, ['done']),
  post(paths.deskRevisionRestoration, writer, revisions.restore),
  get(paths.deskDifference, staff('write_articles'), revisions.compare, ['from', 'to']),
  get(paths.deskArticleChanges, staff('write_articles'), changes.show, ['comment', 'how']),
  post(paths.deskArticleChanges, staff('publish_articles'), changes.publish),
  post(paths.deskArticleCorrections, staff('publish_articles'), changes.correct),
  post(paths.deskArticleLock, writer, lock.take),
  post(paths.deskArticleLockEnd, staff('write_articles'), lock.giveBack),
]
