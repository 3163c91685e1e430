// Signing in by a passkey, from the page where readers sign in.
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn } from '../../base/web/form.ts'
import { ownPath } from '../../base/web/own-path.ts'
import { json, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action } from '../../base/web/route.ts'
import { paths, secondFactorUrl } from '../../urls.ts'
import { beginAssertion, ceremonyLimit, signInByPasskey } from '../passkey.ts'
import type { Visitor } from '../session.ts'
import { refusedPasskey } from './sign-in.tsx'

export const ceremony: Action<typeof paths.signInCeremonies, Visitor> = async ({ db, limits, site, now }) =>
  limits.allows(ceremonyLimit) ? json(await beginAssertion(db, 'nobody', { site, now })) : json({}, 429)

export const confirm: Action<typeof paths.signInPasskey, Visitor> = async ({ form, now, ...c }) => {
  const next = ownPath(textIn(form, 'next'))
  const answered = { token: textIn(form, 'token'), credential: textIn(form, 'credential') }
  const entered = await signInByPasskey(c.db, { answered, who: c.who }, { site: c.site, now })
  if (!entered) return refusedPasskey(c, next)
  const { session: { token, expires_at }, needsSecondFactor } = entered
  return withCookie(seeOther(needsSecondFactor ? secondFactorUrl(next ?? paths.desk) : next ?? paths.account), sessionCookie(c.site, { value: token, expires_at }))
}
