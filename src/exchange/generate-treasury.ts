// What a paper needs before it can take money: an account, a creditor identifier, two pairs of eyes, campaigns. What is there stays.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { noonOf } from '../base/time.ts'
import { nameBankAccount, startCampaign } from '../funding/campaign.ts'
import { saveFundingSettings } from '../funding/funding-settings.ts'
import { allCampaigns, bankAccount } from '../funding/reads/campaigns.ts'
import { fundingSettings } from '../funding/reads/settings.ts'
import { addDays } from '../funding/rhythm.ts'
import { addStaff } from '../people/staff.ts'
import { seededChance, type Chance } from './generate-chance.ts'
import type { Life } from './generate-life.ts'
import { articlesThatAsk } from './reads/generated.ts'

interface Beginning { chance: Chance; safe: Safe; site: { url: string }; first: string; today: string }

/** The identifier that the Bundesbank gives to try things out with. */
const creditorId = 'DE98ZZZ09999999999'

export async function setUp(tx: Db, { first, today, ...around }: Beginning): Promise<Life> {
  const act = { by: 'generate', now: noonOf(first) }
  if (!(await bankAccount(tx))) await nameBankAccount(tx, { holder: (await paper(tx)).name.slice(0, 70) || 'Zeitungsverlag', iban: 'DE70000018710000005000', bic: '', purpose: '' })
  const { creditor_id, ...settings } = await fundingSettings(tx)
  if (creditor_id === '') await saveFundingSettings(tx, { settings: { ...settings, creditor_id: creditorId, notice_days: 5 }, account: null }, act)
  const { notice_days, currency } = await fundingSettings(tx)
  const hands = { one: await hand(tx, { name: 'Gesine Brinkhorst', mail_address: 'buchhaltung@verlag.example', role: 'bookkeeper' }, act), other: await hand(tx, { name: 'Lorenz Feddmann', mail_address: 'verlag@verlag.example', role: 'publisher' }, act) }
  if ((await allCampaigns(tx)).length === 0) await campaigns(tx, { first, today, currency })
  const account = (await bankAccount(tx)) ?? fail()
  return {
    ...around, chance: seededChance(Math.floor(around.chance() * 2 ** 31)), zone: (await paper(tx)).time_zone, currency, account, hands, notice_days, articles: await articlesThatAsk(tx), people: 0, givers: [], held: new Map(), away: [], sent: [], returns: [], disputes: [], touched: new Set(),
    forgotten: new Set(), meant: new Map(), unpaidOut: [], balance: 1_241_350, statements: 0, lines: 0, vouchers: 0,
  }
}

async function hand(tx: Db, { role, ...who }: { name: string; mail_address: string; role: 'bookkeeper' | 'publisher' }, act: { by: string; now: Date }): Promise<number> {
  const added = await addStaff(tx, { ...who, roles: [role] }, act)
  if ('refused' in added) throw new Error(`${who.name} cannot work here: ${added.refused}`)
  return added.id
}

/** One after the other, the last of which runs. */
async function campaigns(tx: Db, { first, today, currency }: { first: string; today: string; currency: string }) {
  const shared = { smallest_amount: 500, currency, rhythm: 'monthly', on_articles: true, on_front: false } as const
  const texts = (headline: string, english: string) => [
    { language: 'de', headline, body: 'Diese Zeitung ist frei für alle, weil andere sie bezahlen.', button: 'Jetzt fördern' },
    { language: 'en', headline: english, body: 'This paper is free for everyone because others pay for it.', button: 'Support us now' },
  ]
  await startCampaign(tx, { ...shared, slug: 'anfang', goal: 10_000, goal_kind: 'supporters', starts_on: first, ends_on: addDays(first, 90), texts: texts('Zehntausend für den Anfang', 'Ten thousand to begin with') })
  if (addDays(first, 182) < addDays(today, -100)) await startCampaign(tx, { ...shared, slug: 'recherche', goal: 5_000_000, goal_kind: 'sum', starts_on: addDays(first, 182), ends_on: addDays(first, 242), texts: texts('Ein Jahr Recherche', 'A year of reporting') })
  await startCampaign(tx, { ...shared, slug: 'fuenfzigtausend', goal: 50_000, goal_kind: 'supporters', starts_on: addDays(today, -45), ends_on: null, texts: texts('Unser nächstes Ziel: 50.000', 'Our next goal: 50,000') })
}

function fail(): never {
  throw new Error('there is no bank account')
}
