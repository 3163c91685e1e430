// Another card, wallet or account at a provider, on the provider's page: for a pledge that stopped by a payment, for one that
// goes on without paying anything.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { providerName } from '../agreed.ts'
import { startCheckout } from '../checkout.ts'
import { methodProvider, startMethodChange } from '../method-changing.ts'
import type { Supporting } from '../own-side.ts'
import { isInFlight } from '../reads/pledges.ts'
import { canRenew, renewalDue } from '../renewal.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { cardLabel, sumInWords } from '../views/own-words.ts'
import { done, pledgeAsked, type Asked, type Setting } from './my-support-pledge.tsx'

const limit = { name: 'own-card', most: 10, seconds: 3_600 }

export const show: Page<typeof paths.mySupportCard, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  return asked ? page(c, asked) : seeOther(paths.mySupportLinks)
}

export const begin: Action<typeof paths.mySupportCard, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, standing: { pledge, can } } = asked
  found(can.card || undefined)
  if (!c.limits.allows(limit, String(pledge.id))) return page(c, asked, { error: t('sign_in.too_often'), status: 429 })
  const description = t('give.charge_description', { paper: facts.paper.name, reference: pledge.reference })
  const back = c.site.url + paths.mySupport
  const here = { payments: c.payments, site: c.site, description }
  const leads = canRenew(pledge)
    ? await startCheckout(c.db, { ...here, due_id: found(await renewalDue(c.db, pledge.id, { now: c.now })), return_url: back, cancel_url: back }, { now: c.now })
    : await startMethodChange(c.db, { ...here, pledge_id: pledge.id, return_url: `${back}?done=card_asked`, cancel_url: `${back}?done=same` }, { now: c.now })
  if ('refused' in leads) return leads.refused === 'away' ? page(c, asked, { error: t('own.card.away'), status: 503 }) : done('too_late')
  // No redirect: our policy for forms would hold for it, too.
  return html(
    <OwnFrame facts={facts} t={t} title={t(cardLabel(pledge))} whose={asked.who.name}>
      <p><a class="button" href={leads.url}>{t('own.card.onward')}</a></p>
    </OwnFrame>, 200, { refresh: `0; url=${leads.url}` })
}

async function page({ db, payments }: Pick<Asked, 'db' | 'payments'>, { facts, t, who, standing: { pledge, can } }: Setting, { error, status = 200 }: { error?: string; status?: 200 | 429 | 503 } = {}): Promise<Response> {
  found(can.card || undefined)
  const amount = t.money(pledge.amount, pledge.currency)
  const provider = providerName(methodProvider(pledge, payments))
  const [about, button] = canRenew(pledge)
    ? [[t('own.card.about', { sum: sumInWords(pledge, t), amount })], t('own.card.button', { amount })]
    : [[t(pledge.way === 'provider' ? 'own.card.change_about' : 'own.card.to_about', { sum: sumInWords(pledge, t), provider }), t('own.card.until', { provider }), ...((await isInFlight(db, pledge.id)) ? [t('own.card.in_flight')] : [])], t('own.card.to_provider', { provider })]
  return html(
    <OwnFrame facts={facts} t={t} title={t(cardLabel(pledge))} whose={who.name}>
      {error === undefined ? null : <p class="wrong" role="alert">{error}</p>}
      {about.map((text) => <p>{text}</p>)}
      <p class="small">{t('own.card.leaves')}</p>
      <form class="actions" method="post" action={url(paths.mySupportCard, { id: String(pledge.id) })}><button class="button">{button}</button> <a href={paths.mySupport}>{t('own.back')}</a></form>
    </OwnFrame>, status)
}
