// The browsers in which I am signed in.
import type { MessageKey } from '../../base/i18n/i18n.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { accountOf } from '../account.ts'
import { sessionsOf } from '../reads/sessions.ts'
import { endSession, endSessionsOf, type Factor, type Reader } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { Done } from '../views/desk-said.tsx'

const said: Record<string, MessageKey> = { one: 'sessions.ended', others: 'sessions.others_ended' }
const factorNames: Record<Factor, MessageKey> = { link: 'factor.link', passkey: 'factor.passkey', totp: 'factor.totp', recovery: 'factor.recovery', machine: 'factor.machine' }

export const show: Page<typeof paths.accountSessions, Reader, 'done'> = async ({ db, who, speaks, now, query }) => {
  const [account, sessions] = await Promise.all([accountOf(db, { who, speaks }), sessionsOf(db, who.id, now)])
  const { t, facts: { paper: { time_zone } } } = account
  const done = said[query.done ?? '']
  return html(
    <AccountFrame {...account} title={t('sessions.title')} current={paths.accountSessions}>
      <Done text={done && t(done)} />
      <p>{t('sessions.about')}</p>
      <ul class="ways-in">
        {sessions.map(({ id, factors, created_at, expires_at }) => (
          <li>
            <strong>{t('sessions.since', { time: t.dateTime(created_at, time_zone) })}</strong>
            <small>{t('sessions.by', { ways: t.list(factors.map((factor) => t(factorNames[factor]))) })} {t('sessions.until', { date: t.date(expires_at, time_zone) })}</small>
            {id === who.session_id ? <p class="small">{t('sessions.this')}</p> : <form method="post" action={url(paths.accountSessionEnding, { id: String(id) })}><button class="quiet">{t('sessions.end')}</button></form>}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? <form class="actions" method="post" action={paths.accountOtherSessionsEnding}><button class="button">{t('sessions.end_others')}</button></form> : null}
    </AccountFrame>,
  )
}

export const end: Action<typeof paths.accountSessionEnding, Reader> = async ({ db, who, params }) => {
  await endSession(db, { id: numberIn(params.id) ?? 0, reader_id: who.id })
  return seeOther(`${paths.accountSessions}?done=one`)
}

export const endOthers: Action<typeof paths.accountOtherSessionsEnding, Reader> = async ({ db, who }) => {
  await endSessionsOf(db, { reader_id: who.id, except: who.session_id })
  return seeOther(`${paths.accountSessions}?done=others`)
}
