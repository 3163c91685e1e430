// In what currencies readers may give: the one of the paper, and others beside it.
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import { typedAmount } from '../amount.ts'
import { isCurrency } from '../currency.ts'
import { addCurrency, currencyForm, currencyIn, mostCurrencies, saveCurrency } from '../currency-form.ts'
import { fundingPages } from '../desk.ts'
import { currencySettings, type CurrencySetting } from '../reads/currencies.ts'
import { rhythms } from '../rhythm.ts'
import { termsOf, type Terms } from '../terms.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Who = Staff<'set_funding'>
/** Chosen for a start: those that a paper is most likely to want. */
const nearest = ['EUR', 'CHF', 'GBP', 'USD', 'DKK', 'PLN', 'CZK', 'SEK']
interface Around { who: Reader; speaks: string | undefined; terms: Terms; done?: string | undefined; errors?: Errors }

export const list: Page<typeof paths.deskCurrencies, Who, 'done'> = async ({ db, who, speaks, payments, query }) => listPage(db, { who, speaks, terms: await termsOf(db, payments), done: query.done })

export const add: Action<typeof paths.deskCurrencies, Who> = async ({ db, form, who, speaks, payments, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const [currency, known] = [textIn(form, 'currency'), await currencySettings(db)]
  const error = !isCurrency(currency) ? 'unknown' : known.some((one) => one.currency === currency) ? 'there' : known.length >= mostCurrencies ? 'many' : null
  if (error) return listPage(db, { who, speaks, terms: await termsOf(db, payments), errors: { currency: t(`currencies.wrong.${error}`, { most: mostCurrencies }) } })
  await addCurrency(db, currency, { by: `staff:${who.id}`, now })
  return seeOther(url(paths.deskCurrency, { currency }))
}

async function listPage(db: Reads, { who, speaks, terms, done, errors = {} }: Around): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const settings = await currencySettings(db)
  const typed = (currency: string) => (amount: number) => typedAmount(amount, { currency, language: t.language })
  const taken = new Set(settings.map(({ currency }) => currency))
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingSettings} title={t('currencies.title')} back={{ path: paths.deskFundingSettings, label: t('funding_settings.title') }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <p class="small">{t('currencies.lead')}</p>
      <DataTable caption={t('currencies.title')} rows={settings} empty="" columns={[
        { label: t('currency'), names: true, cell: ({ currency }) => <a href={url(paths.deskCurrency, { currency })}>{t.currencyName(currency)} ({currency})</a> },
        { label: t('currencies.standing'), cell: (one) => standingOf(one, t) },
        { label: t('currencies.amounts'), cell: ({ currency, suggested_amounts }) => suggested_amounts.map(typed(currency)).join(' · ') },
        { label: t('funding_settings.ways'), cell: ({ currency }) => waysOf(currency, { terms, t }) },
      ]} />
      <h2>{t('currencies.add')}</h2>
      <form class="form" method="post" action={paths.deskCurrencies}>
        <Select name="currency" label={t('currency')} value={nearest.find((code) => !taken.has(code)) ?? ''} error={errors.currency} options={Intl.supportedValuesOf('currency').filter((code) => !taken.has(code)).map((value) => ({ value, label: `${t.currencyName(value)} (${value})` })).sort((one, other) => one.label.localeCompare(other.label, t.language))} />
        <div class="actions"><button class="quiet">{t('currencies.add_button')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

function standingOf({ isMain, isOffered, isFirst }: CurrencySetting, t: T): string {
  return [t(isMain ? 'currencies.main' : isOffered ? 'currencies.offered' : 'currencies.not_offered'), isFirst ? t('currencies.first') : ''].filter(Boolean).join(', ')
}

function waysOf(currency: string, { terms, t }: { terms: Terms; t: T }): string {
  const ways = terms.offers.find((one) => one.currency === currency)?.ways ?? []
  return ways.length === 0 ? t('currencies.no_way') : t.list(ways.map((way) => t(`funding_settings.way.${way}`)))
}

export const show: Page<typeof paths.deskCurrency, Who> = async ({ db, params, who, speaks, payments }) => {
  const setting = found((await currencySettings(db)).find(({ currency }) => currency === params.currency))
  return currencyPage(db, { who, speaks, setting, terms: await termsOf(db, payments) })
}

export const save: Action<typeof paths.deskCurrency, Who> = async ({ db, params, form, who, speaks, payments, now }) => {
  const settings = await currencySettings(db)
  const setting = found(settings.find(({ currency }) => currency === params.currency))
  const { t } = await deskOf(db, { who, speaks })
  const { currency, isMain, isFirst } = setting
  const { typed, errors } = currencyIn(form, { currency, isMain, others: settings.filter((one) => one !== setting), t })
  if (!typed) return currencyPage(db, { who, speaks, setting, terms: await termsOf(db, payments), typed: form, errors })
  await saveCurrency(db, { currency, isMain, wasFirst: isFirst, typed }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskCurrencies, { done: 'saved' }))
}

async function currencyPage(db: Reads, { who, speaks, setting, terms, typed, errors = {} }: Around & { setting: CurrencySetting; typed?: Form }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const { currency, isMain, isOffered } = setting
  const form = typed ?? currencyForm(setting, t.language)
  const field = (name: string) => ({ name, value: textIn(form, name), error: errors[name] })
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingSettings} title={`${t.currencyName(currency)} (${currency})`} back={{ path: paths.deskCurrencies, label: t('currencies.title') }}>
      <Wrong errors={errors} t={t} />
      {isOffered ? <p class="small">{t('currencies.ways_now', { ways: waysOf(currency, { terms, t }) })}</p> : null}
      <form class="form settings" method="post" action={url(paths.deskCurrency, { currency })}>
        {isMain ? null : <Check name="is_offered" label={t('currencies.is_offered')} hint={t('currencies.is_offered.hint')} checked={textIn(form, 'is_offered') !== ''} />}
        <Check name="is_first" label={t('currencies.is_first')} hint={t('currencies.is_first.hint')} checked={textIn(form, 'is_first') !== ''} />
        <h2>{t('currencies.amounts')}</h2>
        <div class="pairs">
          <Field {...field('smallest_amount')} label={t('funding_settings.smallest_amount')} required maxlength={16} />
          <Field {...field('largest_amount')} label={t('currencies.largest_amount')} hint={t('currencies.largest_amount.hint')} required maxlength={16} />
        </div>
        <Field {...field('suggested_amounts')} label={t('funding_settings.suggested_amounts')} hint={t('funding_settings.suggested_amounts.hint')} required maxlength={120} />
        <h2>{t('currencies.by_rhythm')}</h2>
        <p class="hint">{t('currencies.by_rhythm.hint')}</p>
        <div class="pairs">{rhythms.map((rhythm) => <Field {...field(`suggested_${rhythm}`)} label={t(`giving.rhythm.${rhythm}`)} maxlength={120} />)}</div>
        {isMain ? <p class="small">{t('currencies.main_account')} <a href={paths.deskFundingSettings}>{t('funding_settings.title')}</a></p> : <AccountFields field={field} currency={currency} t={t} />}
        <div class="actions"><button class="button">{t('funding_settings.save')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

function AccountFields({ field, currency, t }: { field: (name: string) => { name: string; value: string; error: string | undefined }; currency: string; t: T }) {
  return (
    <>
      <h2>{t('currencies.account')}</h2>
      <p class="hint">{t('currencies.account.hint', { currency })}</p>
      <Field {...field('holder')} label={t('funding_settings.holder')} maxlength={70} />
      <div class="pairs">
        <Field {...field('iban')} label={t('funding_settings.iban')} maxlength={50} />
        <Field {...field('bic')} label={t('funding_settings.bic')} maxlength={11} />
      </div>
    </>
  )
}
