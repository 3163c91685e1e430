// Sums through a day: what each page has had since it was first counted. They stand for each fifth day and the last of each
// month, so that a report of any period reads two of them and a few days, and not a year.
import type { Db } from '../base/db/db.ts'
import { addDays } from '../funding/rhythm.ts'
import { daysIn } from './period.ts'
import { firstCountedDay } from './reads/figures.ts'
import { sumDays } from './reads/sums.ts'
import { wholePaper } from './tally.ts'
import { insertSums } from './writes/sums.ts'

/** Makes the sums that are missing, under the lock of who rolls. Days from this one on may still grow much; what comes late for earlier ones is added. */
export async function makeSums(tx: Db, before: string) {
  const first = await firstCountedDay(tx, wholePaper)
  if (first === undefined) return
  const there = await sumDays(tx)
  for (const through of daysIn({ from: first, to: addDays(before, -1) }).filter(isSummed)) {
    if (there.includes(through)) continue
    await insertSums(tx, { through, after: there.filter((day) => day < through).sort().at(-1) })
    there.push(through)
  }
}

function isSummed(day: string): boolean {
  return /-(05|10|15|20|25)$/.test(day) || addDays(day, 1).endsWith('-01')
}
