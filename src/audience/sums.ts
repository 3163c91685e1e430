// Sums through a day: what each page has had since it was first counted. They stand for each of the last
// seventy days and each fifth before, so that a report of any period reads two of them and a few days, and not a year; of days long gone for the last of each month.
import type { Db } from '../base/db/db.ts'
import { addDays } from '../funding/rhythm.ts'
import { daysIn } from './period.ts'
import { firstCountedDay } from './reads/figures.ts'
import { isSummed, sumDays } from './reads/sums.ts'
import { wholePaper } from './tally.ts'
import { deleteSums, insertSums } from './writes/sums.ts'

/** Makes the sums that are missing, and removes those that are not kept, under the lock of who rolls. Days from this one on may still grow much; what comes late for earlier ones is added. */
export async function makeSums(tx: Db, before: string) {
  const first = await firstCountedDay(tx, wholePaper)
  if (first === undefined) return
  const former = await sumDays(tx)
  const newest = former.at(-1) ?? before
  await deleteSums(tx, former.filter((day) => !isSummed(day, newest)))
  const there = former.filter((day) => isSummed(day, newest))
  const last = addDays(before, -1)
  for (const through of daysIn({ from: first, to: last }).filter((day) => isSummed(day, last))) {
    if (there.includes(through)) continue
    await insertSums(tx, { through, after: there.filter((day) => day < through).sort().at(-1) })
    there.push(through)
  }
}
