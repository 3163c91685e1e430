// A new card for a pledge that stopped: over to the provider's page, by a payment.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { startCheckout } from '../checkout.ts'
import type { Supporting } from '../own-side.ts'
import { canRenew, renewalDue } from '../renewal.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { sumInWords } from '../views/own-words.ts'
import { pledgeAsked, type Setting } from './my-support-pledge.tsx'

const limit = { name: 'own-card', most: 10, seconds: 3_600 }

export const show: Page<typeof paths.mySupportCard, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  return asked ? page(asked) : seeOther(paths.mySupportLinks)
}

export const begin: Action<typeof paths.mySupportCard, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, standing: { pledge } } = asked
  found(canRenew(pledge) || undefined)
  if (!c.limits.allows(limit)) return page(asked, { error: t('sign_in.too_often'), status: 429 })
  const due_id = found(await renewalDue(c.db, pledge.id, { now: c.now }))
  const back = c.site.url + paths.mySupport
  const leads = await startCheckout(c.db, { payments: c.payments, site: c.site, due_id, description: t('give.charge_description', { paper: facts.paper.name, reference: pledge.reference }), return_url: back, cancel_url: back }, { now: c.now })
  if (!('url' in leads)) return leads.refused === 'settled' ? seeOther(paths.mySupport) : page(asked, { error: t('own.card.away'), status: 503 })
  // No redirect: our policy for forms would hold for it, too.
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.card')} whose={asked.who.name}>
      <p><a class="button" href={leads.url}>{t('own.card.onward')}</a></p>
    </OwnFrame>, 200, { refresh: `0; url=${leads.url}` })
}

function page({ facts, t, who, standing: { pledge } }: Setting, { error, status = 200 }: { error?: string; status?: 200 | 429 | 503 } = {}): Response {
  found(canRenew(pledge) || undefined)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.card')} whose={who.name}>
      {error === undefined ? null : <p class="wrong" role="alert">{error}</p>}
      <p>{t('own.card.about', { sum: sumInWords(pledge, t), amount: t.money(pledge.amount, pledge.currency) })}</p>
      <p class="small">{t('own.card.leaves')}</p>
      <form class="actions" method="post" action={url(paths.mySupportCard, { id: String(pledge.id) })}><button class="button">{t('own.card.button', { amount: t.money(pledge.amount, pledge.currency) })}</button> <a href={paths.mySupport}>{t('own.back')}</a></form>
    </OwnFrame>, status)
}
