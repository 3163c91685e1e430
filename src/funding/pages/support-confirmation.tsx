// The binding button: once for each form, and on to the thanks or to the provider's page.
import type { PaymentConfig } from '../../base/config.ts'
import type { Db } from '../../base/db/db.ts'
import type { Safe } from '../../base/safe/safe.ts'
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { providerName } from '../agreed.ts'
import { startCheckout } from '../checkout.ts'
import { give } from '../giving.ts'
import { draftOf, nothingTyped, typedOf } from '../giving-draft.ts'
import { formRefusal, givingLimits, newForm, openForm, waitSecondsOf } from '../giving-form.ts'
import { settingOf, type Setting } from '../giving-setting.ts'
import { givenForm, pledgeGiven, type Given } from '../reads/giving.ts'
import { numberSealed, sealedNumber } from '../sealed-number.ts'
import { checkPage } from './support-check.tsx'
import { formPage } from './support-form.tsx'

const thanksOf = 'funding.thanks'
const thanksDays = 30

interface Here { payments: PaymentConfig; safe: Safe; site: { url: string }; now: Date }

export const confirm: Action<typeof paths.supportConfirmation, Visitor> = async ({ db, form, limits, payments, safe, site, now, who }) => {
  const sent = openForm(textIn(form, 'form'), safe)
  const setting = await settingOf(db, { payments, now, language: sent?.draft.language })
  const { t, terms } = setting
  if (!sent) return html(formPage(setting, { typed: nothingTyped, said: t('giving.error.lost') }), 422)
  const here = { payments, safe, site, now }
  const earlier = await givenForm(db, sent.id)
  if (earlier?.pledge_id) return onward(db, { pledge_id: earlier.pledge_id, setting }, here)
  const typed = typedOf(sent.draft, terms)
  // What the paper offers may have changed since the form was made.
  const { errors } = draftOf(typed, setting)
  if (errors) return html(formPage(setting, { typed, errors }), 422)
  const consents = textIn(form, 'consent') !== ''
  // So that nobody owes by words they have not seen.
  const refused = sent.button === terms.button ? formRefusal(sent, { work: textIn(form, 'work'), now }) : 'old'
  const again = (said: Record<string, string>, status: number) => checkPage(setting, { form: refused === 'old' ? newForm(sent.draft, { now, isCrowded: false, button: terms.button }) : sent, safe, site, now, errors: said, consents, status })
  if (refused) return again({ content: refused === 'old' ? t('giving.error.old') : t('giving.error.soon', { seconds: waitSecondsOf(sent) }) }, 422)
  if (sent.draft.way === 'debit' && !consents) return again({ consent: t('giving.error.consent') }, 422)
  const { draft } = sent
  const isAllowed = limits.allows(givingLimits.give) && limits.allows(givingLimits.address, draft.mail_address.toLowerCase()) && (draft.iban === '' || limits.allows(givingLimits.account, draft.iban.replace(/\s/g, '').toUpperCase()))
  if (!isAllowed) return again({ content: t('giving.error.often') }, 429)
  const { pledge_id } = await give(db, sent, { terms, ...here, reader: who === 'nobody' ? undefined : who })
  return onward(db, { pledge_id, setting }, here)
}

/** A checkout that was broken off goes on, or is begun again. */
export const checkout: Action<typeof paths.supportCheckout, Visitor> = async ({ db, params, payments, safe, site, now, limits }) => {
  const pledge_id = found(pledgeThanked(params.token, { safe, now }))
  const given = found(await pledgeGiven(db, pledge_id))
  const setting = await settingOf(db, { payments, now, language: given.language })
  if (!limits.allows(givingLimits.check)) return seeOther(thanksUrl(pledge_id, { safe, now }))
  return onward(db, { pledge_id, setting }, { payments, safe, site, now })
}

async function onward(db: Db, { pledge_id, setting }: { pledge_id: number; setting: Setting }, { payments, safe, site, now }: Here): Promise<Response> {
  const thanks = thanksUrl(pledge_id, { safe, now })
  const given = found(await pledgeGiven(db, pledge_id))
  if (given.way !== 'provider' || given.state !== 'begun') return seeOther(thanks)
  const description = setting.t('mail.giving.subject', { paper: setting.facts.paper.name })
  const leads = await startCheckout(db, { payments, site, due_id: given.due_id, description, return_url: site.url + thanks, cancel_url: site.url + thanks }, { now })
  if ('url' in leads) return leadsTo(leads.url, { setting, given })
  return leads.refused === 'settled' ? seeOther(thanks) : seeOther(`${thanks}?away=1`)
}

/** No redirect: what our policy says of forms would hold for each address that the provider redirects to in its turn. */
function leadsTo(address: string, { setting: { facts, t }, given }: { setting: Setting; given: Given }): Response {
  const title = t('giving.thanks.again', { provider: providerName(given.provider === 'mollie' ? 'mollie' : 'stripe') })
  return html(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <div class="supporting"><header><h1>{title}</h1><p class="standfirst">{t('giving.working')}</p></header>
        <div class="end"><p><a class="button" href={address}>{title}</a></p></div>
      </div>
    </Frame>, 200, { refresh: `0; url=${address}` })
}

export function thanksUrl(pledge_id: number, { safe, now }: { safe: Safe; now: Date }): string {
  return url(paths.supportThanks, { token: sealedNumber(pledge_id, { about: thanksOf, safe, now }) })
}
export function pledgeThanked(token: string, { safe, now }: { safe: Safe; now: Date }): number | undefined {
  return numberSealed(token, { about: thanksOf, safe, now, days: thanksDays })
}
