import type { Reads } from '../../base/db/db.ts'
import { rhythms, type Rhythm } from '../rhythm.ts'
import { bankAccount } from './campaigns.ts'
import { fundingSettings } from './settings.ts'

export interface OwnAccount { holder: string; iban: string; bic: string }

/** What is set of a currency. Amounts are its minor units. */
export interface CurrencySetting {
  currency: string
  /** In it the paper keeps its books, and its account stands in the settings. */
  isMain: boolean
  isOffered: boolean
  /** The page for giving opens in it. */
  isFirst: boolean
  smallest_amount: number
  largest_amount: number
  suggested_amounts: readonly number[]
  /** What is suggested for a rhythm, where that is something of its own. */
  by_rhythm: Partial<Record<Rhythm, readonly number[]>>
  account: OwnAccount | undefined
}

/** The main one first, then the others by their names. */
export async function currencySettings(db: Reads): Promise<CurrencySetting[]> {
  const [settings, account, others, own] = await Promise.all([
    fundingSettings(db), bankAccount(db), db.selectFrom('currencies').selectAll().orderBy('currency').execute(), db.selectFrom('rhythm_amounts').selectAll().execute(),
  ])
  const first = others.some((one) => one.is_offered && one.currency === settings.giving_currency) ? settings.giving_currency : settings.currency
  const amountsOf = (currency: string) => ({
    isFirst: currency === first,
    by_rhythm: Object.fromEntries(rhythms.flatMap((rhythm) => own.filter((one) => one.currency === currency && one.rhythm === rhythm).map((one) => [rhythm, one.suggested_amounts]))),
  })
  const { currency, smallest_amount, largest_amount, suggested_amounts } = settings
  return [
    { currency, smallest_amount, largest_amount, suggested_amounts, isMain: true, isOffered: true, account: account && { holder: account.holder, iban: account.iban, bic: account.bic }, ...amountsOf(currency) },
    ...others.filter((one) => one.currency !== currency).map(({ is_offered, holder, iban, bic, ...one }) => ({ ...one, isMain: false, isOffered: is_offered, account: iban === '' ? undefined : { holder, iban, bic }, ...amountsOf(one.currency) })),
  ]
}

export async function currencySetting(db: Reads, currency: string): Promise<CurrencySetting | undefined> {
  return (await currencySettings(db)).find((one) => one.currency === currency)
}

/** The main one first: what money is typed in by hand, and what a campaign may count. */
export async function currenciesTaken(db: Reads): Promise<string[]> {
  return (await currencySettings(db)).filter(({ isOffered }) => isOffered).map(({ currency }) => currency)
}

/** Where transfers in a currency go; undefined: nowhere. */
export async function accountIn(db: Reads, currency: string): Promise<OwnAccount | undefined> {
  return (await currencySetting(db, currency))?.account
}

/** Whether anything was ever given in it. */
export async function isGivenIn(db: Reads, currency: string): Promise<boolean> {
  return (await db.selectFrom('pledges').select('id').where('currency', '=', currency).limit(1).executeTakeFirst()) !== undefined
}
