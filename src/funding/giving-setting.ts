// What every page of giving needs around it.
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { frameWithCampaigns } from './reads/campaigns.ts'
import { termsOf } from './terms.ts'

/** In the language that was chosen, else in the paper's. */
export async function settingOf(db: Reads, { payments, now, language = '' }: { payments: PaymentConfig; now: Date; language?: string | undefined }) {
  const [{ facts, campaigns }, terms] = await Promise.all([frameWithCampaigns(db, now), termsOf(db, payments)])
  return { facts, campaigns, terms, t: translator(spoken(language, spoken(facts.paper.language, 'en'))) }
}
export type Setting = Awaited<ReturnType<typeof settingOf>>
