// Generated supporters: people who are nobody have given to the paper for some years, and everything that followed is as the program
// itself would have done it: it is lived through week by week, with its own deeds, at the time they would have been done. Only mails and
// jobs are left out, since nobody is to be told of it now.
import { paper } from '../articles/reads/paper.ts'
import { keepQuiet } from '../base/jobs/quiet.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf, noonOf, secondsAfter } from '../base/time.ts'
import { bankingDayFrom } from '../funding/banking-day.ts'
import { resumeWhatIsDue } from '../funding/changing.ts'
import { approveCollection, earliestDay, proposeCollection } from '../funding/collection.ts'
import { makeDues } from '../funding/due.ts'
import { endWhatIsOver } from '../funding/ending.ts'
import { countFigures } from '../funding/figures.ts'
import { planDebits, planningHorizon } from '../funding/planning.ts'
import { countProgress } from '../funding/progress.ts'
import { runningCampaigns } from '../funding/reads/campaigns.ts'
import { remindWhoIsDue } from '../funding/reminding.ts'
import { addDays } from '../funding/rhythm.ts'
import { arrive } from './generate-arrivals.ts'
import { bankTells } from './generate-bank.ts'
import { answerStops, changeSome, comeBack, daysOf } from './generate-changes.ts'
import { chargeCards, disputeSome, refundCards } from './generate-charges.ts'
import { seededChance, type Chance } from './generate-chance.ts'
import { byHand, type Life } from './generate-life.ts'
import { setUp } from './generate-treasury.ts'
import { hasMoney } from './reads/generated.ts'

export interface Supporters {
  /** So many people give for the first time. */
  count: number
  /** Over so many weeks before now. */
  weeks: number
  /** So many are lived through in one step: with two everything comes every second Friday. */
  stepWeeks?: 1 | 2
  seed: number
  now: Date
  safe: Safe
  site: { url: string }
  progress?: (done: number, total: number) => void
  /** After some weeks: for a database that is to count what has come. */
  settle?: () => Promise<void>
}

export class HasSupporters extends Error {
  constructor() {
    super('the paper has supporters, or statements of its bank, already')
  }
}

/** So much is lived through before the database counts its rows again. */
const stepsBetween = 13

/**
 * Lives through the weeks up to now. Some weeks are one transaction: what is interrupted stays where it was, and is whole, but is not
 * gone on with. The same numbers make the same people, amounts and events; references and keys are drawn anew each time, as ever.
 * Throws HasSupporters.
 */
export async function generateSupporters(db: Db, { count, weeks, stepWeeks = 1, seed, now, progress, settle, ...around }: Supporters): Promise<Life> {
  const today = dayOf(now, (await paper(db)).time_zone)
  const monday = addDays(today, -((noonOf(today).getUTCDay() + 6) % 7))
  const days = 7 * stepWeeks
  const steps = Math.ceil(weeks / stepWeeks)
  const first = addDays(monday, -days * (steps - 1))
  const chance = seededChance(seed)
  const life = await atomically(db, async (tx) => {
    if (await hasMoney(tx)) throw new HasSupporters()
    keepQuiet(tx)
    return setUp(tx, { ...around, chance, first, today })
  })
  const arrivals = arrivalsByDay(chance, { count, first, today })
  // Few people are soon lived through: whole years are one transaction then.
  const atOnce = Math.max(1, Math.floor(60_000 / count))
  for (let begun = 0; begun < steps; begun += atOnce) {
    await atomically(db, async (tx) => {
      for (let step = begun; step < Math.min(steps, begun + atOnce); step++) {
        await liveThrough(tx, life, { from: addDays(first, days * step), days, arrivals, now, isLast: step === steps - 1, isFirst: step === 0, leaves: step >= steps - 2 })
        progress?.((step + 1) * stepWeeks, steps * stepWeeks)
      }
    })
    if (begun % stepsBetween === 3) await settle?.()
  }
  await countProgress(db, now)
  await countFigures(db)
  return life
}

interface Step { from: string; days: number; arrivals: Map<string, number>; now: Date; isFirst: boolean; isLast: boolean; /** Staff have not looked at the last statement yet. */ leaves: boolean }

function liveThrough(db: Db, life: Life, { from, days, arrivals, now, isFirst, isLast, leaves }: Step): Promise<void> {
  return atomically(db, async (tx) => {
    keepQuiet(tx)
    const morning = secondsAfter(noonOf(from), -4 * 3_600)
    if (!isFirst) await bankTells(tx, life, { from: addDays(from, -days), until: addDays(from, -1), leaves })
    await resumeWhatIsDue(tx, { now: morning })
    await endWhatIsOver(tx, { now: morning })
    if (!isFirst) await remindWhoIsDue(tx, { site: life.site, now: morning })
    await collect(tx, life, { from, morning, now, isLast })
    const until = isLast ? addDays(dayOf(now, life.zone), -1) : addDays(from, days - 1)
    if (until < from) return
    life.running = (await runningCampaigns(tx, until)).filter(({ texts }) => texts.length > 0)
    life.touched.clear()
    await disputeSome(tx, life, { from })
    await makeDues(tx, until, { way: 'provider' })
    await chargeCards(tx, life, { from, until })
    await answerStops(tx, life, { from, until })
    for (const day of daysOf({ from, until })) for (let n = arrivals.get(day) ?? 0; n > 0; n--) await arrive(tx, life, day)
    await comeBack(tx, life, { from, until })
    await changeSome(tx, life, { from, until })
    await chargeCards(tx, life, { from, until })
    await refundCards(tx, life, { until })
    await makeDues(tx, until, { way: 'transfer' })
    await stale(tx, 'campaign')
  })
}

/** Once a week, for its Friday; the last one waits for its second pair of eyes. */
async function collect(tx: Db, life: Life, { from, morning, now, isLast }: { from: string; morning: Date; now: Date; isLast: boolean }) {
  const horizon = await planningHorizon(tx, from)
  await makeDues(tx, horizon, { way: 'debit' })
  await planDebits(tx, { site: life.site, now: morning }, { isTold: true })
  const friday = bankingDayFrom(addDays(from, 4))
  const proposedAt = isLast ? now : morning
  const soonest = earliestDay(dayOf(proposedAt, life.zone))
  const collect_on = friday < soonest ? soonest : friday
  const proposed = await proposeCollection(tx, { collect_on }, byHand(life, 'one', proposedAt))
  if ('refused' in proposed || isLast) return
  const approved = await approveCollection(tx, proposed.id, { ...byHand(life, 'other', secondsAfter(morning, 7_200)), safe: life.safe })
  if (!('refused' in approved)) life.sent.push({ id: proposed.id, collect_on })
}

/** How many come on each day: many in the first weeks, more where a campaign begins, fewer in summer, ever more from year to year. */
function arrivalsByDay(chance: Chance, { count, first, today }: { count: number; first: string; today: string }): Map<string, number> {
  const days = daysOf({ from: first, until: addDays(today, -1) })
  const weights = days.map((day, n) => {
    const month = Number(day.slice(5, 7))
    const launch = n < 56 ? 6 * (1 - n / 56) + 1 : 1
    const campaign = [n % 182 < 21, n > days.length - 45].filter(Boolean).length
    return launch * (1 + 1.6 * campaign) * (month === 7 || month === 8 ? 0.6 : month === 12 ? 1.5 : 1) * (0.8 + 0.5 * n / days.length) * (0.6 + 0.8 * chance())
  })
  const perWeight = count / weights.reduce((a, b) => a + b, 0)
  let [due, given] = [0, 0]
  return new Map(days.map((day, n) => {
    due += (weights[n] ?? 0) * perWeight
    const own = Math.round(due) - given
    given += own
    return [day, own]
  }))
}
