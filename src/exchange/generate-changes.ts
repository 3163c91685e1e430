// What becomes of generated pledges: they pause, change, end, stop and go on, as often as those of a paper's readers do. All numbers are
// shares of a week.
import type { Db } from '../base/db/db.ts'
import { changeAccount, changeAmount, changeToTransfer, pausePledge, resumePledge } from '../funding/changing.ts'
import { cancelPledge, withdrawPledge } from '../funding/ending.ts'
import { endPledge } from '../funding/pledge.ts'
import { addDays, addMonths, type Rhythm } from '../funding/rhythm.ts'
import { giftOf, giveAgain, pledgeOf } from './generate-arrivals.ts'
import { iban } from './generate-people.ts'
import { pick, whole } from './generate-chance.ts'
import { momentOf, type Held, type Life } from './generate-life.ts'
import { stoppedPledges } from './reads/generated.ts'

interface Week { from: string; /** Its last day that is over. */ until: string }

/** Who gives by a pledge changes it, or leaves. */
export async function changeSome(tx: Db, life: Life, week: Week) {
  const days = daysOf(week)
  for (const [pledge_id, held] of life.held) {
    const drawn = life.chance() * (7 / days.length)
    if (held.rhythm === 'once' || drawn > 0.012 || life.touched.has(pledge_id)) continue
    const day = pick(life.chance, days)
    if (day <= held.began_on) continue
    const isYoung = day < addDays(held.began_on, 60)
    await changeOne(tx, life, { pledge_id, held, day, drawn: isYoung ? drawn / 1.6 : drawn })
  }
}

interface Chosen { pledge_id: number; held: Held; day: string; drawn: number }

async function changeOne(tx: Db, life: Life, { pledge_id: id, held, day, drawn }: Chosen) {
  const act = { by: `supporter:${held.giver.supporter_id}`, now: momentOf(day, life.chance) }
  if (drawn < 0.0034) return leave(tx, life, { pledge_id: id, held, day, drawn })
  if (drawn < 0.0048) return void (await pausePledge(tx, { id, until: addDays(day, whole(life.chance, 3, 26) * 7) }, act))
  if (drawn < 0.0066) {
    const amount = drawn < 0.0060 ? held.amount + pick(life.chance, [100, 200, 500, 500, 1_000]) : Math.max(300, Math.round(held.amount / 200) * 100)
    if (await changeAmount(tx, { id, amount, rhythm: held.rhythm }, act)) held.amount = amount
    return
  }
  if (drawn < 0.0070) {
    const rhythm = pick(life.chance, (['monthly', 'quarterly', 'yearly'] as const).filter((one) => one !== held.rhythm))
    if (await changeAmount(tx, { id, amount: Math.max(300, Math.round(held.amount * months[rhythm] / months[held.rhythm])), rhythm }, act)) held.rhythm = rhythm
    return
  }
  if (drawn < 0.0078 && held.way === 'debit') return newAccount(tx, life, { pledge_id: id, held, day, drawn })
  if (drawn < 0.0080 && held.way === 'debit' && (await changeToTransfer(tx, id, act))) held.way = 'transfer'
  else if (drawn < 0.0085) await giveAgain(tx, life, { giver: held.giver, day, now: act.now, ...giftOf(life.chance) })
}
const months: Record<Rhythm, number> = { once: 1, monthly: 1, quarterly: 3, yearly: 12 }

/** Within fourteen days one may withdraw; later one cancels, and a few come back one day. */
async function leave(tx: Db, life: Life, { pledge_id: id, held, day }: Chosen) {
  const now = momentOf(day, life.chance)
  const act = { by: `supporter:${held.giver.supporter_id}`, now }
  if (day <= addDays(held.began_on, 13)) await withdrawPledge(tx, { id, declared_at: now }, act)
  else await cancelPledge(tx, { id, manner: 'ordinary', wanted_on: life.chance() < 0.1 ? addMonths(day, 1) : null }, act)
  life.held.delete(id)
  if (life.chance() < 0.14) life.away.push({ giver: held.giver, from: addDays(day, whole(life.chance, 6, 45) * 7) })
}

async function newAccount(tx: Db, life: Life, { pledge_id: id, held, day }: Chosen) {
  const { chance, safe } = life
  const { giver } = held
  giver.iban = iban(chance)
  const act = { by: `supporter:${giver.supporter_id}`, now: momentOf(day, chance), safe }
  if (await changeAccount(tx, { id, language: giver.language, account: { holder: giver.holder, iban: giver.iban } }, act)) held.way = 'debit'
}

/** Those who had left, and whose time it is. */
export async function comeBack(tx: Db, life: Life, { until }: Week) {
  const back = life.away.filter(({ from }) => from <= until)
  life.away = life.away.filter(({ from }) => from > until)
  for (const { giver } of back) await giveAgain(tx, life, { giver, day: until, now: momentOf(until, life.chance), ...pledgeOf(life.chance) })
}

/** What a bank or a provider has stopped waits for its giver: some answer soon, some never. */
export async function answerStops(tx: Db, life: Life, week: Week) {
  const days = daysOf(week)
  for (const { id, stopped_why, way } of await stoppedPledges(tx)) {
    const held = life.held.get(id)
    const drawn = life.chance()
    const day = pick(life.chance, days)
    if (!held || life.touched.has(id)) continue
    life.touched.add(id)
    const now = momentOf(day, life.chance)
    const act = { by: `supporter:${held.giver.supporter_id}`, now }
    if (stopped_why === 'died') {
      await endPledge(tx, { id, why: 'died', ends_on: day }, { by: byStaff(life), now })
      life.held.delete(id)
    } else if (drawn < 0.16 && (stopped_why === 'account' || way === 'provider')) await newAccount(tx, life, { pledge_id: id, held, day, drawn })
    else if (drawn < 0.16 && stopped_why === 'unpaid') await resumePledge(tx, id, act)
    else if (drawn < 0.05) held.way = (await changeToTransfer(tx, id, act)) ? 'transfer' : held.way
    else if (drawn > 0.93) await leave(tx, life, { pledge_id: id, held, day, drawn })
  }
}

function byStaff({ hands }: Life): string {
  return `staff:${hands.one}`
}

export function daysOf({ from, until }: Week): string[] {
  const days: string[] = []
  for (let day = from; day <= until; day = addDays(day, 1)) days.push(day)
  return days
}
