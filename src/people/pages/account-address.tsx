// Changing my mail address.
import type { Reads } from '../../base/db/db.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { paths, secondFactorUrl, url } from '../../urls.ts'
import { accountOf, settingFor } from '../account.ts'
import { beginAddressChange, confirmAddressChange } from '../address-change.ts'
import { mayChangeFactors } from '../factors.ts'
import { mailAddressIn } from '../mail-address.ts'
import { setUpOf } from '../reads/factors.ts'
import { linkByHash } from '../reads/links.ts'
import { hashOf, type Reader, type Visitor } from '../session.ts'
import { signInLimits } from '../sign-in.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { SignInFrame } from '../views/sign-in-frame.tsx'

type Asking = { db: Reads; who: Reader; speaks: string | undefined }

export const show: Page<typeof paths.accountAddress, Reader> = async (c) => {
  if (!mayChangeFactors(c.who, await setUpOf(c.db, c.who.id))) return seeOther(secondFactorUrl(paths.accountAddress))
  return page(c, { mail_address: '', errors: {} })
}

export const submit: Action<typeof paths.accountAddress, Reader> = async ({ form, limits, now, site, ...c }) => {
  const typed = textIn(form, 'mail_address')
  const { t } = await settingFor(c.db, c)
  const mail_address = mailAddressIn(typed)
  if (!mail_address) return page(c, { mail_address: typed, errors: { mail_address: t('sign_in.address_wrong') } }, 422)
  if (!limits.allows(signInLimits.form) || !limits.allows(signInLimits.address, mail_address.toLowerCase())) return page(c, { mail_address: typed, errors: { mail_address: t('sign_in.too_often') } }, 429)
  const begun = await beginAddressChange(c.db, { who: c.who, mail_address, language: t.language }, { site, now })
  return seeOther(begun ? `${paths.account}?done=address_sent` : secondFactorUrl(paths.accountAddress))
}

async function page({ db, who, speaks }: Asking, { mail_address, errors }: { mail_address: string; errors: Errors }, status = 200): Promise<Response> {
  const account = await accountOf(db, { who, speaks })
  const { t } = account
  return html(
    <AccountFrame {...account} title={t('address.title')} current={paths.account}>
      <Wrong errors={errors} t={t} />
      <p>{t('address.about', { mail_address: who.mail_address })}</p>
      <form class="form" method="post" action={paths.accountAddress}>
        <Field name="mail_address" type="email" label={t('address.new')} value={mail_address} error={errors.mail_address} autocomplete="email" inputmode="email" required maxlength={254} />
        <div class="actions"><button class="button">{t('sign_in.send')}</button> <a href={paths.account}>{t('account.back')}</a></div>
      </form>
    </AccountFrame>, status)
}

/** Where the link leads; like every link in a mail it does nothing by being looked at. */
export const showLink: Page<typeof paths.accountAddressLink, Visitor> = async ({ db, params, now, ...c }) => {
  const link = await linkByHash(db, hashOf(params.token))
  const [{ facts, t }, isGood] = [await settingFor(db, c), link?.purpose === 'change_address' && link.expires_at > now]
  if (!link || !isGood) return refusedLink(db, c, 'gone')
  return html(
    <SignInFrame facts={facts} t={t} title={t('address.title')}>
      <p>{t('address.confirm_about', { name: link.reader_name ?? '', mail_address: link.mail_address })}</p>
      <form class="actions" method="post" action={url(paths.accountAddressLink, params)}><button class="button">{t('address.confirm')}</button></form>
    </SignInFrame>,
  )
}

export const confirm: Action<typeof paths.accountAddressLink, Visitor> = async ({ db, params, site, now, ...c }) => {
  const outcome = await confirmAddressChange(db, { token: params.token, who: c.who }, { site, now })
  return outcome === 'changed' ? seeOther(`${paths.account}?done=address`) : refusedLink(db, c, outcome)
}

async function refusedLink(db: Reads, c: { who: Visitor; speaks: string | undefined }, why: 'gone' | 'taken'): Promise<Response> {
  const { facts, t } = await settingFor(db, c)
  return html(
    <SignInFrame facts={facts} t={t} title={t(why === 'gone' ? 'sign_in.gone' : 'address.taken')}>
      <p>{t(why === 'gone' ? 'address.gone' : 'address.taken_about')}</p>
      <p><a href={paths.accountAddress}>{t(why === 'gone' ? 'address.again' : 'address.other')}</a></p>
    </SignInFrame>, why === 'gone' ? 410 : 409)
}
