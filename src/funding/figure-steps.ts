// A step is a day at whose end a supporter stands otherwise than at the end of the day before: figures are sums of steps.
// What counts is the end of the day: whoever begins and cancels on one day was never there.
import type { Way } from './pledge.ts'
import { addMonths, type Rhythm } from './rhythm.ts'

export interface PledgePast {
  currency: string
  campaign_id: number | null
  /** By which it is given now. */
  way: Way
  /** In the order in which they happened; days as YYYY-MM-DD in the paper's zone. */
  changes: { day: string; kind: string; amount: number; rhythm: Rhythm; way: Way | null }[]
}
/** Of one person, whoever else they were before they were merged: pledges that were agreed, without gifts; and gifts that came and stayed. */
export interface Past { pledges: PledgePast[]; gifts: { currency: string; on: string }[] }

/** up and down: gives more or less, a pause is less; other: nothing that is given regularly changes. */
export type StepKind = 'new' | 'back' | 'up' | 'down' | 'lost' | 'other'

export interface Step { day: string; currency: string; kind: StepKind; cohort: string | null; regular: number; paying: number; once: number; supporters: number; yearly: number }
export interface PledgeStep { day: string; currency: string; rhythm: Rhythm; way: Way; campaign_id: number | null; pledges: number; yearly: number }

/** How a pledge stands at the end of a day, once it is agreed and until it is stopped or over. Yearly: what it gives in a year, nothing while it is paused. */
interface Standing { rhythm: Rhythm; way: Way; yearly: number }

/** In a year, so that every rhythm is a whole number: a month is a twelfth of it. */
export const timesAYear: Record<Rhythm, number> = { once: 0, monthly: 12, quarterly: 4, yearly: 1 }
/** For so many months somebody who gave once is a supporter. */
export const giftMonths = 12

export function stepsOf(past: Past): { steps: Step[]; pledgeSteps: PledgeStep[] } {
  const currencies = [...new Set([...past.pledges, ...past.gifts].map(({ currency }) => currency))].sort()
  const stood = past.pledges.map((pledge) => ({ ...pledge, standings: standingsOf(pledge) }))
  return {
    steps: currencies.flatMap((currency) => personSteps(currency, { pledges: stood.filter((one) => one.currency === currency), gifts: past.gifts.filter((one) => one.currency === currency) })),
    pledgeSteps: stood.flatMap(({ currency, campaign_id, standings }) => pledgeSteps(standings, { currency, campaign_id })),
  }
}

/** By day, in order: how it stands from its end on; null where it does not. */
type Standings = Map<string, Standing | null>

function standingsOf({ way: wayNow, changes }: PledgePast): Standings {
  const agreed = Math.max(0, changes.findIndex(({ kind }) => kind === 'confirmed'))
  const ways: Way[] = []
  for (let n = changes.length - 1, way = wayNow; n >= 0; n--) ways[n] = way = changes[n]?.way ?? way
  const standings: Standings = new Map()
  let state: 'on' | 'paused' | 'off' = 'on'
  for (const [n, { day, kind, amount, rhythm }] of changes.entries()) {
    if (n < agreed) continue
    state = stateAfter(kind, state)
    standings.set(day, state === 'off' ? null : { rhythm, way: ways[n] ?? wayNow, yearly: state === 'paused' ? 0 : amount * timesAYear[rhythm] })
  }
  return standings
}

function stateAfter(kind: string, state: 'on' | 'paused' | 'off'): 'on' | 'paused' | 'off' {
  if (kind === 'given' || kind === 'confirmed' || kind === 'resumed') return 'on'
  if (kind === 'paused') return 'paused'
  return ['stopped', 'cancelled', 'withdrawn', 'ended'].includes(kind) ? 'off' : state
}

interface Stood { pledges: { standings: Standings }[]; gifts: { on: string }[] }

function personSteps(currency: string, { pledges, gifts }: Stood): Step[] {
  const spans = gifts.map(({ on }) => ({ from: on, until: addMonths(on, giftMonths) }))
  const days = [...new Set([...pledges.flatMap(({ standings }) => [...standings.keys()]), ...spans.flatMap(({ from, until }) => [from, until])])].sort()
  const now: (Standing | null)[] = pledges.map(() => null)
  let before = { regular: 0, paying: 0, once: 0, supporters: 0, yearly: 0 }
  let cohort: string | null = null
  return days.flatMap((day) => {
    for (const [n, { standings }] of pledges.entries()) now[n] = standings.has(day) ? standings.get(day) ?? null : now[n] ?? null
    const standing = now.filter((one) => one !== null)
    const yearly = standing.reduce((sum, one) => sum + one.yearly, 0)
    const once = Number(spans.some(({ from, until }) => from <= day && day < until))
    const after = { regular: Number(standing.length > 0), paying: Number(yearly > 0), once, supporters: Number(standing.length > 0 || once > 0), yearly }
    const kind = kindOf(before, after, cohort === null)
    if (kind === 'new') cohort = `${day.slice(0, 7)}-01`
    const step = { day, currency, kind, cohort, regular: after.regular - before.regular, paying: after.paying - before.paying, once: after.once - before.once, supporters: after.supporters - before.supporters, yearly: yearly - before.yearly }
    before = after
    return kind === 'other' && step.once === 0 && step.supporters === 0 ? [] : [step]
  })
}

function kindOf(before: { regular: number; yearly: number }, after: { regular: number; yearly: number }, isFirst: boolean): StepKind {
  if (after.regular > before.regular) return isFirst ? 'new' : 'back'
  if (after.regular < before.regular) return 'lost'
  return after.yearly > before.yearly ? 'up' : after.yearly < before.yearly ? 'down' : 'other'
}

function pledgeSteps(standings: Standings, { currency, campaign_id }: { currency: string; campaign_id: number | null }): PledgeStep[] {
  const steps: PledgeStep[] = []
  let before: Standing | null = null
  for (const [day, after] of standings) {
    if (same(before, after)) continue
    if (before) steps.push({ day, currency, campaign_id, rhythm: before.rhythm, way: before.way, pledges: -1, yearly: -before.yearly })
    if (after) steps.push({ day, currency, campaign_id, rhythm: after.rhythm, way: after.way, pledges: 1, yearly: after.yearly })
    before = after
  }
  return steps
}

function same(a: Standing | null, b: Standing | null): boolean {
  return a === b || (a !== null && b !== null && a.rhythm === b.rhythm && a.way === b.way && a.yearly === b.yearly)
}
