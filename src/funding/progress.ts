// How far a campaign is: counted from what has come and was not taken back, and kept in its row, so that a page that is
// printed counts nothing. It falls when a debit is returned and when a pledge ends.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import { dayOf } from '../base/time.ts'
import { countedCampaigns, incomeWithin, monthlyNow, supportersOn } from './reads/progress.ts'
import { updateReached } from './writes/campaigns.ts'

type Counted = Awaited<ReturnType<typeof countedCampaigns>>[number]

/** Counts anew; pages are printed anew only where a number changed. Returns how many did. */
export async function countProgress(db: Db, now: Date): Promise<number> {
  const day = dayOf(now, (await paper(db)).time_zone)
  const changed: Parameters<typeof updateReached>[1][] = []
  for (const campaign of await countedCampaigns(db, day)) {
    const { own, beside } = await countOf(db, campaign, day)
    const reached = Math.max(0, campaign.carried + own)
    if (reached !== campaign.reached || JSON.stringify(beside) !== JSON.stringify(campaign.beside)) changed.push({ id: campaign.id, reached, beside })
  }
  if (changed.length > 0) await atomically(db, async (tx) => {
    for (const campaign of changed) await updateReached(tx, campaign)
    await stale(tx, 'campaign')
  })
  return changed.length
}

/** What it has reached by itself, without what it started from; and what was given in other currencies, which is told beside it: nobody's money is converted. */
async function countOf(db: Reads, { goal_kind, currency, starts_on, ends_on }: Counted, day: string): Promise<{ own: number; beside: { currency: string; reached: number }[] }> {
  if (goal_kind === 'supporters') return { own: await supportersOn(db, day), beside: [] }
  const counted = await (goal_kind === 'monthly' ? monthlyNow(db) : incomeWithin(db, { from: starts_on, until: ends_on }))
  const beside = [...counted].filter(([other, reached]) => other !== currency && reached > 0).map(([other, reached]) => ({ currency: other, reached }))
  return { own: counted.get(currency) ?? 0, beside }
}
