// The way from an appeal to a gift, in sums: shown, in sight, followed, begun, agreed, given. Each is counted by itself, and no
// one of them knows who made the others.
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { paths, url } from '../urls.ts'
import { fewest } from './figures.ts'
import { column, isFew, type FigureTable } from './figure-tables.ts'
import { daysIn, type Period } from './period.ts'
import { appealDays, type AppealArticle, type AppealDay, type AppealSums } from './reads/appeals.ts'

export interface AppealFigures extends AppealSums {
  days: AppealDay[]
  /** Of measured views with an appeal, those in which its button came in sight; null where too few were measured. */
  in_sight_share: number | null
  /** Of views with an appeal, those from which it was followed. */
  followed_share: number | null
}

const none: AppealSums = { shown: 0, measured: 0, in_sight: 0, followed: 0, begun: 0, agreed: 0, given: 0 }

/** Every day has its row. */
export async function appealFigures(db: Reads, of: Period & { article_id: number | null }): Promise<AppealFigures> {
  const rows = new Map((await appealDays(db, of)).map((row) => [row.day, row]))
  const days = daysIn(of).map((day) => ({ ...none, ...rows.get(day), day }))
  const sums = days.reduce<AppealSums>(added, none)
  return { ...sums, days, in_sight_share: inSightShare(sums), followed_share: shareOf(sums.followed, sums.shown) }
}

function added(a: AppealSums, b: AppealSums): AppealSums {
  return {
    shown: a.shown + b.shown, measured: a.measured + b.measured, in_sight: a.in_sight + b.in_sight, followed: a.followed + b.followed,
    begun: a.begun + b.begun, agreed: a.agreed + b.agreed, given: a.given + b.given,
  }
}

/** Many days are shown by month, so that a plot can be read. */
const daysShown = 100

export interface AppealPoint extends AppealSums { at: string; label: 'day' | 'month' }

export function appealPoints(days: readonly AppealDay[]): AppealPoint[] {
  if (days.length <= daysShown) return days.map(({ day, ...sums }) => ({ at: day, label: 'day', ...sums }))
  return [...Map.groupBy(days, ({ day }) => `${day.slice(0, 7)}-01`)].map(([at, those]) => ({ at, label: 'month', ...those.reduce<AppealSums>(added, none) }))
}

export function isAsked({ shown, followed, begun, agreed }: AppealSums): boolean {
  return shown + followed + begun + agreed > 0
}

function inSightShare({ measured, in_sight }: AppealSums): number | null {
  return measured < fewest ? null : Math.min(1, in_sight / measured)
}

/** The share of a step in the one before; null where it would tell of few, or where the form was reached on other ways as well. */
function shareOf(step: number, before: number): number | null {
  return before < fewest || isFew(step) || step > before ? null : step / before
}

export const steps = ['shown', 'in_sight', 'followed', 'begun', 'agreed', 'given'] as const
const before = { in_sight: 'measured', followed: 'shown', begun: 'followed', agreed: 'begun', given: 'agreed' } as const satisfies Partial<Record<(typeof steps)[number], keyof AppealSums>>

export function stepsTable(sums: AppealSums, { t }: { t: T }): FigureTable {
  return {
    columns: [column('step', t('appeal_figures.step'), 'name'), column('count', t('appeal_figures.count'), 'few'), column('share', t('appeal_figures.share'), 'share')],
    rows: steps.map((step) => ({ cells: [t(`appeal_figures.${step}`), sums[step], step === 'shown' ? null : shareOf(sums[step], sums[before[step]])] })),
  }
}

export function appealPointsTable(points: readonly AppealPoint[], { t }: { t: T }): FigureTable {
  const key = points[0]?.label ?? 'day'
  return { columns: [column(key, t(`audience_figures.${key}`), 'name'), ...columns(t, 'count')], rows: points.map((row) => ({ cells: [row.at, ...cells(row)] })) }
}

export function appealArticlesTable(articles: readonly AppealArticle[], { t }: { t: T }): FigureTable {
  return {
    columns: [column('article', t('appeal_figures.article'), 'name'), ...columns(t)],
    rows: articles.map((row) => ({
      cells: [row.headline, ...cells(row)], href: url(paths.deskAudienceArticle, { id: String(row.article_id) }), lang: row.language === t.language ? undefined : row.language,
    })),
  }
}

/** Of the whole paper it is a number of views like others. */
function columns(t: T, followed: 'count' | 'few' = 'few'): FigureTable['columns'] {
  return [
    column('shown', t('appeal_figures.shown_short'), 'count'), column('in_sight_share', t('appeal_figures.in_sight_short'), 'share'),
    column('followed', t('appeal_figures.followed_short'), followed),
    ...(['begun', 'agreed', 'given'] as const).map((key) => column(key, t(`appeal_figures.${key}_short`), 'few')),
  ]
}
function cells(row: AppealSums): (number | null)[] {
  return [row.shown, inSightShare(row), row.followed, row.begun, row.agreed, row.given]
}
