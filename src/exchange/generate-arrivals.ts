// Who comes: people give for the first time, come back after they had left, or give once more; some by an appeal under an article.
import type { Db } from '../base/db/db.ts'
import { signMandate } from '../funding/mandate.ts'
import { undertake, type Way } from '../funding/pledge.ts'
import { countFollowedOf } from '../funding/followed.ts'
import { versionsOf } from '../funding/appeal.ts'
import { addDays, type Rhythm } from '../funding/rhythm.ts'
import { supporterFor } from '../funding/supporter.ts'
import { receiveVoucher } from '../funding/voucher.ts'
import { iban, person } from './generate-people.ts'
import { pick, whole, type Chance } from './generate-chance.ts'
import { momentOf, type Giver, type Life } from './generate-life.ts'

const amounts: Record<Rhythm, readonly number[]> = {
  monthly: [300, 300, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 700, 700, 1_000, 1_000, 1_000, 1_500, 2_000, 3_000],
  quarterly: [900, 1_000, 1_500, 1_500, 1_500, 1_500, 2_000, 3_000, 4_500],
  yearly: [3_000, 3_000, 5_000, 5_000, 6_000, 6_000, 6_000, 8_000, 10_000, 12_000],
  once: [500, 1_000, 1_000, 2_000, 2_000, 2_500, 5_000, 5_000, 10_000, 25_000],
}

function rhythmBy(chance: Chance): Rhythm {
  const drawn = chance()
  return drawn < 0.6 ? 'monthly' : drawn < 0.77 ? 'quarterly' : drawn < 0.89 ? 'yearly' : 'once'
}
function wayBy(chance: Chance, rhythm: Rhythm): Way {
  const drawn = chance()
  if (rhythm === 'once') return drawn < 0.25 ? 'debit' : drawn < 0.62 ? 'transfer' : drawn < 0.88 ? 'provider' : 'hand'
  return drawn < 0.6 ? 'debit' : drawn < 0.82 ? 'transfer' : 'provider'
}

/** Somebody new gives on a day. */
export async function arrive(tx: Db, life: Life, day: string) {
  const { chance } = life
  // A few have given before, and have another mail address now: somebody at the desk will find that they are one.
  const settled = life.people % 150 === 75 ? life.givers.filter(({ town }) => town !== '') : []
  const before = settled.length > 0 ? pick(chance, settled) : undefined
  const drawnPerson = person(chance, life.people++)
  const somebody = before ? { ...before, mail_address: drawnPerson.mail_address } : drawnPerson
  const now = momentOf(day, chance)
  const drawn = chance()
  const rhythm = rhythmBy(chance)
  const way = wayBy(chance, rhythm)
  const own = { ...somebody, iban: before?.iban ?? iban(chance), writes: drawn < 0.62 ? 'field' : drawn < 0.92 ? 'text' : 'nothing' } as const
  if (way === 'hand') return giveByHand(tx, life, { ...own, now, day })
  const { name, mail_address, language, street, postcode, town, country } = somebody
  const { id: supporter_id } = await supporterFor(tx, { name, mail_address, language, street, postcode, town, country }, now)
  const giver: Giver = { ...own, supporter_id }
  life.givers.push(giver)
  await giveAgain(tx, life, { giver, day, now, rhythm, way })
}

interface Gift { giver: Giver; day: string; now: Date; rhythm: Rhythm; way: Exclude<Way, 'hand'> }

/** Somebody who is known gives: after they had left, or once more. */
export async function giveAgain(tx: Db, life: Life, { giver, day, now, rhythm, way }: Gift) {
  const { chance, safe, currency } = life
  const { supporter_id, language, holder } = giver
  const act = { by: `supporter:${supporter_id}`, now }
  const amount = pick(chance, amounts[rhythm])
  const followed = followedTo(life, { day, now })
  const mandate = way === 'debit' ? await signMandate(tx, { supporter_id, rhythm, language, holder, iban: giver.iban }, { ...act, safe }) : undefined
  const { pledge_id } = await undertake(tx, {
    supporter: { id: supporter_id }, amount, currency, rhythm, way, campaign_id: followed?.campaign.id ?? null, mandate_id: mandate?.id ?? null, provider: way === 'provider' ? (chance() < 0.85 ? 'stripe' : 'mollie') : null,
    state: way === 'provider' ? 'begun' : 'active', first_due_on: way === 'debit' ? addDays(day, life.notice_days + 1) : day,
  }, act)
  if (followed) await countFollowedOf(tx, followed.campaign, { gift: { version: followed.version, article: followed.article, amount, currency, rhythm }, begun: followed.begun, completed: 1, day, now, pledge_id })
  life.held.set(pledge_id, { giver, way, rhythm, amount, began_on: day })
}

export function giftOf(chance: Chance): Pick<Gift, 'rhythm' | 'way'> {
  const way = wayBy(chance, 'once')
  return { rhythm: 'once', way: way === 'hand' ? 'transfer' : way }
}
export function pledgeOf(chance: Chance): Pick<Gift, 'rhythm' | 'way'> {
  const rhythm = rhythmBy(chance)
  const way = wayBy(chance, rhythm)
  return { rhythm, way: way === 'hand' ? 'transfer' : way }
}

/** Most of those who come while a campaign runs follow its appeal, half of them under an article of the last days. */
function followedTo(life: Life, { day, now }: { day: string; now: Date }) {
  const { chance, articles } = life
  const [drawn, onArticle, which, begun] = [chance(), chance(), chance(), whole(chance, 1, 5)]
  const [campaign] = life.running ?? []
  const version = versionsOf(campaign?.texts ?? [])[0]
  if (!campaign || version === undefined || drawn > 0.7 || day < campaign.starts_on || (campaign.ends_on !== null && campaign.ends_on < day)) return undefined
  const recent = articles.filter(({ published_at }) => published_at <= now).slice(0, 60)
  const article = onArticle < 0.55 ? recent[Math.floor(which * which * recent.length)]?.id : undefined
  return { campaign, version, begun, article: article === undefined ? '' : String(article) }
}

/** Cash or a cheque, over the counter. */
async function giveByHand(tx: Db, life: Life, { name, mail_address, language, now, day }: Pick<Giver, 'name' | 'mail_address' | 'language'> & { now: Date; day: string }) {
  const { chance, currency } = life
  const number = `K-${day.slice(0, 4)}-${String(++life.vouchers).padStart(4, '0')}`
  const isNamed = chance() < 0.6
  const gift = { amount: pick(chance, amounts.once), kind: chance() < 0.8 ? 'cash' as const : 'cheque' as const }
  await receiveVoucher(tx, { number, ...gift, currency, received_on: day, name: isNamed ? name : '', mail_address: isNamed ? mail_address : '', language, campaign_id: null }, { by: { id: life.hands.one }, now })
}
