// Name, postal address and language of a supporter, corrected by staff; and another mail address, which somebody there confirms.
import { languages, translator } from '../../base/i18n/i18n.ts'
import type { Reads } from '../../base/db/db.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import type { Reader } from '../../people/session.ts'
import { paths, url, withQuery } from '../../urls.ts'
import { countryOptions } from '../countries.ts'
import { fundingPages } from '../desk.ts'
import { longestPerson, personRefusals, type PersonTyped } from '../own-person.ts'
import type { SupporterShown } from '../reads/supporter-page.ts'
import { correctPerson, proposeAddress } from '../supporter-desk.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { nameOr } from '../views/supporter-words.ts'
import { supporterAsked } from './supporter.tsx'

type Guarded = Staff<'see_supporters'>

export const show: Page<typeof paths.deskSupporterPerson, Guarded> = async ({ db, who, speaks, params }) => {
  const supporter = await supporterAsked(db, params.id)
  const { name, street, postcode, town, country, language } = supporter
  return page(db, { who, speaks, supporter, typed: { name, street, postcode, town, country, language } })
}

export const correct: Action<typeof paths.deskSupporterPerson, Guarded> = async ({ db, who, speaks, params, form, site, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const { t } = await deskOf(db, { who, speaks })
  const person = personIn(form, supporter)
  const refusals = Object.entries(personRefusals(person)).map(([field, why]): [string, string] => [field, t(why === 'long' ? 'declaration.error.long' : field === 'name' ? 'supporters.error.name' : 'own.person.error.address')])
  if (refusals.length > 0) return page(db, { who, speaks, supporter, typed: form, errors: Object.fromEntries(refusals) })
  await correctPerson(db, { id: supporter.id, person }, { by: who, site, now })
  return done(supporter, 'corrected')
}

function personIn(form: Form, { language: own }: SupporterShown): PersonTyped {
  const text = (name: string) => textIn(form, name).trim()
  const [language, country] = [text('language'), text('country')]
  return { name: text('name'), street: text('street'), postcode: text('postcode'), town: text('town'), country: /^[A-Z]{2}$/.test(country) ? country : '', language: languages.includes(language) ? language : own }
}

export const changeAddress: Action<typeof paths.deskSupporterAddress, Guarded> = async ({ db, who, speaks, params, form, site, now }) => {
  const supporter = await supporterAsked(db, params.id)
  const mail_address = mailAddressIn(textIn(form, 'mail_address').trim())
  if (!mail_address) {
    const { t } = await deskOf(db, { who, speaks })
    const { name, street, postcode, town, country, language } = supporter
    return page(db, { who, speaks, supporter, typed: { name, street, postcode, town, country, language, mail_address: textIn(form, 'mail_address') }, errors: { mail_address: t('sign_in.address_wrong') } })
  }
  await proposeAddress(db, { id: supporter.id, mail_address }, { by: who, site, now })
  return done(supporter, 'address_asked')
}

function done({ id }: SupporterShown, what: string): Response {
  return seeOther(withQuery(url(paths.deskSupporter, { id: String(id) }), { done: what }))
}

async function page(db: Reads, { who, speaks, supporter, typed, errors = {} }: { who: Reader; speaks: string | undefined; supporter: SupporterShown; typed: Form; errors?: Errors }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const of = { id: String(supporter.id) }
  const field = (name: string) => ({ name, value: textIn(typed, name), error: errors[name] })
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskSupporters} title={t('supporters.correct_of', { name: nameOr(supporter, t) })} back={{ path: url(paths.deskSupporter, of), label: nameOr(supporter, t) }}>
      <Wrong errors={errors} t={t} />
      <p>{t('supporters.correct_about')}</p>
      <form class="form" method="post" action={url(paths.deskSupporterPerson, of)} novalidate>
        <Field {...field('name')} label={t('supporters.name')} required maxlength={longestPerson.name} />
        <Field {...field('street')} label={t('own.person.street')} maxlength={longestPerson.street} />
        <Field {...field('postcode')} label={t('own.person.postcode')} maxlength={longestPerson.postcode} />
        <Field {...field('town')} label={t('own.person.town')} maxlength={longestPerson.town} />
        <Select {...field('country')} label={t('own.person.country')} options={[{ value: '', label: t('own.person.choose') }, ...countryOptions(t.language)]} />
        <Select {...field('language')} label={t('own.person.language')} options={languages.map((value) => ({ value, label: translator(value).languageName(value) }))} />
        <div class="actions"><button class="button">{t('supporters.save')}</button></div>
      </form>
      <h2>{t('supporters.new_address')}</h2>
      <p>{t('supporters.new_address_about', { address: supporter.mail_address || '–' })}</p>
      <form class="form" method="post" action={url(paths.deskSupporterAddress, of)} novalidate>
        <Field {...field('mail_address')} type="email" label={t('supporters.mail_address')} inputmode="email" required maxlength={254} />
        <div class="actions"><button class="quiet">{t('supporters.new_address_send')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}
