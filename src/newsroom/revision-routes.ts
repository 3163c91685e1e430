// The addresses of the desk at which articles are saved, compared, and what was written becomes public.
import { post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as changes from './pages/article-changes.tsx'

export const revisionRoutes: Route[] = [
  post(paths.deskArticleChanges, staff('publish_articles'), changes.publish),
]
