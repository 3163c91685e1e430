// Setting up an app that shows codes. Its secret is shown in the answer to the form that makes it, and nowhere else.
import type { Db } from '../../base/db/db.ts'
import { Field, Wrong } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action } from '../../base/web/route.ts'
import { paths, secondFactorUrl } from '../../urls.ts'
import { accountOf } from '../account.ts'
import type { Reader } from '../session.ts'
import { beginTotp, confirmTotp, totpAddress } from '../totp.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { added } from './security.tsx'

const confirmLimit = { name: 'totp-confirm', most: 10, seconds: 600 }

export const begin: Action<typeof paths.authenticator, Reader> = async ({ db, who, speaks }) => {
  const secret = await beginTotp(db, who)
  return secret ? page(db, { who, speaks }, { secret }) : seeOther(secondFactorUrl(paths.accountSecurity))
}

export const confirm: Action<typeof paths.authenticatorConfirmation, Reader> = async ({ db, form, who, speaks, limits, site, now }) => {
  const secret = textIn(form, 'secret')
  // It goes back onto the page: only what we might have made.
  if (!/^[A-Z2-7]{32}$/.test(secret)) return seeOther(paths.accountSecurity)
  if (!limits.allows(confirmLimit)) return page(db, { who, speaks }, { secret, refused: 'sign_in.too_often' })
  const session = await confirmTotp(db, { who, secret, code: textIn(form, 'code').replace(/\s/g, '') }, { site, now })
  return session ? added(db, { who, site, session, done: 'totp_added' }) : page(db, { who, speaks }, { secret, refused: 'totp.wrong' })
}

interface Shown { secret: string; refused?: 'totp.wrong' | 'sign_in.too_often' }

async function page(db: Db, asking: { who: Reader; speaks: string | undefined }, { secret, refused }: Shown): Promise<Response> {
  const account = await accountOf(db, asking)
  const { t, facts } = account
  const address = totpAddress({ secret, paper: facts.paper.name, mail_address: asking.who.mail_address })
  const { default: qrcode } = await import('qrcode')
  const picture = await qrcode.toString(address, { type: 'svg', margin: 4 })
  const error = refused && t(refused)
  return html(
    <AccountFrame {...account} title={t('totp.title')} current={paths.accountSecurity}>
      <Wrong errors={error ? { code: error } : {}} t={t} />
      <ol class="steps">
        <li>
          <p>{t('totp.scan')}</p>
          <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(picture)}`} alt={t('totp.picture')} width="240" height="240" />
          <p>{t('totp.type')}</p>
          <p class="secret"><code>{secret.replace(/.{4}(?=.)/g, '$& ')}</code></p>
          <p><a href={address}>{t('totp.open')}</a></p>
        </li>
        <li>
          <form class="form" method="post" action={paths.authenticatorConfirmation}>
            <input type="hidden" name="secret" value={secret} />
            <Field name="code" label={t('totp.code')} error={error} inputmode="numeric" autocomplete="one-time-code" required maxlength={12} />
            <div class="actions"><button class="button">{t('totp.confirm')}</button> <a href={paths.accountSecurity}>{t('account.back')}</a></div>
          </form>
        </li>
      </ol>
    </AccountFrame>, !refused ? 200 : refused === 'totp.wrong' ? 422 : 429)
}
