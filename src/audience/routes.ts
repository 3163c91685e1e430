// Whatever is asked about what is read: by staff, and by everybody where the paper wants it.
import { get, post, type Route } from '../base/web/route.ts'
import { anyone, staff } from '../people/guards.ts'
import { paths } from '../urls.ts'
import * as alerts from './pages/alerts.tsx'
import * as appeals from './pages/appeals.tsx'
import { figuresToken } from './figures-token.ts'
import * as api from './pages/api.ts'
import * as article from './pages/article.tsx'
import * as groups from './pages/groups.tsx'
import * as headlineTest from './pages/headline-test.tsx'
import * as headlines from './pages/headlines.tsx'
import * as live from './pages/live.tsx'
import * as overview from './pages/overview.tsx'
import * as publicSettings from './pages/public-settings.tsx'
import * as settings from './pages/settings.tsx'
import * as statistics from './pages/statistics.tsx'
import * as method from './pages/statistics-method.tsx'
import * as totals from './pages/totals.tsx'
import { periodQuery } from './period.ts'

export const audienceRoutes: Route[] = [
  get(paths.deskAudience, staff('see_audience'), overview.show, periodQuery),
  get(paths.deskAudienceCsv, staff('see_audience'), overview.csv, periodQuery),
  get(paths.deskAudienceLive, staff('see_audience'), live.show, ['still']),
  get(paths.deskAudienceLiveCsv, staff('see_audience'), live.csv),
  get(paths.deskAudienceLiveEvents, staff('see_audience'), live.events),
  get(paths.deskAudienceGroups, staff('see_audience'), groups.list, periodQuery),
  get(paths.deskAudienceGroupsCsv, staff('see_audience'), groups.listCsv, periodQuery),
  get(paths.deskAudienceGroup, staff('see_audience'), groups.show, periodQuery),
  get(paths.deskAudienceGroupCsv, staff('see_audience'), groups.csv, periodQuery),
  get(paths.deskAudienceAlerts, staff('see_audience'), alerts.show),
  get(paths.deskAudienceAppeals, staff('see_audience'), appeals.show, periodQuery),
  get(paths.deskAudienceAppealsCsv, staff('see_audience'), appeals.csv, periodQuery),
  get(paths.deskAudienceArticle, staff('see_audience'), article.show, periodQuery),
  get(paths.deskAudienceArticleCsv, staff('see_audience'), article.csv, periodQuery),
  get(paths.deskHeadlines, staff('see_audience'), headlines.list, ['done']),
  post(paths.deskHeadlines, staff('test_headlines'), headlines.begin),
  get(paths.deskNewHeadlineTest, staff('test_headlines'), headlines.blank, ['article']),
  get(paths.deskHeadlineTest, staff('see_audience'), headlineTest.show, ['done']),
  post(paths.deskHeadlineTestEnd, staff('test_headlines'), headlineTest.end),
  get(paths.deskAudienceSettings, staff('set_audience'), settings.show, ['done']),
  post(paths.deskAudienceSettings, staff('set_audience'), settings.save),
  post(paths.deskAudiencePublic, staff('set_audience'), publicSettings.savePublic),
  post(paths.deskAudienceKey, staff('set_audience'), publicSettings.changeTotalsKey),
  post(paths.deskAudienceTokens, staff('set_audience'), publicSettings.makeToken),
  post(paths.deskAudienceTokenWithdrawal, staff('set_audience'), publicSettings.withdrawToken),
]

/** For programs that hold a token. */
export const apiRoutes: Route[] = [
  get(paths.apiAudience, figuresToken, api.index),
  get(paths.apiAudienceList, figuresToken, api.list, api.query),
  get(paths.apiAudienceArticle, figuresToken, api.article, api.query),
  get(paths.apiAudienceGroups, figuresToken, api.groups, api.query),
  get(paths.apiAudienceGroup, figuresToken, api.group, api.query),
]

/** For everybody, where the paper wants it. */
export const statisticsRoutes: Route[] = [
  get(paths.statistics, anyone, statistics.show),
  get(paths.statisticsMonth, anyone, statistics.showMonth),
  get(paths.statisticsTable, anyone, statistics.csv, ['month']),
  get(paths.statisticsMethod, anyone, method.show),
  get(paths.totals, anyone, totals.list, ['before']),
  get(paths.totalsChain, anyone, totals.chain, ['after']),
  get(paths.totalsFile, anyone, totals.file),
  get(paths.totalsKey, anyone, totals.key),
]
