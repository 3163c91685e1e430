// Who I am here.
import { languages, translator, type MessageKey } from '../../base/i18n/i18n.ts'
import { Select } from '../../base/ui/form.tsx'
import { sessionCookie } from '../../base/web/cookies.ts'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther, withCookie } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { paths } from '../../urls.ts'
import { accountOf } from '../account.ts'
import { formerName } from '../naming.ts'
import { setLanguage } from '../reader.ts'
import { accountById } from '../reads/readers.ts'
import { endSession, type Reader, type Visitor } from '../session.ts'
import { AccountFrame } from '../views/account-frame.tsx'
import { Done } from '../views/desk-said.tsx'

const said: Record<string, MessageKey> = { name: 'name.changed', address: 'address.changed', address_sent: 'address.sent', language: 'language.changed' }

export const show: Page<typeof paths.account, Reader, 'done'> = async ({ db, who, speaks, now, query }) => {
  const [account, reader] = await Promise.all([accountOf(db, { who, speaks }), accountById(db, who.id)])
  const { t, facts: { paper } } = account
  const done = said[query.done ?? '']
  const former = formerName(reader, now)
  return html(
    <AccountFrame {...account} title={t('account.title')} current={paths.account}>
      <Done text={done && t(done)} />
      <dl class="facts-of-mine">
        <div><dt>{t('sign_in.name')}</dt><dd>{who.name} {former ? <small>{t('name.former', { name: former })}</small> : null}</dd><dd><a href={paths.accountName}>{t('name.change')}</a></dd></div>
        <div><dt>{t('sign_in.address')}</dt><dd>{who.mail_address}</dd><dd><a href={paths.accountAddress}>{t('address.change')}</a></dd></div>
        <div><dt>{t('account.opened')}</dt><dd>{t.date(reader.created_at, paper.time_zone)}</dd></div>
      </dl>
      <p class="small">{t('account.private')}</p>
      <h2>{t('language.title')}</h2>
      <form class="form" method="post" action={paths.accountLanguage}>
        <Select name="language" label={t('language.label')} value={reader.language ?? ''} options={[{ value: '', label: t('language.papers', { language: t.languageName(paper.language) }) }, ...languages.map((tag) => ({ value: tag, label: translator(tag).languageName(tag) }))]} />
        <div class="actions"><button class="button">{t('language.save')}</button></div>
      </form>
    </AccountFrame>,
  )
}

export const chooseLanguage: Action<typeof paths.accountLanguage, Reader> = async ({ db, form, who }) => {
  const language = textIn(form, 'language')
  await setLanguage(db, { reader_id: who.id, language: languages.includes(language) ? language : null })
  return seeOther(`${paths.account}?done=language`)
}

/** Whoever has no session any more is signed out as well. */
export const signOut: Action<typeof paths.signOut, Visitor> = async ({ db, who, site }) => {
  if (who !== 'nobody') await endSession(db, { id: who.session_id, reader_id: who.id })
  return withCookie(seeOther(paths.front), sessionCookie(site, { value: '', expires_at: new Date(0) }))
}
