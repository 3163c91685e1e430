// What followed from an appeal: how many gifts were begun and given, counted by the version and its slice of time, by the
// article it stood under, and by the day. The link of the appeal's button says which; no row says who, but that a pledge keeps
// the article until its first payment.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { numberIn } from '../urls.ts'
import { versionsOf } from './appeal.ts'
import { runningCampaigns, type RunningCampaign } from './reads/campaigns.ts'
import { addDays, type Rhythm } from './rhythm.ts'
import { sliceShowing } from './slice.ts'
import { addToAppealDay, addToArticle, addToSlice, clearOrigins, countPaidOrigins, insertOrigin } from './writes/followed.ts'

/** As the link said it; each may be empty. */
export interface Origin { campaign: string; version: string; article: string }
interface Gift extends Origin { amount: number; currency: string; rhythm: Rhythm }

const timesAYear = { once: 1, monthly: 12, quarterly: 4, yearly: 1 } as const

/** What of a link's words can be one. */
export function originIn({ campaign = '', version = '', article = '' }: Partial<Record<keyof Origin, string>>): Origin {
  return { campaign: /^[a-z0-9-]{1,100}$/.test(campaign) ? campaign : '', version: /^[a-z]$/.test(version) ? version : '', article: numberIn(article) === undefined ? '' : article }
}

/** begun: the form was looked through; completed: the binding button was pressed, which made this pledge. Amounts count for a year. */
export async function countFollowed(db: Db, gift: Gift, { stage, now, pledge_id }: { stage: 'begun' | 'completed'; now: Date; pledge_id?: number }) {
  const { campaign: slug, version, article } = originIn(gift)
  if (slug === '' || version === '') return
  const day = dayOf(now, (await paper(db)).time_zone)
  const campaign = (await runningCampaigns(db, day)).find((one) => one.slug === slug)
  if (campaign) await countFollowedOf(db, campaign, { gift: { ...gift, version, article }, begun: stage === 'begun' ? 1 : 0, completed: stage === 'completed' ? 1 : 0, day, now, pledge_id })
}

interface Followed { gift: Omit<Gift, 'campaign'>; begun: number; completed: number; /** In the paper's zone. */ day: string; now: Date; /** Of what was completed. */ pledge_id?: number | undefined }

/** The same of a campaign that is known to run, and so often. */
export async function countFollowedOf(db: Db, { id: campaign_id, currency, texts }: Pick<RunningCampaign, 'id' | 'currency' | 'texts'>, { gift, begun, completed, day, now, pledge_id }: Followed) {
  const versions = versionsOf(texts)
  const { version } = gift
  if (!versions.includes(version)) return
  const counts = { begun, completed, amount: completed > 0 && gift.currency === currency ? completed * gift.amount * timesAYear[gift.rhythm] : 0 }
  await addToSlice(db, { campaign_id, version, slice: sliceShowing(version, now, { campaign_id, versions }), ...counts })
  const article_id = numberIn(gift.article)
  if (article_id !== undefined) await addToArticle(db, { campaign_id, article_id, ...counts })
  await addToAppealDay(db, { article_id, day, begun, agreed: completed })
  if (pledge_id !== undefined) await insertOrigin(db, { pledge_id, article_id, day })
}

/** Whoever has given nothing for so long is forgotten here; transfers and first debits have come by then. */
const originsForDays = 60

/** Of what was agreed after an appeal, counts what has been paid, and forgets with the same stroke which pledge it was. */
export async function countGiven(db: Db, now: Date) {
  const today = dayOf(now, (await paper(db)).time_zone)
  await countPaidOrigins(db)
  await clearOrigins(db, { before: addDays(today, -originsForDays) })
}
