// An article's figures: its days and hours beside those of another time, and what articles of its age usually have.
import type { Reads } from '../base/db/db.ts'
import type { T } from '../base/i18n/i18n.ts'
import { dayOf, hourOf } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import type { Desk } from '../people/desk.ts'
import { column, hoursTable, pointsTable, type FigureTable } from './figure-tables.ts'
import { figuresOf } from './figures.ts'
import { hoursForDays } from './folding.ts'
import { daysIn, wholeCompared, type Chosen } from './period.ts'
import { pairsOf } from './points.ts'
import { firstCountedDay, hourViews } from './reads/figures.ts'
import { agesInDays, agesInHours, type Age } from './reads/usual.ts'
import { wholePaper } from './tally.ts'

interface Around { db: Reads; desk: Desk; article: { id: number; first_published_at: Date | null }; page_id: number; chosen: Chosen; now: Date }

export async function daysOfArticle({ db, desk: { t, facts: { paper: { time_zone: zone } } }, article, page_id, chosen, now }: Around) {
  const [{ period }, compared] = [chosen, wholeCompared(chosen, dayOf(now, zone))]
  const since = await sinceOf(db, article, zone)
  const sums = await figuresOf(db, { page_id, ...period })
  const before = compared && since !== null && since <= compared.to ? await figuresOf(db, { page_id, ...compared }) : null
  const pairs = pairsOf(sums.days, { compared: before?.days ?? null, since, today: dayOf(now, zone) })
  return { sums, before, pairs, table: pointsTable(pairs, { t }) }
}

/** The first day on which it could be counted: nobody reads what is not out. */
async function sinceOf(db: Reads, { first_published_at }: Around['article'], zone: string): Promise<string | null> {
  const first = await firstCountedDay(db, wholePaper)
  const out = first_published_at && dayOf(first_published_at, zone)
  return first === undefined ? null : out && out > first ? out : first
}

/** Of the period's last day; none where hours of that day are not kept any more. */
export async function hoursOfArticle({ db, desk: { t, facts: { paper: { time_zone: zone } } }, page_id, chosen: { period: { to: day }, compared }, now }: Around) {
  const today = dayOf(now, zone)
  const kept = (one: string) => one > addDays(today, -hoursForDays)
  const isOpen = day === today
  const lastHour = isOpen ? hourOf(now, zone) : 23
  const beforeDay = compared && kept(compared.to) ? compared.to : null
  const hours = kept(day) ? (await hourViews(db, { page_id, day })).slice(0, lastHour + 1) : []
  const before = beforeDay === null || hours.length === 0 ? null : await hourViews(db, { page_id, day: beforeDay })
  return { hours, before, beforeDay, isOpen, table: hours.length === 0 ? { columns: hoursTable({ hours, before, lastHour: -1 }, { t }).columns, rows: [] } : hoursTable({ hours, before, lastHour }, { t }) }
}

export interface Usual { unit: 'hour' | 'day'; ages: Age[] }
const hoursShown = 72
const daysShown = 30
/** What is usual is told of so many articles at least. */
const fewestArticles = 5

/** By the hour in its first three days, by the day up to a month. */
export async function usualFor({ db, desk: { facts: { paper: { time_zone: zone } } }, article: { id: article_id, first_published_at }, now }: Around): Promise<Usual> {
  const since = await firstCountedDay(db, wholePaper)
  const hours = first_published_at ? Math.floor((now.getTime() - first_published_at.getTime()) / 3_600_000) : -1
  if (hours < 0 || since === undefined || !first_published_at || dayOf(first_published_at, zone) < since) return { unit: 'day', ages: [] }
  if (hours < hoursShown) return { unit: 'hour', ages: await agesInHours(db, { article_id, zone, ages: hours, since, now }) }
  const today = dayOf(now, zone)
  const days = daysIn({ from: dayOf(first_published_at, zone), to: today }).length - 1
  return { unit: 'day', ages: await agesInDays(db, { article_id, zone, ages: Math.min(daysShown, days), today, since }) }
}

/** Whether enough articles are as old for anything to be usual. */
export function isTold({ ages }: Usual): boolean {
  return ages.length > 1 && (ages[0]?.articles ?? 0) >= fewestArticles
}

/** Null where too few are as old. */
export function usualViews({ usual, articles }: Age): number | null {
  return usual === null || articles < fewestArticles ? null : Math.round(usual)
}

export function usualTable({ unit, ages }: Usual, t: T): FigureTable {
  return {
    columns: [
      column(unit, t(`audience_figures.age.${unit}`), 'name'), column('views', t('audience_figures.views_until'), 'count'), column('usual_views', t('audience_figures.usual'), 'count'),
      column('change', t('audience_figures.change'), 'change'), column('articles', t('audience_figures.usual_of'), 'count'),
    ],
    rows: ages.map((age) => {
      const usual = usualViews(age)
      return { cells: [String(age.age), age.own, usual, usual === null ? null : age.own - usual, age.articles] }
    }),
  }
}
