// What certificates stand on: the notice of the tax office, the publisher, who signs, and whether they are made by machine.
import type { Db, Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Area, Check, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { longestLine, saveTerms, termsForm, termsIn } from '../certificate-terms.ts'
import { fundingPages } from '../desk.ts'
import { entitlement } from '../reads/certificates.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Who = Staff<'set_funding'>

/** The form with a picture of a signature. */
export const mostBytes = 1_000_000

export const show: Page<typeof paths.deskCertificateSettings, Who, 'done'> = ({ db, who, speaks, query }) => page(db, { who, speaks, done: query.done })

export const save: Action<typeof paths.deskCertificateSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const { t, facts: { paper } } = await deskOf(db, { who, speaks })
  const { terms: former } = await entitlement(db)
  const file = form.signature
  const sent = file instanceof File && file.size > 0 ? Buffer.from(await file.arrayBuffer()) : undefined
  const { errors, read } = termsIn(form, { t, today: dayOf(now, paper.time_zone), former, sent })
  if (!read) return page(db, { who, speaks, typed: form, errors })
  await saveTerms(db, read, { by: who.id, now })
  return seeOther(withQuery(paths.deskCertificateSettings, { done: 'saved' }))
}

interface Shown { who: Reader; speaks: string | undefined; done?: string | undefined; typed?: Form; errors?: Errors }

async function page(db: Reads | Db, { who, speaks, done, typed, errors = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  const { certificates, terms } = await entitlement(db)
  const form = typed ?? termsForm({ certificates, terms, issuer: paper.publisher.split(/[\n,]/)[0] || paper.name })
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskCertificates} title={t('certificates.settings')} back={{ path: paths.deskCertificates, label: t('certificates.title') }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <form class="form settings" method="post" action={paths.deskCertificateSettings} enctype="multipart/form-data" novalidate>
        <Check name="certificates" label={t('certificates.entitled')} hint={t('certificates.entitled.hint')} checked={textIn(form, 'certificates') !== ''} />
        <Notice form={form} errors={errors} t={t} />
        <Issuer form={form} errors={errors} t={t} />
        <Signing form={form} errors={errors} t={t} hasSignature={Boolean(terms?.signature)} />
        <div class="actions"><button class="button">{t('certificates.save')}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

interface Parts { form: Form; errors: Errors; t: T }

function Notice({ form, errors, t }: Parts) {
  const field = (name: 'tax_office' | 'tax_number' | 'period' | 'purposes') => ({ name, value: textIn(form, name), error: errors[name], maxlength: longestLine[name] })
  return (
    <>
      <h2>{t('certificates.notice')}</h2>
      <Choice name="grounds" label={t('certificates.grounds')} value={textIn(form, 'grounds') || 'exemption'} options={(['exemption', 'statutes'] as const).map((value) => ({ value, label: t(`certificates.grounds.${value}`), hint: t(`certificates.grounds.${value}.hint`) }))} />
      <div class="pairs">
        <Field {...field('tax_office')} label={t('certificates.tax_office')} hint={t('certificates.tax_office.hint')} required />
        <Field {...field('tax_number')} label={t('certificates.tax_number')} required />
        <Field name="noticed_on" type="date" label={t('certificates.noticed_on')} value={textIn(form, 'noticed_on')} error={errors.noticed_on} required />
        <Field {...field('period')} label={t('certificates.period')} hint={t('certificates.period.hint')} />
      </div>
      <Area {...field('purposes')} label={t('certificates.purposes')} hint={t('certificates.purposes.hint')} rows={2} required />
      <Field name="since_on" type="date" label={t('certificates.since_on')} hint={t('certificates.since_on.hint')} value={textIn(form, 'since_on')} error={errors.since_on} required />
    </>
  )
}

function Issuer({ form, errors, t }: Parts) {
  const field = (name: 'issuer' | 'street' | 'postcode' | 'town') => ({ name, value: textIn(form, name), error: errors[name], maxlength: longestLine[name], required: true })
  return (
    <>
      <h2>{t('certificates.issuer')}</h2>
      <Field {...field('issuer')} label={t('certificates.issuer.name')} hint={t('certificates.issuer.hint')} />
      <Field {...field('street')} label={t('own.person.street')} />
      <div class="pairs">
        <Field {...field('postcode')} label={t('own.person.postcode')} />
        <Field {...field('town')} label={t('own.person.town')} />
      </div>
    </>
  )
}

function Signing({ form, errors, t, hasSignature }: Parts & { hasSignature: boolean }) {
  return (
    <>
      <h2>{t('certificates.signing')}</h2>
      <Field name="signer" label={t('certificates.signer')} hint={t('certificates.signer.hint')} value={textIn(form, 'signer')} error={errors.signer} maxlength={longestLine.signer} required />
      <Check name="told" label={t('certificates.told')} hint={t('certificates.told.hint')} checked={textIn(form, 'told') !== ''} />
      <Field name="told_on" type="date" label={t('certificates.told_on')} value={textIn(form, 'told_on')} error={errors.told_on} />
      <div class="field">
        <label for="signature">{t('certificates.signature')}</label>
        <p class="hint" id="signature-hint">{t(hasSignature ? 'certificates.signature.kept' : 'certificates.signature.hint')}</p>
        {errors.signature ? <p class="error" id="signature-error">{errors.signature}</p> : null}
        <input id="signature" name="signature" type="file" accept="image/png,image/jpeg" aria-describedby={errors.signature ? 'signature-hint signature-error' : 'signature-hint'} {...(errors.signature ? { 'aria-invalid': 'true' as const } : {})} />
      </div>
      <Check name="by_itself" label={t('certificates.by_itself')} hint={t('certificates.by_itself.hint')} checked={textIn(form, 'by_itself') !== ''} />
    </>
  )
}
