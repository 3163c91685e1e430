// The way to a supporter's own side. Looking at the page of a link does nothing, since programs that search mails for viruses
// look too: only its button opens anything. Where a link is too old, or lost, a new one is mailed.
import type { Reads } from '../../base/db/db.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { mailAddressIn } from '../../people/mail-address.ts'
import { hashOf } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { ownSetting, ownSideCookie, type Supporting } from '../own-side.ts'
import { leaveOwnSide, openOwnSide, ownSideSeconds, personalLinkLimits, sendPersonalLink } from '../personal-link.ts'
import { linkOfSupporter } from '../reads/supporter-links.ts'
import { LinkForm, OwnFrame } from '../views/own-frame.tsx'

interface Asked { db: Reads; who: Supporting; speaks: string | undefined }

export const show: Page<typeof paths.mySupportLink, Supporting> = async ({ db, params, now, ...c }) => {
  const link = await linkOfSupporter(db, { token_hash: hashOf(params.token), now })
  if (!link) return gone({ db, ...c })
  const { facts, t } = await ownSetting(db, { who: c.who, speaks: link.language })
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.title')} whose={null}>
      <p>{t('own.open_text', { paper: facts.paper.name })}</p>
      <form class="actions" method="post" action={url(paths.mySupportLink, params)}><button class="button">{t('own.open')}</button></form>
      <p class="small">{t('own.open_small')}</p>
    </OwnFrame>,
  )
}

export const open: Action<typeof paths.mySupportLink, Supporting> = async ({ db, params, limits, site, now, ...c }) => {
  if (!limits.allows(personalLinkLimits.opening)) return page({ db, ...c }, { mail_address: '', error: 'sign_in.too_often' }, 429)
  const session = await openOwnSide(db, params.token, now)
  if (!session) return gone({ db, ...c })
  return withCookie(seeOther(session.leads_to), ownSideCookie(site, { value: session.token, seconds: ownSideSeconds }))
}

export const leave: Action<typeof paths.mySupportLeaving, Supporting> = async ({ db, who, site }) => {
  if (who !== 'nobody') await leaveOwnSide(db, who.token_hash)
  return withCookie(seeOther(paths.front), ownSideCookie(site, { value: '', seconds: 0 }))
}

export const ask: Page<typeof paths.mySupportLinks, Supporting> = (c) => page(c, { mail_address: '' })

export const send: Action<typeof paths.mySupportLinks, Supporting> = async ({ db, form, limits, site, now, ...c }) => {
  const typed = textIn(form, 'mail_address')
  const mail_address = mailAddressIn(typed)
  if (!mail_address) return page({ db, ...c }, { mail_address: typed, error: 'sign_in.address_wrong' }, 422)
  if (!limits.allows(personalLinkLimits.form) || !limits.allows(personalLinkLimits.address, mail_address.toLowerCase())) return page({ db, ...c }, { mail_address: typed, error: 'sign_in.too_often' }, 429)
  const { t } = await ownSetting(db, c)
  await sendPersonalLink(db, { mail_address, language: t.language }, { site, now })
  return seeOther(paths.mySupportLinkSent)
}

export const sent: Page<typeof paths.mySupportLinkSent, Supporting> = async ({ db, ...c }) => {
  const { facts, t } = await ownSetting(db, c)
  return html(
    <OwnFrame facts={facts} t={t} title={t('sign_in.sent')} whose={null}>
      <p>{t('own.sent_text')}</p>
      <p>{t('sign_in.sent_nothing')}</p>
      <p><a href={paths.mySupportLinks}>{t('sign_in.again')}</a></p>
    </OwnFrame>,
  )
}

async function page({ db, ...c }: Asked, { mail_address, error }: { mail_address: string; error?: 'sign_in.too_often' | 'sign_in.address_wrong' }, status = 200): Promise<Response> {
  const { facts, t } = await ownSetting(db, c)
  const errors: Errors = error ? { mail_address: t(error) } : {}
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.title')} whose={null}>
      <Wrong errors={errors} t={t} />
      <p>{t('own.ask_text')}</p>
      <LinkForm t={t} mail_address={mail_address} errors={errors} />
    </OwnFrame>, status)
}

/** Too old, or no link at all: what to do now. */
async function gone({ db, ...c }: Asked): Promise<Response> {
  const { facts, t } = await ownSetting(db, c)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.gone')} whose={null}>
      <p>{t('own.gone_text')}</p>
      <LinkForm t={t} mail_address="" errors={{}} />
    </OwnFrame>, 410)
}
