// What has happened in the demonstration edition before it is begun: some weeks of readers, and its money, about 400 supporters who are nobody, with a year behind them that ends today, whenever that
// is. The edition's texts are an archive; this is lived through when the paper is begun, since debits, pauses and notices that lay in
// the past would be over.
import { paper } from '../articles/reads/paper.ts'
import type { Placed } from '../audience/slot.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { moveCampaign } from '../funding/campaign.ts'
import { allCampaigns } from '../funding/reads/campaigns.ts'
import { addDays } from '../funding/rhythm.ts'
import { writeNote } from '../funding/supporter-desk.ts'
import { generateAudience } from './generate-audience.ts'
import { generateSupporters } from './generate-supporters.ts'

/** What somebody at the desk has noted of three of them. */
const notes = [
  'Rief an: zieht im Frühjahr um und schickt uns dann die neue Adresse.',
  'Möchte nur zum Jahresende Post von uns.',
  'Fragt nach einem Besuch in der Druckerei; an die Redaktion weitergegeben.',
]
const people = { count: 400, weeks: 60, stepWeeks: 2, seed: 1871 } as const

interface Around { /** So many, over so many weeks; a test is content with fewer. */ count?: number; weeks?: number; now: Date; safe: Safe; site: { url: string }; progress?: (done: number, total: number) => void }

export async function giveDemonstrationSupporters(db: Db, around: Around): Promise<void> {
  const today = dayOf(around.now, (await paper(db)).time_zone)
  await letCampaignRun(db, today)
  const { givers, hands } = await generateSupporters(db, { ...people, ...around })
  for (const [n, text] of notes.entries()) {
    const giver = givers[(n + 1) * 17]
    if (giver) await atomically(db, (tx) => writeNote(tx, { supporter_id: giver.supporter_id, text }, { by: { id: hands.one }, now: secondsBefore(around.now, (n + 1) * 86_400) }))
  }
}

/** Two months of figures of what was read: nobody read it. */
export async function giveDemonstrationReaders(db: Db, { places, now }: { places: readonly Placed[]; now: Date }): Promise<void> {
  await generateAudience(db, { days: 62, visits: 240, seed: 1855, now, places })
}

/** Its own days where today is one of them, else as many around today. */
async function letCampaignRun(db: Db, today: string) {
  for (const { id, starts_on, ends_on } of await allCampaigns(db)) {
    if (ends_on !== null && (today < addDays(starts_on, 14) || ends_on < today)) await moveCampaign(db, { id, starts_on: addDays(today, -57), ends_on: addDays(today, 34) })
  }
}
