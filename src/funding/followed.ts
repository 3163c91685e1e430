// What followed from an appeal: how many gifts were begun and given, counted by the version and its slice of time, and by the
// article it stood under. The link of the appeal's button says which; no row says who.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { numberIn } from '../urls.ts'
import { versionsOf } from './appeal.ts'
import { runningCampaigns } from './reads/campaigns.ts'
import type { Rhythm } from './rhythm.ts'
import { sliceShowing } from './slice.ts'
import { addToArticle, addToSlice } from './writes/followed.ts'

/** As the link said it; each may be empty. */
export interface Origin { campaign: string; version: string; article: string }
interface Gift extends Origin { amount: number; currency: string; rhythm: Rhythm }

const timesAYear = { once: 1, monthly: 12, quarterly: 4, yearly: 1 } as const

/** What of a link's words can be one. */
export function originIn({ campaign = '', version = '', article = '' }: Partial<Record<keyof Origin, string>>): Origin {
  return { campaign: /^[a-z0-9-]{1,100}$/.test(campaign) ? campaign : '', version: /^[a-z]$/.test(version) ? version : '', article: numberIn(article) === undefined ? '' : article }
}

/** begun: the form was looked through; completed: the binding button was pressed. Amounts count for a year. */
export async function countFollowed(db: Db, gift: Gift, { stage, now, times = 1 }: { stage: 'begun' | 'completed'; now: Date; times?: number }) {
  const { campaign: slug, version, article } = originIn(gift)
  if (slug === '' || version === '') return
  const campaign = (await runningCampaigns(db, dayOf(now, (await paper(db)).time_zone))).find((one) => one.slug === slug)
  const versions = versionsOf(campaign?.texts ?? [])
  if (!campaign || !versions.includes(version)) return
  const amount = stage === 'completed' && gift.currency === campaign.currency ? gift.amount * timesAYear[gift.rhythm] : 0
  const counts = { begun: stage === 'begun' ? times : 0, completed: stage === 'completed' ? 1 : 0, amount }
  await addToSlice(db, { campaign_id: campaign.id, version, slice: sliceShowing(version, now, { campaign_id: campaign.id, versions }), ...counts })
  const article_id = numberIn(article)
  if (article_id !== undefined) await addToArticle(db, { campaign_id: campaign.id, article_id, ...counts })
}
