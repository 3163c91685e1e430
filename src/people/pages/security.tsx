// How I prove who I am: passkeys, an app, codes on paper.
import type { MessageKey, T } from '../../base/i18n/i18n.ts'
import { Field } from '../../base/ui/form.tsx'
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn } from '../../base/web/form.ts'
import { html, json, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action, Page, Site } from '../../base/web/route.ts'
import { paths, secondFactorUrl } from '../../urls.ts'
import { accountOf } from '../account.ts'
import { isSetUp, mayChangeFactors, removeFactor } from '../factors.ts'
import { beginRegistration, ceremonyLimit, namePasskey, passkeyNameLength, registerPasskey } from '../passkey.ts'
import { passkeysOf, setUpOf, type SetUp } from '../reads/factors.ts'
import { isStrong, type NewSession, type Reader } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { Done } from '../views/desk-said.tsx'
import { hasHostName, PasskeyForm } from '../views/passkey-form.tsx'

const said: Record<string, MessageKey> = {
  passkey_added: 'security.passkey_added', passkey_named: 'security.passkey_named', passkey_removed: 'security.passkey_removed', totp_added: 'security.totp_added', totp_removed: 'security.totp_removed',
  last: 'security.last', failed: 'passkey.failed',
}

export const show: Page<typeof paths.accountSecurity, Reader, 'done'> = async ({ db, who, speaks, site, query }) => {
  const [account, setUp, passkeys] = await Promise.all([accountOf(db, { who, speaks }), setUpOf(db, who.id), passkeysOf(db, who.id)])
  const { t, facts } = account
  const may = mayChangeFactors(who, setUp)
  const done = said[query.done ?? '']
  return html(
    <AccountFrame {...account} title={t('security.title')} current={paths.accountSecurity} scripts={['passkey.js']}>
      <Done text={done && t(done)} />
      <Standing t={t} who={who} setUp={setUp} may={may} />
      <h2>{t('security.passkeys')}</h2>
      <p>{t('security.passkeys_about')}</p>
      {passkeys.length > 0 ? (
        <ul class="ways-in">
          {passkeys.map((passkey) => (
            <li>
              <strong>{passkey.name}</strong>
              <small>{t('security.added', { date: t.date(passkey.created_at, facts.paper.time_zone) })}{passkey.used_on ? ` ${t('security.used', { date: t.day(passkey.used_on) })}` : ''}</small>
              {may ? <PasskeyChanges t={t} passkey={passkey} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {may ? <NewPasskey t={t} site={site} /> : null}
      <h2>{t('security.totp')}</h2>
      <p>{t(setUp.has_totp ? 'security.totp_there' : 'security.totp_about')}</p>
      {may ? setUp.has_totp
        ? <form class="actions" method="post" action={paths.authenticatorRemoval}><button class="quiet">{t('security.totp_remove')}</button></form>
        : <form class="actions" method="post" action={paths.authenticator}><button class="quiet">{t('security.totp_begin')}</button></form> : null}
      <h2>{t('security.codes')}</h2>
      <p>{t('security.codes_left', { n: setUp.codes })}</p>
      {isStrong(who.factors) ? <p><a href={paths.recoveryCodes}>{t('security.codes_make')}</a></p> : null}
    </AccountFrame>,
  )
}

/** Where a reader stands, and what they have to do before they can go on. */
function Standing({ t, who, setUp, may }: { t: T; who: Reader; setUp: SetUp; may: boolean }) {
  if (!may) return <p class="notice">{t('security.weak')} <a href={secondFactorUrl(paths.accountSecurity)}>{t('security.prove')}</a></p>
  if (who.roles.length === 0) return null
  if (!isSetUp(setUp)) return <p class="notice">{t('security.staff_first')}</p>
  return <p class="notice">{t('security.staff_ready')} <a href={paths.desk}>{t('account.desk')}</a></p>
}

function PasskeyChanges({ t, passkey: { credential_id, name } }: { t: T; passkey: { credential_id: string; name: string } }) {
  const id = `name-${credential_id.slice(0, 12)}`
  return (
    <details>
      <summary>{t('security.passkey_change')}</summary>
      <form class="form" method="post" action={paths.passkeyName}>
        <input type="hidden" name="credential_id" value={credential_id} />
        <Field name="name" id={id} label={t('security.passkey_name')} value={name} required maxlength={passkeyNameLength} />
        <div class="actions"><button class="quiet">{t('security.passkey_rename')}</button></div>
      </form>
      <form class="actions" method="post" action={paths.passkeyRemoval}>
        <input type="hidden" name="credential_id" value={credential_id} />
        <button class="quiet">{t('security.passkey_remove', { name })}</button>
      </form>
    </details>
  )
}

function NewPasskey({ t, site }: { t: T; site: Site }) {
  if (!hasHostName(site)) return <p class="hint">{t('security.passkey_numbers')}</p>
  return (
    <>
      <PasskeyForm t={t} does="create" ceremonies={paths.passkeyCeremonies} action={paths.passkeys}>
        <Field name="name" label={t('security.passkey_name')} hint={t('security.passkey_name_hint')} required maxlength={passkeyNameLength} />
        <div class="actions"><button class="button">{t('security.passkey_add')}</button></div>
      </PasskeyForm>
      <p class="hint" data-passkey-missing>{t('passkey.cannot')}</p>
    </>
  )
}

export const ceremony: Action<typeof paths.passkeyCeremonies, Reader> = async ({ db, who, limits, site, now }) => {
  if (!limits.allows(ceremonyLimit)) return json({}, 429)
  const begun = await beginRegistration(db, who, { site, now })
  return begun ? json(begun) : json({}, 403)
}

export const register: Action<typeof paths.passkeys, Reader> = async ({ db, form, who, site, now }) => {
  const answered = { token: textIn(form, 'token'), credential: textIn(form, 'credential') }
  const session = await registerPasskey(db, { who, answered, name: textIn(form, 'name') }, { site, now })
  return session ? added(db, { who, site, session, done: 'passkey_added' }) : seeOther(`${paths.accountSecurity}?done=failed`)
}

/** Whoever has a first factor is shown where codes for the day without it are made. */
export async function added(db: Parameters<typeof setUpOf>[0], { who, site, session, done }: { who: Reader; site: Site; session: NewSession; done: string }): Promise<Response> {
  const { codes } = await setUpOf(db, who.id)
  const { token, expires_at } = session
  return withCookie(seeOther(codes === 0 ? paths.recoveryCodes : `${paths.accountSecurity}?done=${done}`), sessionCookie(site, { value: token, expires_at }))
}

export const rename: Action<typeof paths.passkeyName, Reader> = async ({ db, form, who }) => {
  const renamed = await namePasskey(db, { who, credential_id: textIn(form, 'credential_id'), name: textIn(form, 'name') })
  return seeOther(renamed ? `${paths.accountSecurity}?done=passkey_named` : secondFactorUrl(paths.accountSecurity))
}

export const remove: Action<typeof paths.passkeyRemoval, Reader> = async ({ db, form, who, site, now }) =>
  afterRemoval(await removeFactor(db, { who, what: { passkey: textIn(form, 'credential_id') } }, { site, now }), 'passkey_removed')

export const removeTotp: Action<typeof paths.authenticatorRemoval, Reader> = async ({ db, who, site, now }) =>
  afterRemoval(await removeFactor(db, { who, what: { totp: true } }, { site, now }), 'totp_removed')

function afterRemoval(outcome: Awaited<ReturnType<typeof removeFactor>>, done: string): Response {
  if ('refused' in outcome) return seeOther(outcome.refused === 'weak' ? secondFactorUrl(paths.accountSecurity) : `${paths.accountSecurity}?done=last`)
  return seeOther(`${paths.accountSecurity}?done=${done}`)
}
