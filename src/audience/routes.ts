// Whatever staff ask about what is read.
import { get, post, type Route } from '../base/web/route.ts'
import { staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as appeals from './pages/appeals.tsx'
import * as article from './pages/article.tsx'
import * as groups from './pages/groups.tsx'
import * as live from './pages/live.tsx'
import * as overview from './pages/overview.tsx'
import * as settings from './pages/settings.tsx'

export const audienceRoutes: Route[] = [
  get(paths.deskAudience, staff('see_audience'), overview.show, overview.query),
  get(paths.deskAudienceCsv, staff('see_audience'), overview.csv, overview.query),
  get(paths.deskAudienceLive, staff('see_audience'), live.show, ['still']),
  get(paths.deskAudienceLiveEvents, staff('see_audience'), live.events),
  get(paths.deskAudienceGroups, staff('see_audience'), groups.list, groups.query),
  get(paths.deskAudienceGroupsCsv, staff('see_audience'), groups.listCsv, groups.query),
  get(paths.deskAudienceGroup, staff('see_audience'), groups.show, groups.query),
  get(paths.deskAudienceGroupCsv, staff('see_audience'), groups.csv, groups.query),
  get(paths.deskAudienceAppeals, staff('see_audience'), appeals.show, appeals.query),
  get(paths.deskAudienceAppealsCsv, staff('see_audience'), appeals.csv, appeals.query),
  get(paths.deskAudienceArticle, staff('see_audience'), article.show, article.query),
  get(paths.deskAudienceArticleCsv, staff('see_audience'), article.csv, article.query),
  get(paths.deskAudienceSettings, staff('set_audience'), settings.show, ['done']),
  post(paths.deskAudienceSettings, staff('set_audience'), settings.save),
]
