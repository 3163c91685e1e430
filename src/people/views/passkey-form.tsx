// Forms that a passkey fills in. They are hidden until a script has found that the browser can; see client/passkey.ts.
import type { Child } from 'hono/jsx'
import type { T } from '../../base/i18n/i18n.ts'
import { paths } from '../../urls.ts'

interface PasskeyFormProps {
  t: T
  /** To make a new one, or to use one. */
  does: 'create' | 'get'
  /** Where the challenge comes from, and where its answer goes. */
  ceremonies: string
  action: string
  children: Child
}

export function PasskeyForm({ t, does, ceremonies, action, children }: PasskeyFormProps) {
  return (
    <form class="form passkey" method="post" action={action} data-passkey={does} data-ceremonies={ceremonies} hidden>
      <input type="hidden" name="token" value="" />
      <input type="hidden" name="credential" value="" />
      {children}
      <p class="error" role="alert" hidden>{t('passkey.failed')}</p>
    </form>
  )
}

interface PasskeySignInProps { t: T; site: { url: string }; next: string | undefined }

/** A passkey belongs to a name of a host: at an address of numbers there is none. */
export function PasskeySignIn({ t, site, next }: PasskeySignInProps) {
  if (!hasHostName(site)) return null
  return (
    <PasskeyForm t={t} does="get" ceremonies={paths.signInCeremonies} action={paths.signInPasskey}>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <div class="actions" id="passkey"><button class="quiet">{t('sign_in.by_passkey')}</button></div>
    </PasskeyForm>
  )
}

export function hasHostName({ url }: { url: string }): boolean {
  return !/^\[|^[\d.]+$/.test(new URL(url).hostname)
}
