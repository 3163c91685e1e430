// The fundraisers' figures are kept as sums by day, so that a page reads few rows however many give. A job brings them up to
// date: the database marks who and which day of the ledger changed, and the whole past of these is reckoned anew, since a return
// or a late booking changes what was. Nobody is taken out by being erased: what is left of them is a number.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { stepsOf, type Past, type PledgeStep, type Step } from './figure-steps.ts'
import { concernedDays, familiesOf, giftsOf, pledgePastsOf } from './reads/figure-pasts.ts'
import { forgetFigures, holdFigures, recountMoney, replaceSteps, takeMarkedDays, takeMarkedSupporters } from './writes/figures.ts'

const peopleAtOnce = 2_000
const daysAtOnce = 366

/** Counts what was marked. Returns of how many people and days. */
export async function countFigures(db: Db): Promise<{ people: number; days: number }> {
  return { people: await untilNone(db, countPeople), days: await untilNone(db, countDays) }
}

/** Counts everything from the beginning: for tests, and should anybody ever doubt. */
export async function recountFigures(db: Db): Promise<{ people: number; days: number }> {
  await atomically(db, async (tx) => {
    await holdFigures(tx)
    await forgetFigures(tx)
  })
  return countFigures(db)
}

async function untilNone(db: Db, work: (tx: Db) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const some = await atomically(db, async (tx) => {
      await holdFigures(tx)
      return work(tx)
    })
    all += some
    if (some === 0) return all
  }
}

/** What is read is read after its mark was taken: whatever comes meanwhile brings a mark of its own. */
async function countPeople(tx: Db): Promise<number> {
  const marked = await takeMarkedSupporters(tx, peopleAtOnce)
  if (marked.length === 0) return 0
  const { time_zone: zone } = await paper(tx)
  const families = await familiesOf(tx, marked)
  const ids = families.map(({ id }) => id)
  const [pledges, gifts] = [await pledgePastsOf(tx, { ids, zone }), await giftsOf(tx, ids)]
  const rootOf = new Map(families.map(({ id, root }) => [id, root]))
  const pasts = new Map<number, Past>(families.map(({ root }) => [root, { pledges: [], gifts: [] }]))
  for (const { supporter_id, ...pledge } of pledges) pasts.get(rootOf.get(supporter_id) ?? supporter_id)?.pledges.push(pledge)
  for (const { supporter_id, ...gift } of gifts) pasts.get(rootOf.get(supporter_id) ?? supporter_id)?.gifts.push(gift)
  const [steps, pledgeSteps]: [({ supporter_id: number } & Step)[], ({ supporter_id: number } & PledgeStep)[]] = [[], []]
  for (const [supporter_id, past] of pasts) {
    const made = stepsOf(past)
    for (const step of made.steps) steps.push({ supporter_id, ...step })
    for (const step of made.pledgeSteps) pledgeSteps.push({ supporter_id, ...step })
  }
  await replaceSteps(tx, { ids: [...new Set([...marked, ...ids])], steps, pledgeSteps })
  return marked.length
}

async function countDays(tx: Db): Promise<number> {
  const marked = await takeMarkedDays(tx, daysAtOnce)
  if (marked.length > 0) await recountMoney(tx, await concernedDays(tx, marked))
  return marked.length
}
