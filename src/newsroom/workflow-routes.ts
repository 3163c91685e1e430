// The addresses of an article's way through the newsroom: moves, holds, schedules, previews, and who is told of them.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as articleStage from './pages/article-stage.tsx'
import * as sizes from './pages/preview-sizes.tsx'
import * as steps from './pages/steps.tsx'
import * as told from './pages/told.tsx'

export const workflowRoutes: Route[] = [
  post(paths.deskArticleStage, staff('see_articles'), articleStage.move),
  post(paths.deskArticleSchedule, staff('publish_articles'), articleStage.schedule),
  post(paths.deskArticleScheduleEnd, staff('publish_articles'), articleStage.callOff),
  post(paths.deskArticleEmbargo, staff('publish_articles'), articleStage.embargo),
  post(paths.deskArticleHold, staff('hold_articles'), articleStage.hold),
  post(paths.deskArticleHoldLifting, staff('hold_articles'), articleStage.lift),
  post(paths.deskArticleWatch, staff('see_articles'), articleStage.watch),
  get(paths.deskArticleSizes, staff('see_articles'), sizes.show, ['width', 'done']),
  post(paths.deskPreviewLinks, staff('write_articles'), sizes.make),
  post(paths.deskPreviewLinkEnd, staff('write_articles'), sizes.end),
  get(paths.deskTold, staff('see_articles'), told.show, ['before', 'done']),
  post(paths.deskTold, staff('see_articles'), told.seen),
  get(paths.deskWatching, staff('see_articles'), told.watching, ['done']),
  post(paths.deskWatching, staff('see_articles'), told.watch),
  post(paths.deskWatchingEnd, staff('see_articles'), told.unwatch),
  get(paths.deskSteps, staff('set_paper'), steps.show, ['done']),
  post(paths.deskSteps, staff('set_paper'), steps.save),
]
