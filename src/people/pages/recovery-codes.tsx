// Making recovery codes. They are shown in the answer to the form that makes them, and never again.
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { paths, secondFactorUrl } from '../../urls.ts'
import { accountOf } from '../account.ts'
import { setUpOf } from '../reads/factors.ts'
import { makeRecoveryCodes } from '../recovery.ts'
import { isStrong, type Reader } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'

export const show: Page<typeof paths.recoveryCodes, Reader> = async ({ db, who, speaks }) => {
  if (!isStrong(who.factors)) return seeOther(secondFactorUrl(paths.recoveryCodes))
  const [account, { codes }] = await Promise.all([accountOf(db, { who, speaks }), setUpOf(db, who.id)])
  const { t } = account
  return html(
    <AccountFrame {...account} title={t('security.codes')} current={paths.accountSecurity}>
      <p>{t('codes.about')}</p>
      {codes > 0 ? <p>{t('codes.anew', { n: codes })}</p> : null}
      <form class="actions" method="post" action={paths.recoveryCodes}><button class="button">{t('codes.make')}</button> <a href={paths.accountSecurity}>{t('account.back')}</a></form>
    </AccountFrame>,
  )
}

export const make: Action<typeof paths.recoveryCodes, Reader> = async ({ db, who, speaks, site, now }) => {
  const codes = await makeRecoveryCodes(db, who, { site, now })
  if (!codes) return seeOther(secondFactorUrl(paths.recoveryCodes))
  const account = await accountOf(db, { who, speaks })
  const { t } = account
  return html(
    <AccountFrame {...account} title={t('codes.yours')} current={paths.accountSecurity}>
      <p>{t('codes.keep')}</p>
      <ol class="codes">{codes.map((code) => <li><code>{code}</code></li>)}</ol>
      <p><a class="button" href={who.roles.length > 0 ? paths.desk : paths.accountSecurity}>{t('codes.kept')}</a></p>
    </AccountFrame>,
  )
}
