// The money of the demonstration edition: about 400 supporters who are nobody, with a year behind them that ends today, whenever that
// is. The edition's texts are an archive; this is lived through when the paper is begun, since debits, pauses and notices that lay in
// the past would be over.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf } from '../base/time.ts'
import { moveCampaign } from '../funding/campaign.ts'
import { allCampaigns } from '../funding/reads/campaigns.ts'
import { addDays } from '../funding/rhythm.ts'
import { generateSupporters } from './generate-supporters.ts'

const people = { count: 400, weeks: 60, seed: 1871 }

interface Around { now: Date; safe: Safe; site: { url: string }; progress?: (done: number, total: number) => void }

export async function giveDemonstrationSupporters(db: Db, around: Around): Promise<void> {
  const today = dayOf(around.now, (await paper(db)).time_zone)
  await letCampaignRun(db, today)
  await generateSupporters(db, { ...people, ...around })
}

/** Its own days where today is one of them, else as many around today. */
async function letCampaignRun(db: Db, today: string) {
  for (const { id, starts_on, ends_on } of await allCampaigns(db)) {
    if (ends_on !== null && (today < addDays(starts_on, 14) || ends_on < today)) await moveCampaign(db, { id, starts_on: addDays(today, -57), ends_on: addDays(today, 34) })
  }
}
