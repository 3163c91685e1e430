// How the paper takes money: one form for creditor, account, collections and what is offered to readers.
import type { T } from '../../base/i18n/i18n.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import { Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { offeredWays, saveFundingSettings, settingsForm, settingsIn } from '../funding-settings.ts'
import { bankAccount } from '../reads/campaigns.ts'
import { isGivenIn } from '../reads/currencies.ts'
import { fundingSettings } from '../reads/settings.ts'
import { rhythms } from '../rhythm.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Who = Staff<'set_funding'>
interface Shown { who: Reader; speaks: string | undefined; done?: string | undefined; typed?: Form; errors?: Errors }

export const show: Page<typeof paths.deskFundingSettings, Who, 'done'> = ({ db, who, speaks, query }) => settingsPage(db, { who, speaks, done: query.done })

export const save: Action<typeof paths.deskFundingSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const { errors, read } = settingsIn(form, t)
  if (!read) return settingsPage(db, { who, speaks, typed: form, errors })
  const { currency } = await fundingSettings(db)
  if (read.settings.currency !== currency && (await isGivenIn(db, currency))) return settingsPage(db, { who, speaks, typed: form, errors: { currency: t('funding_settings.wrong.currency_given', { currency }) } })
  await saveFundingSettings(db, read, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskFundingSettings, { done: 'saved' }))
}

async function settingsPage(db: Reads | Db, { who, speaks, done, typed, errors = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const form = typed ?? settingsForm(await fundingSettings(db), await bankAccount(db))
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingSettings} title={t('funding_settings.title')}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <form class="form settings" method="post" action={paths.deskFundingSettings}>
        <CreditorParts form={form} errors={errors} t={t} />
        <CollectionParts form={form} errors={errors} t={t} />
        <OfferParts form={form} errors={errors} t={t} />
        <div class="actions"><button class="button">{t('funding_settings.save')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

interface Parts { form: Form; errors: Errors; t: T }

function CreditorParts({ form, errors, t }: Parts) {
  return (
    <>
      <h2>{t('funding_settings.creditor')}</h2>
      <Field name="creditor_id" label={t('funding_settings.creditor_id')} hint={t('funding_settings.creditor_id.hint')} value={textIn(form, 'creditor_id')} error={errors.creditor_id} maxlength={45} />
      <Field name="creditor_name" label={t('funding_settings.creditor_name')} hint={t('funding_settings.creditor_name.hint')} value={textIn(form, 'creditor_name')} error={errors.creditor_name} maxlength={70} />
      <h2>{t('funding_settings.account')}</h2>
      <p class="hint">{t('funding_settings.account.hint')}</p>
      <Field name="holder" label={t('funding_settings.holder')} value={textIn(form, 'holder')} error={errors.holder} maxlength={70} />
      <div class="pairs">
        <Field name="iban" label={t('funding_settings.iban')} value={textIn(form, 'iban')} error={errors.iban} maxlength={50} />
        <Field name="bic" label={t('funding_settings.bic')} value={textIn(form, 'bic')} error={errors.bic} maxlength={11} />
      </div>
      <Field name="purpose" label={t('funding_settings.purpose')} hint={t('funding_settings.purpose.hint')} value={textIn(form, 'purpose')} error={errors.purpose} maxlength={70} />
    </>
  )
}

function CollectionParts({ form, errors, t }: Parts) {
  const number = (name: 'notice_days' | 'debits_per_file' | 'again_after_days' | 'debits_per_due', most: number, least = 1) => (
    <Field name={name} label={t(`funding_settings.${name}`)} hint={t(`funding_settings.${name}.hint`)} value={textIn(form, name)} error={errors[name]} type="number" inputmode="numeric" min={least} max={most} />)
  return (
    <>
      <h2>{t('funding_settings.collections')}</h2>
      <Check name="four_eyes" label={t('funding_settings.four_eyes')} hint={t('funding_settings.four_eyes.hint')} checked={textIn(form, 'four_eyes') !== ''} />
      <div class="pairs">{number('notice_days', 14)}{number('debits_per_file', 1_000_000)}{number('again_after_days', 60, 0)}{number('debits_per_due', 3)}</div>
      <Field name="charge_retry_days" label={t('funding_settings.charge_retry_days')} hint={t('funding_settings.charge_retry_days.hint')} value={textIn(form, 'charge_retry_days')} error={errors.charge_retry_days} inputmode="numeric" maxlength={30} />
      <Choice name="unspecified" label={t('funding_settings.unspecified')} hint={t('funding_settings.unspecified.hint')} value={textIn(form, 'unspecified')} options={(['again', 'stop'] as const).map((value) => ({ value, label: t(`funding_settings.unspecified.${value}`) }))} />
    </>
  )
}

function OfferParts({ form, errors, t }: Parts) {
  const several = <O extends string>(name: 'rhythms' | 'ways', options: readonly { value: O; label: string }[]) => (
    <fieldset class="choice" id={name} {...(errors[name] ? { 'aria-describedby': `${name}-error`, 'aria-invalid': 'true' as const } : {})}>
      <legend>{t(`funding_settings.${name}`)}</legend>
      {errors[name] ? <p class="error" id={`${name}-error`}>{errors[name]}</p> : null}
      {options.map(({ value, label }) => <label><input type="checkbox" name={name} value={value} checked={textsIn(form, name).includes(value)} /> <span>{label}</span></label>)}
    </fieldset>)
  return (
    <>
      <h2>{t('funding_settings.offer')}</h2>
      <Field name="currency" label={t('funding_settings.currency')} hint={<>{t('funding_settings.currency.hint')} <a href={paths.deskCurrencies}>{t('currencies.link')}</a></>} value={textIn(form, 'currency')} error={errors.currency} maxlength={3} />
      {several('rhythms', rhythms.map((value) => ({ value, label: t(`funding_settings.rhythm.${value}`) })))}
      {several('ways', offeredWays.map((value) => ({ value, label: t(`funding_settings.way.${value}`) })))}
      <Choice name="button" label={t('funding_settings.button')} hint={t('funding_settings.button.hint')} value={textIn(form, 'button')} options={(['gift', 'order'] as const).map((value) => ({ value, label: t(`funding_settings.button.${value}`), hint: t(`funding_settings.button.${value}.hint`) }))} />
    </>
  )
}
