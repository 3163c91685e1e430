// Who I am here.
import { html, seeOther, withCookie } from '../../base/web/respond.ts'
import { sessionCookie } from '../../base/web/cookies.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { accountOf } from '../account.ts'
import { endSession, type Reader, type Visitor } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'

export const show: Page<typeof paths.account, Reader> = async ({ db, who, speaks }) => {
  const account = await accountOf(db, { who, speaks })
  const { t } = account
  return html(
    <AccountFrame {...account} title={t('account.title')} current={paths.account}>
      <p>{t('account.signed_in_as', { name: who.name, mail_address: who.mail_address })}</p>
    </AccountFrame>,
  )
}

/** Whoever has no session any more is signed out as well. */
export const signOut: Action<typeof paths.signOut, Visitor> = async ({ db, who, site, now }) => {
  if (who !== 'nobody') await endSession(db, { id: who.session_id, reader_id: who.id })
  return withCookie(seeOther(paths.front), sessionCookie(site, { value: '', expires_at: new Date(0) }))
}
