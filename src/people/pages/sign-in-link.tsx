// Where the link of a mail leads. Looking at the page does nothing, since programs that search mails for viruses look too:
// only its button takes the link.
import { Wrong } from '../../base/ui/form.tsx'
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { paths, secondFactorUrl, url } from '../../urls.ts'
import { settingFor } from '../account.ts'
import type { NameRefusal } from '../name.ts'
import { linkByHash } from '../reads/links.ts'
import { hashOf, type Visitor } from '../session.ts'
import { confirmLink, signInLimits } from '../sign-in.ts'
import { AddressForm, nameError, NameField, SignInFrame } from '../views/sign-in-frame.tsx'

type Asked = Pick<Call<typeof paths.signInLink, Visitor>, 'who' | 'speaks' | 'params' | 'now'> & { db: Reads }

export const show: Page<typeof paths.signInLink, Visitor> = (c) => page(c)

export const confirm: Action<typeof paths.signInLink, Visitor> = async ({ form, limits, site, ...c }) => {
  if (!limits.allows(signInLimits.confirming)) return page(c, { refused: 'too_often', name: textIn(form, 'name') })
  const confirmed = await confirmLink(c.db, { token: c.params.token, name: textIn(form, 'name'), who: c.who }, { site, now: c.now })
  if ('refused' in confirmed) return confirmed.refused === 'gone' ? gone(c) : page(c, confirmed)
  const { session: { token, expires_at }, next, needsSecondFactor } = confirmed
  const onwards = needsSecondFactor ? secondFactorUrl(next ?? paths.desk) : next ?? paths.account
  return withCookie(seeOther(onwards), sessionCookie(site, { value: token, expires_at }))
}

async function page({ db, ...c }: Asked, { refused, name }: { refused?: NameRefusal | 'too_often'; name?: string } = {}): Promise<Response> {
  const link = await linkByHash(db, hashOf(c.params.token))
  if (!link || link.expires_at <= c.now || link.purpose === 'change_address') return gone({ db, ...c })
  const { facts, t } = await settingFor(db, { ...c, speaks: link.language ?? c.speaks })
  const error = refused && (refused === 'too_often' ? t('sign_in.too_often') : nameError(refused, t))
  const isKnown = link.confirmed_at !== null
  return html(
    <SignInFrame facts={facts} t={t} title={isKnown ? t('sign_in.title') : t('sign_in.new')}>
      <Wrong errors={error ? { name: error } : {}} t={t} />
      <p>{isKnown ? t('sign_in.as', { name: link.reader_name ?? link.name ?? '', mail_address: link.mail_address }) : t('sign_in.new_about', { mail_address: link.mail_address })}</p>
      <form class="form" method="post" action={url(paths.signInLink, c.params)}>
        {isKnown ? null : <NameField t={t} value={name ?? link.name ?? link.reader_name ?? ''} error={error} />}
        <div class="actions"><button class="button">{isKnown ? t('sign_in.title') : t('sign_in.new_button')}</button></div>
      </form>
    </SignInFrame>, refused === undefined ? 200 : refused === 'too_often' ? 429 : 422)
}

/** Used, or too old: what to do now, with the address where it is still known. */
async function gone({ db, ...c }: Asked): Promise<Response> {
  const link = await linkByHash(db, hashOf(c.params.token))
  const { facts, t } = await settingFor(db, c)
  return html(
    <SignInFrame facts={facts} t={t} title={t('sign_in.gone')}>
      <p>{t('sign_in.gone_text')}</p>
      {c.who === 'nobody' ? null : <p>{t('sign_in.gone_signed_in', { name: c.who.name })} <a href={paths.account}>{t('account.title')}</a></p>}
      <AddressForm t={t} next={link?.next ?? undefined} mail_address={link?.mail_address ?? ''} errors={{}} />
    </SignInFrame>, 410)
}
