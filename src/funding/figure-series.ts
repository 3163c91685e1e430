// Figures of a period: how things stood at the end of each month (or day, where the period is short), what changed in it, and
// what money came. Everything is of one currency.
import type { Reads } from '../base/db/db.ts'
import { calendarDay } from '../base/time.ts'
import type { Way } from './pledge.ts'
import { cohortSums, levelOn, moneySums, stepSums, type Level, type MoneySum, type StepSum, type Unit } from './reads/figures.ts'
import { addDays, addMonths } from './rhythm.ts'

export interface Period { from: string; to: string }
export const moves = ['new', 'back', 'up', 'down', 'lost'] as const
export type Move = (typeof moves)[number]

/** Yearly: so that sums stay whole. */
interface Moved { people: number; yearly: number }

/** Amounts are minor units; what is promised is of a month. */
export interface Point {
  /** Its first day. */
  at: string
  supporters: number
  regular: number
  /** Whose pledge runs and is not paused. */
  paying: number
  once: number
  monthly: number
  moved: Record<Move, Moved>
  pledges: number
  gifts: number
  /** What of these went back, by when it had come. */
  back: number
  /** By way, less what went back. */
  ways: Record<Way, number>
}
export interface Series { unit: Unit; before: Omit<Level, 'yearly'> & { monthly: number }; points: Point[] }

/** Up to so many days are shown one by one. */
const daysShown = 62

export const usual = ['12', '24', 'all'] as const
export type Choice = (typeof usual)[number] | 'own'
interface Asked { months?: string | undefined; from?: string | undefined; to?: string | undefined }

/** The period that an address asks for: the last twelve months unless it says otherwise; undefined where it says what is none. */
export function periodOf({ months, from = '', to = '' }: Asked, { today, first }: { today: string; first: string }): { choice: Choice; period: Period } | undefined {
  if (from !== '' || to !== '') {
    const [begins, ends] = [dayIn(from), dayIn(to === '' ? today : to)]
    return begins && ends && begins <= ends && begins >= '1970-01-01' ? { choice: 'own', period: { from: begins, to: ends > today ? (begins > today ? begins : today) : ends } } : undefined
  }
  const choice = usual.find((one) => one === months) ?? '12'
  const begins = choice === 'all' ? `${first.slice(0, 7)}-01` : addMonths(`${today.slice(0, 7)}-01`, choice === '24' ? -23 : -11)
  return { choice, period: { from: begins > today ? today : begins, to: today } }
}

function dayIn(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.split('-')
  return calendarDay([year, month, day])
}

export function yearBefore({ from, to }: Period): Period {
  return { from: addMonths(from, -12), to: addMonths(to, -12) }
}

/** What yearly amounts are in a month: rounded once, as a sum. */
export function monthlyOf(yearly: number): number {
  return Math.round(yearly / 12)
}

export async function seriesOf(db: Reads, { currency, period: { from, to }, unit: wanted }: { currency: string; period: Period; unit?: Unit }): Promise<Series> {
  const unit = wanted ?? (addDays(from, daysShown) > to ? 'day' : 'month')
  const before = await levelOn(db, { currency, day: addDays(from, -1) })
  const [steps, money] = [await stepSums(db, { currency, from, to, unit }), await moneySums(db, { currency, from, to, unit })]
  const [stepsAt, moneyAt] = [Map.groupBy(steps, ({ at }) => at), Map.groupBy(money, ({ at }) => at)]
  const level = { ...before }
  const points = unitsWithin({ from, to }, unit).map((at) => {
    const own = stepsAt.get(at) ?? []
    for (const step of own) for (const name of ['regular', 'paying', 'once', 'supporters', 'yearly'] as const) level[name] += step[name]
    return pointOf(at, { level, steps: own, money: moneyAt.get(at) ?? [] })
  })
  return { unit, before: { ...before, monthly: monthlyOf(before.yearly) }, points }
}

function unitsWithin({ from, to }: Period, unit: Unit): string[] {
  const all: string[] = []
  for (let at = unit === 'day' ? from : `${from.slice(0, 7)}-01`; at <= to; at = unit === 'day' ? addDays(at, 1) : addMonths(at, 1)) all.push(at)
  return all
}

function pointOf(at: string, { level, steps, money }: { level: Level; steps: StepSum[]; money: MoneySum[] }): Point {
  const { yearly, ...heads } = level
  const moved = (kind: Move) => {
    const own = steps.find((step) => step.kind === kind)
    return { people: own?.people ?? 0, yearly: own?.yearly ?? 0 }
  }
  const sum = (rows: MoneySum[], of: (row: MoneySum) => number) => rows.reduce((all, row) => all + of(row), 0)
  const came = (account: MoneySum['account']) => sum(money.filter((row) => row.account === account), (row) => row.came)
  const net = (way: Way) => sum(money.filter((row) => row.way === way), (row) => row.came - row.back)
  return {
    at, ...heads, monthly: monthlyOf(yearly), moved: { new: moved('new'), back: moved('back'), up: moved('up'), down: moved('down'), lost: moved('lost') },
    pledges: came('pledges'), gifts: came('gifts'), back: sum(money, (row) => row.back), ways: { debit: net('debit'), transfer: net('transfer'), provider: net('provider'), hand: net('hand') },
  }
}

export interface Totals { supporters: number; regular: number; paused: number; onlyOnce: number; monthly: number; average: number | null; moved: Point['moved']; came: number; back: number }

/** A period as one line: how things stand at its end, and what changed in it. */
export function totalsOf({ points, before }: Series): Totals {
  const { supporters, regular, paying, monthly } = points.at(-1) ?? before
  const moved = (move: Move) => ({ people: sumOf(points, (point) => point.moved[move].people), yearly: sumOf(points, (point) => point.moved[move].yearly) })
  return {
    supporters, regular, paused: regular - paying, onlyOnce: supporters - regular, monthly, average: averageOf({ monthly, paying }),
    moved: { new: moved('new'), back: moved('back'), up: moved('up'), down: moved('down'), lost: moved('lost') }, came: sumOf(points, ({ pledges, gifts }) => pledges + gifts), back: sumOf(points, ({ back }) => back),
  }
}

/** What somebody gives in a month whose pledge runs. */
export function averageOf({ monthly, paying }: { monthly: number; paying: number }): number | null {
  return paying > 0 ? Math.round(monthly / paying) : null
}

export function sumOf<Row>(rows: readonly Row[], of: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0)
}

/** People who first gave regularly in a month, and how many of them gave at the end of that month and of each after it. */
export interface Cohort { month: string; began: number; stayed: number[] }

/** Those that began within a period, whole months always; the oldest first. */
export async function cohortsOf(db: Reads, { currency, period }: { currency: string; period: Period }): Promise<Cohort[]> {
  const { to } = period
  const from = `${period.from.slice(0, 7)}-01`
  const rows = Map.groupBy(await cohortSums(db, { currency, from, to }), ({ cohort }) => cohort)
  const began = (await stepSums(db, { currency, from, to, unit: 'month' })).filter(({ kind }) => kind === 'new')
  return began.map(({ at: month, people }) => {
    const changes = new Map((rows.get(month) ?? []).map((row) => [row.month, row.regular]))
    let now = 0
    return { month, began: people, stayed: unitsWithin({ from: month, to }, 'month').map((at) => (now += changes.get(at) ?? 0)) }
  })
}
