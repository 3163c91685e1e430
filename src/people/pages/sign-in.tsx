// Where readers ask for a link that signs them in. It says the same to everybody, whether or not somebody has the address.
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { ownPath } from '../../base/web/own-path.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { paths } from '../../urls.ts'
import { settingFor } from '../account.ts'
import { mailAddressIn } from '../mail-address.ts'
import { beginSignIn, signInLimits } from '../sign-in.ts'
import type { Visitor } from '../session.ts'
import { PasskeySignIn } from '../views/passkey-form.tsx'
import { AddressForm, SignInFrame } from '../views/sign-in-frame.tsx'

type Asked = Pick<Call<typeof paths.signIn, Visitor>, 'who' | 'speaks' | 'site'> & { db: Reads }

export const show: Page<typeof paths.signIn, Visitor, 'next'> = async ({ query, ...c }) => {
  const next = ownPath(query.next ?? '')
  if (c.who !== 'nobody') return seeOther(next ?? paths.account)
  return page(c, { next, mail_address: '', errors: {} })
}

export const submit: Action<typeof paths.signIn, Visitor> = async ({ form, limits, now, ...c }) => {
  const typed = textIn(form, 'mail_address')
  const next = ownPath(textIn(form, 'next'))
  const refused = async (key: 'sign_in.address_wrong' | 'sign_in.too_often', status: number) => {
    const { t } = await settingFor(c.db, c)
    return page(c, { next, mail_address: typed, errors: { mail_address: t(key) } }, status)
  }
  const mail_address = mailAddressIn(typed)
  if (!mail_address) return refused('sign_in.address_wrong', 422)
  if (!limits.allows(signInLimits.form) || !limits.allows(signInLimits.address, mail_address.toLowerCase())) return refused('sign_in.too_often', 429)
  const { t } = await settingFor(c.db, c)
  await beginSignIn(c.db, { mail_address, language: t.language, ...(next ? { next } : {}) }, { site: c.site, now })
  return seeOther(paths.signInSent)
}

/** The same page after a passkey that could not be believed. */
export async function refusedPasskey(c: Asked, next: string | undefined): Promise<Response> {
  const { t } = await settingFor(c.db, c)
  return page(c, { next, mail_address: '', errors: { passkey: t('passkey.failed') } }, 422)
}

export const sent: Page<typeof paths.signInSent, Visitor> = async ({ db, ...c }) => {
  const { facts, t } = await settingFor(db, c)
  return html(
    <SignInFrame facts={facts} t={t} title={t('sign_in.sent')}>
      <p>{t('sign_in.sent_text')}</p>
      <p>{t('sign_in.sent_nothing')}</p>
      <p><a href={paths.signIn}>{t('sign_in.again')}</a></p>
    </SignInFrame>,
  )
}

interface Said { next: string | undefined; mail_address: string; errors: Errors }

async function page({ db, ...c }: Asked, said: Said, status = 200): Promise<Response> {
  const { facts, t } = await settingFor(db, c)
  return html(
    <SignInFrame facts={facts} t={t} title={t('sign_in.title')} scripts={['passkey.js']}>
      <Wrong errors={said.errors} t={t} />
      <p>{t('sign_in.about')}</p>
      <AddressForm t={t} {...said} />
      <PasskeySignIn t={t} site={c.site} next={said.next} />
    </SignInFrame>, status)
}
