// What every page of giving needs around it.
import { loadFrame } from '../articles/reads/paper.ts'
import type { PaymentConfig } from '../base/config.ts'
import type { Reads } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { termsOf } from './terms.ts'

/** In the language that was chosen, else in the paper's. */
export async function settingOf(db: Reads, { payments, language = '' }: { payments: PaymentConfig; language?: string | undefined }) {
  const [facts, terms] = await Promise.all([loadFrame(db), termsOf(db, payments)])
  return { facts, terms, t: translator(spoken(language, spoken(facts.paper.language, 'en'))) }
}
export type Setting = Awaited<ReturnType<typeof settingOf>>
