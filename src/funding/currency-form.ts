// What the desk sets of a currency, typed, and what is wrong with it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { stale } from '../base/press/stale.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import { amountIn, digitsOf, typedAmount } from './amount.ts'
import { bicIn, ibanIn } from './iban.ts'
import type { CurrencySetting } from './reads/currencies.ts'
import { rhythms, type Rhythm } from './rhythm.ts'
import { insertCurrency, replaceRhythmAmounts, updateCurrency } from './writes/currencies.ts'
import { updateFundingSettings } from './writes/settings.ts'

export const mostCurrencies = 8
const mostSuggested = 8
const largestSuggested = 2_000_000_000

type Typed = Pick<CurrencySetting, 'isOffered' | 'isFirst' | 'smallest_amount' | 'largest_amount' | 'suggested_amounts' | 'by_rhythm' | 'account'>

/** What the form shows of what is set. */
export function currencyForm({ currency, isOffered, isFirst, smallest_amount, largest_amount, suggested_amounts, by_rhythm, account }: CurrencySetting, language: string): Form {
  const typed = (amount: number) => typedAmount(amount, { currency, language })
  const several = (amounts: readonly number[] = []) => amounts.map(typed).join('  ')
  return {
    is_offered: isOffered ? 'on' : '', is_first: isFirst ? 'on' : '', smallest_amount: typed(smallest_amount), largest_amount: typed(largest_amount), suggested_amounts: several(suggested_amounts),
    ...Object.fromEntries(rhythms.map((rhythm) => [`suggested_${rhythm}`, several(by_rhythm[rhythm])])), holder: account?.holder ?? '', iban: account?.iban ?? '', bic: account?.bic ?? '',
  }
}

/** `others`: what is set of the other currencies; an account has one. */
export function currencyIn(form: Form, { currency, isMain, others, t }: { currency: string; isMain: boolean; others: readonly CurrencySetting[]; t: T }): { errors: Errors; typed?: Typed } {
  const text = (name: string) => textIn(form, name).trim()
  const [smallest_amount, largest_amount] = [amountIn(text('smallest_amount'), currency), amountIn(text('largest_amount'), currency)]
  const limits = { currency, smallest: smallest_amount ?? 1, largest: largest_amount ?? largestSuggested }
  const suggested = amountsIn(text('suggested_amounts'), limits)
  const own = rhythms.flatMap((rhythm) => (text(`suggested_${rhythm}`) === '' ? [] : [[rhythm, amountsIn(text(`suggested_${rhythm}`), limits)] as const]))
  const { account, errors: accountErrors } = isMain ? { account: undefined, errors: {} } : accountIn(form, { others, t })
  const errors: Errors = {
    ...(smallest_amount ? {} : { smallest_amount: t('funding_settings.wrong.amount') }),
    ...(largest_amount && largest_amount >= (smallest_amount ?? 1) ? {} : { largest_amount: t('currencies.wrong.largest') }),
    ...(suggested ? {} : { suggested_amounts: t('currencies.wrong.amounts') }),
    ...Object.fromEntries(own.flatMap(([rhythm, amounts]) => (amounts ? [] : [[`suggested_${rhythm}`, t('currencies.wrong.amounts')]]))),
    ...accountErrors,
  }
  if (!smallest_amount || !largest_amount || !suggested || Object.keys(errors).length > 0) return { errors }
  const by_rhythm: Typed['by_rhythm'] = Object.fromEntries(own.flatMap(([rhythm, amounts]): [Rhythm, readonly number[]][] => (amounts ? [[rhythm, amounts]] : [])))
  const isOffered = isMain || text('is_offered') !== ''
  return { errors, typed: { isOffered, isFirst: isOffered && text('is_first') !== '', smallest_amount, largest_amount, suggested_amounts: suggested, by_rhythm, account } }
}

/** One to eight amounts with spaces between them, in their order; undefined where one is none, or cannot be given. */
function amountsIn(text: string, { currency, smallest, largest }: { currency: string; smallest: number; largest: number }): number[] | undefined {
  const amounts = text.split(/\s+|;/).filter(Boolean).map((amount) => amountIn(amount, currency) ?? 0)
  const areRight = amounts.length > 0 && amounts.length <= mostSuggested && amounts.every((amount) => amount >= smallest && amount <= Math.min(largest, largestSuggested))
  return areRight ? [...new Set(amounts)].sort((one, other) => one - other) : undefined
}

function accountIn(form: Form, { others, t }: { others: readonly CurrencySetting[]; t: T }): { account: CurrencySetting['account']; errors: Errors } {
  const text = (name: string) => textIn(form, name).trim()
  if (text('iban') === '' && text('holder') === '') return { account: undefined, errors: {} }
  const [iban, bic, holder] = [ibanIn(text('iban')), bicIn(text('bic')), text('holder')]
  const isElsewhere = others.some(({ account }) => account?.iban === iban)
  const errors: Errors = {
    ...(iban === undefined ? { iban: t('funding_settings.wrong.iban') } : isElsewhere ? { iban: t('currencies.wrong.iban_taken') } : {}),
    ...(bic === undefined ? { bic: t('bic.error.wrong') } : {}),
    ...(holder === '' || holder.length > 70 ? { holder: t('funding_settings.wrong.holder') } : {}),
  }
  return { account: iban !== undefined && bic !== undefined ? { holder, iban, bic } : undefined, errors }
}

/** A currency that is not offered yet: what is to be suggested in it is said next. False where it is there already. */
export function addCurrency(db: Db, currency: string, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const unit = 10 ** digitsOf(currency)
    const first = { is_offered: false, smallest_amount: unit, largest_amount: 100_000 * unit, suggested_amounts: [] }
    if (!(await insertCurrency(tx, { currency, ...first }))) return false
    await record(tx, { what: 'currency added', subject: 'paper', ...act })
    return true
  })
}

export function saveCurrency(db: Db, { currency, isMain, wasFirst, typed }: { currency: string; isMain: boolean; wasFirst: boolean; typed: Typed }, act: Act): Promise<void> {
  const { smallest_amount, largest_amount, account, isOffered: is_offered, isFirst, by_rhythm } = typed
  const amounts = { smallest_amount, largest_amount, suggested_amounts: [...typed.suggested_amounts] }
  const { holder, iban, bic } = account ?? { holder: '', iban: '', bic: '' }
  return atomically(db, async (tx) => {
    if (isMain) await updateFundingSettings(tx, amounts)
    else await updateCurrency(tx, { currency, is_offered, ...amounts, holder, iban, bic })
    if (isFirst !== wasFirst) await updateFundingSettings(tx, { giving_currency: isFirst && !isMain ? currency : null })
    await replaceRhythmAmounts(tx, { currency, by_rhythm })
    await record(tx, { what: 'currency changed', subject: 'paper', ...act })
    await stale(tx, 'campaign')
  })
}
