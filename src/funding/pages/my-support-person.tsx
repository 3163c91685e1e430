// Name, postal address and language; and another mail address, by a link that goes to it.
import { languages, translator, type T } from '../../base/i18n/i18n.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { Reads } from '../../base/db/db.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import { hashOf } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { countryOptions } from '../countries.ts'
import { beginAddressChange, changePerson, confirmAddressChange, longestPerson, personRefusals, type PersonTyped } from '../own-person.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { personalLinkLimits } from '../personal-link.ts'
import { addressLink, type OwnSide } from '../reads/supporter-links.ts'
import { LinkForm, OwnFrame } from '../views/own-frame.tsx'
import { done } from './my-support-pledge.tsx'

export const show: Page<typeof paths.mySupportPerson, Supporting> = async ({ db, who, speaks }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const { name, street, postcode, town, country, language } = who
  return page(db, { who, speaks, typed: { name, street, postcode, town, country, language } })
}

export const change: Action<typeof paths.mySupportPerson, Supporting> = async ({ db, who, speaks, form, site, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const { t } = await ownSetting(db, { who, speaks })
  const person = personIn(form, who)
  const refusals = Object.entries(personRefusals(person)).map(([field, why]): [string, string] => [field, t(why === 'long' ? 'declaration.error.long' : field === 'name' ? 'declaration.error.name' : 'own.person.error.address')])
  if (refusals.length > 0) return page(db, { who, speaks, typed: form, errors: Object.fromEntries(refusals) })
  await changePerson(db, { id: who.id, person }, { site, now })
  return done('person')
}

function personIn(form: Form, who: OwnSide): PersonTyped {
  const text = (name: string) => textIn(form, name).trim()
  const language = text('language')
  const country = text('country')
  return { name: text('name'), street: text('street'), postcode: text('postcode'), town: text('town'), country: /^[A-Z]{2}$/.test(country) ? country : '', language: languages.includes(language) ? language : who.language }
}

async function page(db: Reads, { who, speaks, typed, errors = {} }: { who: OwnSide; speaks: string | undefined; typed: Form; errors?: Errors }): Promise<Response> {
  const { facts, t } = await ownSetting(db, { who, speaks })
  const field = (name: string) => ({ name, value: textIn(typed, name), error: errors[name] })
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.person')} whose={who.name}>
      <Wrong errors={errors} t={t} />
      <p>{t('own.person.about')}</p>
      <form class="form" method="post" action={paths.mySupportPerson} novalidate>
        <Field {...field('name')} label={t('declaration.name')} autocomplete="name" required maxlength={longestPerson.name} />
        <Field {...field('street')} label={t('own.person.street')} autocomplete="street-address" maxlength={longestPerson.street} />
        <Field {...field('postcode')} label={t('own.person.postcode')} autocomplete="postal-code" maxlength={longestPerson.postcode} />
        <Field {...field('town')} label={t('own.person.town')} autocomplete="address-level2" maxlength={longestPerson.town} />
        <Select {...field('country')} label={t('own.person.country')} options={[{ value: '', label: t('own.person.choose') }, ...countryOptions(t.language)]} />
        <Select {...field('language')} label={t('own.person.language')} options={languages.map((value) => ({ value, label: translator(value).languageName(value) }))} />
        <div class="actions"><button class="button">{t('own.save')}</button> <a href={paths.mySupport}>{t('own.back')}</a></div>
      </form>
    </OwnFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

export const showAddress: Page<typeof paths.mySupportAddress, Supporting> = async (c) => addressPage(c, { typed: '' })

export const changeAddress: Action<typeof paths.mySupportAddress, Supporting> = async ({ db, who, speaks, form, limits, site, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const typed = textIn(form, 'mail_address')
  const mail_address = mailAddressIn(typed)
  if (!mail_address) return addressPage({ db, who, speaks }, { typed, error: 'sign_in.address_wrong', status: 422 })
  if (!limits.allows(personalLinkLimits.form) || !limits.allows(personalLinkLimits.address, mail_address.toLowerCase())) return addressPage({ db, who, speaks }, { typed, error: 'sign_in.too_often', status: 429 })
  await beginAddressChange(db, { id: who.id, mail_address }, { site, now })
  return done('address_sent')
}

interface Typed { typed: string; error?: 'sign_in.address_wrong' | 'sign_in.too_often'; status?: number }

async function addressPage({ db, who, speaks }: { db: Reads; who: Supporting; speaks: string | undefined }, { typed, error, status = 200 }: Typed): Promise<Response> {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const { facts, t } = await ownSetting(db, { who, speaks })
  const errors: Errors = error ? { mail_address: t(error) } : {}
  return html(
    <OwnFrame facts={facts} t={t} title={t('address.title')} whose={who.name}>
      <Wrong errors={errors} t={t} />
      <p>{t('address.about', { mail_address: who.mail_address })}</p>
      <form class="form" method="post" action={paths.mySupportAddress} novalidate>
        <Field name="mail_address" type="email" label={t('address.new')} value={typed} error={errors.mail_address} autocomplete="email" inputmode="email" required maxlength={254} />
        <div class="actions"><button class="button">{t('sign_in.send')}</button> <a href={paths.mySupport}>{t('own.back')}</a></div>
      </form>
    </OwnFrame>, status)
}

/** Where the link to the new address leads; like every link in a mail it does nothing by being looked at. */
export const showLink: Page<typeof paths.mySupportAddressLink, Supporting> = async ({ db, params, who, speaks, now }) => {
  const link = await addressLink(db, { token_hash: hashOf(params.token), now })
  const { facts, t } = await ownSetting(db, { who, speaks: link?.language ?? speaks })
  if (!link) return gone(facts, t)
  return html(
    <OwnFrame facts={facts} t={t} title={t('address.title')} whose={null}>
      <p>{t('own.address.confirm', { mail_address: link.new_mail_address ?? '' })}</p>
      <form class="actions" method="post" action={url(paths.mySupportAddressLink, params)}><button class="button">{t('address.confirm')}</button></form>
    </OwnFrame>)
}

export const confirm: Action<typeof paths.mySupportAddressLink, Supporting> = async ({ db, params, who, speaks, site, now }) => {
  const confirmed = await confirmAddressChange(db, { token: params.token, ...(who === 'nobody' ? {} : { except: who.token_hash }) }, { site, now })
  const { facts, t } = await ownSetting(db, { who, speaks })
  if (!confirmed) return gone(facts, t)
  return who === 'nobody' ? html(<OwnFrame facts={facts} t={t} title={t('own.done.address')} whose={null}><p>{t('own.address.done')}</p></OwnFrame>) : done('address')
}

function gone(facts: Awaited<ReturnType<typeof ownSetting>>['facts'], t: T): Response {
  return html(<OwnFrame facts={facts} t={t} title={t('own.gone')} whose={null}><p>{t('own.address.gone')}</p><LinkForm t={t} mail_address="" errors={{}} /></OwnFrame>, 410)
}
