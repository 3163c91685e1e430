// Folding: what grows with pages, hours and names is kept finely for as long as somebody asks for it, and then only in sums. No
// figure of a whole day changes by it.
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { paperZone } from './reads/rolling.ts'
import { makeSums } from './sums.ts'
import { clearPageHours, foldLeaving, foldSources } from './writes/folding.ts'
import { lockRolling } from './writes/rolling.ts'
import { clearSlots } from './writes/slots.ts'

/** After so many days the hours of single pages go: their days stand in page_days. Those of the whole paper stay. */
export const hoursForDays = 35
/** The front page is looked at by the hour, and not later than that: its clicks by slot go as the hours do. */
const slotsForDays = hoursForDays
/** After so many days a single page has where its readers came from by kind and month only, and how many left it in a month, not to where. */
const namesForDays = 35

/** From where to read so that nothing is missed of what was folded by month. */
export function foldedFrom(from: string, today: string): string {
  return from < addDays(today, -namesForDays) ? `${from.slice(0, 7)}-01` : from
}

export async function foldFigures(db: Db, now: Date) {
  const zone = await paperZone(db)
  const before = (days: number) => dayOf(secondsBefore(now, days * 86_400), zone)
  await atomically(db, async (tx) => {
    await lockRolling(tx, 'a while')
    await clearPageHours(tx, before(hoursForDays))
    await clearSlots(tx, before(slotsForDays))
    await foldSources(tx, before(namesForDays))
    await foldLeaving(tx, before(namesForDays))
    await makeSums(tx, before(1))
  })
}
