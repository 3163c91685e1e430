// The pages of the desk about what is read, by what somebody may. Whoever adds a page adds a line here.
import type { T } from '../base/i18n/i18n.ts'
import { permitted, type Permission } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import type { Way } from '../people/views/desk-frame.tsx'
import { paths, url } from '../urls.ts'

const pages = [
  { path: paths.deskAudience, permission: 'see_audience', label: 'audience_figures.overview' },
  { path: paths.deskAudienceLive, permission: 'see_audience', label: 'audience_figures.live' },
  { path: paths.deskAudienceFront, permission: 'see_audience', label: 'audience_figures.page.front' },
  { path: paths.deskHeadlines, permission: 'see_audience', label: 'headline_tests.pages' },
  ...(['sections', 'authors', 'topics', 'desks'] as const).map((kind) => ({ path: url(paths.deskAudienceGroups, { kind }), permission: 'see_audience' as const, label: `audience_figures.by.${kind}` as const })),
  { path: paths.deskAudienceAppeals, permission: 'see_audience', label: 'appeal_figures.pages' },
  { path: paths.deskAudienceAlerts, permission: 'see_audience', label: 'audience_alerts.title' },
  { path: paths.deskAudienceMails, permission: 'see_audience', label: 'audience_mails.pages' },
  { path: paths.deskAudienceSettings, permission: 'set_audience', label: 'audience_settings.pages' },
] as const satisfies readonly { path: string; permission: Permission; label: string }[]

export function audiencePages(t: T, who: Reader): Way[] {
  return permitted<(typeof pages)[number]>(who.roles, pages).map(({ path, label }) => ({ path, label: t(label) }))
}
