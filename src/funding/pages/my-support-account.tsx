// Debits from another account, or from an account at all: a new mandate, with the words that are agreed to.
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { isKey, type T } from '../../base/i18n/i18n.ts'
import { paths, url } from '../../urls.ts'
import { changeAccount } from '../changing.ts'
import { countryOptions } from '../countries.ts'
import { accountRefusals, mandateText, needsAddress, type AccountTyped } from '../mandate.ts'
import { changeAndTell } from '../own-letter.ts'
import type { Supporting } from '../own-side.ts'
import { creditorOf, type Creditor } from '../reads/settings.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { byOf, done, pledgeAsked, type Setting } from './my-support-pledge.tsx'

const limit = { name: 'own-account', most: 10, seconds: 3_600 }

export const show: Page<typeof paths.mySupportAccount, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { street, postcode, town, country, name } = asked.who
  return page(asked, { creditor: await creditorOf(c.db), typed: { holder: name, street, postcode, town, country } })
}

export const change: Action<typeof paths.mySupportAccount, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { t, who, standing: { pledge, can } } = asked
  found(can.debit || undefined)
  const creditor = await creditorOf(c.db)
  const account = accountIn(c.form)
  const errors = errorsOf(account, t)
  if (Object.keys(errors).length > 0) return page(asked, { creditor, typed: c.form, errors })
  if (!c.limits.allows(limit)) return page(asked, { creditor, typed: c.form, errors: { iban: t('sign_in.too_often') }, status: 429 })
  const change = { id: pledge.id, language: t.language, account }
  const changed = await changeAndTell(c.db, { id: pledge.id, what: 'account', change: (tx, act) => changeAccount(tx, change, { ...act, safe: c.safe }) }, { by: byOf(who), site: c.site, now: c.now })
  return done(changed ? 'account' : 'too_late')
}

function accountIn(form: Form): AccountTyped {
  const text = (name: string) => textIn(form, name).trim()
  return { holder: text('holder'), iban: text('iban'), ...(needsAddress(text('iban')) ? { address: { street: text('street'), postcode: text('postcode'), town: text('town'), country: text('country') } } : {}) }
}

function errorsOf(account: AccountTyped, t: T): Errors {
  return Object.fromEntries(Object.entries(accountRefusals(account)).map(([field, why]) => {
    const key = `own.account.error.${field}.${why}`
    return [field, t(isKey(key) ? key : 'own.account.error.other')]
  }))
}

interface Shown { creditor: Creditor; typed: Form; errors?: Errors; status?: number }

function page({ facts, t, who, standing: { pledge, can } }: Setting, { creditor, typed, errors = {}, status = Object.keys(errors).length > 0 ? 422 : 200 }: Shown): Response {
  found(can.debit || undefined)
  const field = (name: string) => ({ name, value: textIn(typed, name), error: errors[name] })
  return html(
    <OwnFrame facts={facts} t={t} title={t(pledge.way === 'debit' ? 'own.change_account' : 'own.to_debit')} whose={who.name}>
      <Wrong errors={errors} t={t} />
      <p>{pledge.way === 'debit' ? t('own.account.about', { iban: pledge.iban_shown ?? '' }) : t('own.account.about_new')}</p>
      <form class="form" method="post" action={url(paths.mySupportAccount, { id: String(pledge.id) })} novalidate>
        <Field {...field('holder')} label={t('own.account.holder')} autocomplete="name" required maxlength={70} />
        <Field {...field('iban')} label={t('own.account.iban')} autocomplete="off" spellcheck={false} required maxlength={50} />
        {needsAddress(textIn(typed, 'iban')) ? (
          <>
            <p class="small">{t('own.account.address')}</p>
            <Field {...field('street')} label={t('own.person.street')} autocomplete="street-address" maxlength={70} />
            <Field {...field('postcode')} label={t('own.person.postcode')} autocomplete="postal-code" maxlength={16} />
            <Field {...field('town')} label={t('own.person.town')} autocomplete="address-level2" maxlength={35} />
            <Select {...field('country')} label={t('own.person.country')} options={[{ value: '', label: t('own.person.choose') }, ...countryOptions(t.language)]} />
          </>
        ) : null}
        <div class="mandate small"><h2>{t('mandate.title')}</h2>{mandateText(t, { creditor, rhythm: pledge.rhythm }).map((text) => <p>{text}</p>)}</div>
        <div class="actions"><button class="button">{t('own.account.button')}</button> <a href={paths.mySupport}>{t('own.back')}</a></div>
      </form>
    </OwnFrame>, status)
}
