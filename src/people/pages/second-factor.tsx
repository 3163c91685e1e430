// Where somebody who is signed in proves in a second way who they are: staff before anything of the desk, everybody before
// they change how they sign in.
import type { Reads } from '../../base/db/db.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { ownPath } from '../../base/web/own-path.ts'
import { html, json, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action, Call, Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { settingFor } from '../account.ts'
import { proveByCode } from '../codes.ts'
import { isSetUp } from '../factors.ts'
import { beginAssertion, ceremonyLimit, proveByPasskey } from '../passkey.ts'
import { setUpOf } from '../reads/factors.ts'
import { isStrong, type NewSession, type Reader } from '../session.ts'
import { beginSignIn, signInLimits } from '../sign-in.ts'
import { hasHostName, PasskeyForm } from '../views/passkey-form.tsx'
import { SignInFrame } from '../views/sign-in-frame.tsx'

type Asked = Pick<Call<typeof paths.secondFactor, Reader>, 'who' | 'speaks' | 'site'> & { db: Reads }

/** Five at once, then one in five minutes: of a million codes three are right at a time. */
const codeLimit = { name: 'second-factor', most: 5, seconds: 1_500 }

export const show: Page<typeof paths.secondFactor, Reader, 'next'> = async ({ query, ...c }) => {
  const next = ownPath(query.next ?? '')
  if (isStrong(c.who.factors)) return seeOther(next ?? paths.account)
  if (!isSetUp(await setUpOf(c.db, c.who.id))) return seeOther(paths.accountSecurity)
  return page(c, { next, errors: {} })
}

export const byCode: Action<typeof paths.secondFactorCode, Reader> = async ({ form, limits, now, ...c }) => {
  const next = nextIn(form)
  const refused = async (key: 'second_factor.wrong' | 'sign_in.too_often', status: number) => {
    const { t } = await settingFor(c.db, c)
    return page(c, { next, errors: { code: t(key) } }, status)
  }
  if (!limits.allows(codeLimit, String(c.who.id))) return refused('sign_in.too_often', 429)
  const session = await proveByCode(c.db, { who: c.who, code: textIn(form, 'code') }, { site: c.site, now })
  return session ? proven(c.site, session, next) : refused('second_factor.wrong', 422)
}

export const ceremony: Action<typeof paths.secondFactorCeremonies, Reader> = async ({ db, who, limits, site, now }) =>
  limits.allows(ceremonyLimit) ? json(await beginAssertion(db, who, { site, now })) : json({}, 429)

export const byPasskey: Action<typeof paths.secondFactorPasskey, Reader> = async ({ form, now, ...c }) => {
  const next = nextIn(form)
  const session = await proveByPasskey(c.db, { who: c.who, answered: { token: textIn(form, 'token'), credential: textIn(form, 'credential') } }, { site: c.site, now })
  if (session) return proven(c.site, session, next)
  const { t } = await settingFor(c.db, c)
  return page(c, { next, errors: { passkey: t('passkey.failed') } }, 422)
}

/** For who has signed in by a passkey: the link goes to the address they have here, and to no other. */
export const byLink: Action<typeof paths.secondFactorLink, Reader> = async ({ db, form, limits, who, speaks, site, now }) => {
  const { t } = await settingFor(db, { who, speaks })
  if (!limits.allows(signInLimits.form) || !limits.allows(signInLimits.address, who.mail_address.toLowerCase())) return page({ db, who, speaks, site }, { next: nextIn(form), errors: { link: t('sign_in.too_often') } }, 429)
  const next = nextIn(form)
  await beginSignIn(db, { mail_address: who.mail_address, language: t.language, ...(next ? { next } : {}) }, { site, now })
  return seeOther(paths.signInSent)
}

function nextIn(form: Form): string | undefined {
  return ownPath(textIn(form, 'next'))
}
function proven(site: { url: string }, { token, expires_at }: NewSession, next: string | undefined): Response {
  return withCookie(seeOther(next ?? paths.account), sessionCookie(site, { value: token, expires_at }))
}

interface Said { next: string | undefined; errors: Errors }

async function page({ db, who, speaks, site }: Asked, { next, errors }: Said, status = 200): Promise<Response> {
  const [{ facts, t }, setUp] = await Promise.all([settingFor(db, { who, speaks }), setUpOf(db, who.id)])
  const goesOn = next ? <input type="hidden" name="next" value={next} /> : null
  const takesCodes = setUp.has_totp || setUp.codes > 0
  return html(
    <SignInFrame facts={facts} t={t} title={t('second_factor.title')} scripts={['passkey.js']}>
      <Wrong errors={errors} t={t} />
      <p>{t('second_factor.about', { name: who.name })}</p>
      {takesCodes ? (
        <form class="form" method="post" action={paths.secondFactorCode}>
          {goesOn}
          <Field name="code" label={t('second_factor.code')} hint={t(setUp.has_totp ? 'second_factor.code_hint' : 'second_factor.recovery_hint')} error={errors.code} autocomplete="one-time-code" required maxlength={40} />
          <div class="actions"><button class="button">{t('second_factor.go')}</button></div>
        </form>
      ) : null}
      {setUp.passkeys > 0 && !who.factors.includes('passkey') && hasHostName(site) ? (
        <>
          <PasskeyForm t={t} does="get" ceremonies={paths.secondFactorCeremonies} action={paths.secondFactorPasskey}>
            {goesOn}
            <div class="actions" id="passkey"><button class={takesCodes ? 'quiet' : 'button'}>{t('second_factor.by_passkey')}</button></div>
          </PasskeyForm>
          {takesCodes ? null : <p data-passkey-missing>{t('passkey.cannot')}</p>}
        </>
      ) : null}
      {who.factors.includes('link') ? null : (
        <form class="form" method="post" action={paths.secondFactorLink}>
          {goesOn}
          <div class="actions" id="link"><button class="quiet">{t('second_factor.by_link', { mail_address: who.mail_address })}</button></div>
        </form>
      )}
      <form class="actions" method="post" action={paths.signOut}><button class="quiet">{t('account.sign_out')}</button></form>
    </SignInFrame>, status)
}

