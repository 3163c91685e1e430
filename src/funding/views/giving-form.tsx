// The first step: how much, how often, how, and who. Without scripts it is the same form; what belongs to a way that is not
// chosen is folded by the style sheet alone.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Field, Select, Wrong, type Option } from '../../base/ui/form.tsx'
import { paths } from '../../urls.ts'
import type { GivingErrors, Typed } from '../giving-draft.ts'
import type { GivingWay, Terms } from '../terms.ts'
import type { ShownAmounts } from '../suggested-amounts.ts'
import { GivingAmounts } from './giving-amounts.tsx'
import { ofCurrencies } from './of-currency.ts'

export interface GivingFormProps {
  t: T
  terms: Terms
  /** Those suggested. */
  amounts: readonly ShownAmounts[]
  typed: Typed
  errors: GivingErrors
  countries: readonly Option[]
  /** As readers know it. */
  providerName: string
  /** Of a refusal that concerns no field. */
  said?: string | undefined
}

export function GivingForm({ said, ...props }: GivingFormProps) {
  const { t, typed, errors } = props
  return (
    <form class="giving" method="post" action={paths.support}>
      <input type="hidden" name="language" value={t.language} />
      {(['campaign', 'version', 'article'] as const).map((name) => (typed[name] ? <input type="hidden" name={name} value={typed[name]} /> : null))}
      {said ? <div class="wrong" role="alert" tabindex={-1} autofocus><p>{said}</p></div> : null}
      <Wrong errors={errors} t={t} />
      <Part n={1} title={t('giving.part.amount')}><GivingAmounts {...props} /></Part>
      <Part n={2} title={t('giving.part.way')}><Ways {...props} /></Part>
      <Part n={3} title={t('giving.part.you')}><Self {...props} /></Part>
      <div class="end">
        <div class="actions"><button class="button">{t('giving.check')}</button> <span class="small">{t('giving.check_note')}</span></div>
      </div>
    </form>
  )
}

function Part({ n, title, children }: { n: number; title: string; children: Child }) {
  return <section class="step"><h2><span aria-hidden="true">{n}</span> {title}</h2><div class="form">{children}</div></section>
}


function Ways(props: GivingFormProps) {
  const { t, terms, typed, errors } = props
  return (
    <fieldset class="ways" id="way" {...(errors.way ? { 'aria-describedby': 'way-error' } : {})}>
      <legend>{t('giving.way')}</legend>
      {errors.way ? <p class="error" id="way-error">{errors.way}</p> : null}
      {terms.ways.map((way) => (
        <div class={`way ${ofCurrencies(terms, ({ ways }) => ways.includes(way))}`}>
          <label><input type="radio" name="way" value={way} checked={way === typed.way} /> <span>{t(`giving.way.${way}`)}<small>{hintOf(way, props)}</small></span></label>
          {way === 'debit' ? <Account {...props} /> : null}
        </div>
      ))}
    </fieldset>
  )
}

function hintOf(way: GivingWay, { t, terms, providerName }: GivingFormProps): string {
  if (way === 'transfer' && terms.offers.length > 1) return t('giving.way.transfer_hint_several')
  return way === 'provider' ? t('giving.way.provider_hint', { provider: providerName }) : t(`giving.way.${way}_hint`)
}

function Account({ t, typed, errors }: GivingFormProps) {
  return (
    <div class="form account-fields">
      <Field name="iban" label={t('giving.iban')} value={typed.iban} error={errors.iban} autocomplete="off" inputmode="text" maxlength={50} spellcheck={false} />
      <Field name="holder" label={t('giving.holder')} value={typed.holder} error={errors.holder} hint={t('giving.holder_hint')} autocomplete="off" maxlength={70} />
    </div>
  )
}

function Self({ t, terms, typed, errors, countries }: GivingFormProps) {
  const isAsked = terms.certificates || Boolean(errors.street || errors.postcode || errors.town || errors.country) || typed.town !== ''
  return (
    <>
      <Field name="name" label={t('giving.name')} value={typed.name} error={errors.name} autocomplete="name" maxlength={100} required />
      <Field name="mail_address" type="email" label={t('giving.mail_address')} value={typed.mail_address} error={errors.mail_address} hint={t('giving.mail_address_hint')} autocomplete="email" inputmode="email" maxlength={254} required />
      {terms.certificates ? <Check name="certificate" label={t('giving.certificate')} checked={typed.certificate !== ''} /> : null}
      {isAsked ? (
        <fieldset class={terms.certificates && !errors.town && !errors.country ? 'address folds' : 'address'}>
          <legend>{t('giving.address')}</legend>
          <div class="form">
            <Field name="street" label={t('giving.street')} value={typed.street} error={errors.street} autocomplete="street-address" maxlength={70} />
            <div class="two">
              <Field name="postcode" label={t('giving.postcode')} value={typed.postcode} error={errors.postcode} autocomplete="postal-code" maxlength={16} />
              <Field name="town" label={t('giving.town')} value={typed.town} error={errors.town} autocomplete="address-level2" maxlength={35} />
            </div>
            <Select name="country" label={t('giving.country')} value={typed.country} error={errors.country} options={[{ value: '', label: '' }, ...countries]} />
          </div>
        </fieldset>
      ) : null}
      <Check name="may_ask" label={t('giving.may_ask')} checked={typed.may_ask !== ''} hint={t('giving.may_ask_hint')} />
    </>
  )
}
