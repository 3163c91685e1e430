// Whether a supporter may be asked once a year to give more: given and taken back on their own side, and taken back by the link
// in each such mail. That one asks for a button, since programs that search mails open links too; a mail program that offers the
// way out itself sends the POST (RFC 8058).
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import type { Reads } from '../../base/db/db.ts'
import { hashOf } from '../../people/session.ts'
import { paths, url } from '../../urls.ts'
import { giveConsent, revokeByLink, revokeConsent } from '../consent.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { questionOf } from '../reads/upgrade.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { done } from './my-support-pledge.tsx'

export const decide: Action<typeof paths.mySupportConsent, Supporting> = async ({ db, who, speaks, form, now }) => {
  if (who === 'nobody') return seeOther(paths.mySupportLinks)
  const { t } = await ownSetting(db, { who, speaks })
  if (textIn(form, 'do') === 'give') {
    await giveConsent(db, { supporter_id: who.id, t, by: 'own' }, now)
    return done('consent_given')
  }
  await revokeConsent(db, { supporter_id: who.id, by: 'own' }, now)
  return done('consent_revoked')
}

export const show: Page<typeof paths.mySupportQuestion, Supporting> = ({ db, params, speaks }) => page(db, { token: params.token, speaks, isDone: false })

export const end: Action<typeof paths.mySupportQuestion, Supporting> = async ({ db, params, speaks, now }) => {
  await revokeByLink(db, params.token, now)
  return page(db, { token: params.token, speaks, isDone: true })
}

async function page(db: Reads, { token, speaks, isDone }: { token: string; speaks: string | undefined; isDone: boolean }): Promise<Response> {
  const question = await questionOf(db, hashOf(token))
  const { facts, t } = await ownSetting(db, { who: 'nobody', speaks: question?.language ?? speaks })
  const title = t(question ? (isDone ? 'own.question.done' : 'own.question.title') : 'unsubscribe.unknown')
  return html(
    <OwnFrame facts={facts} t={t} title={title} whose={null}>
      <p>{t(question ? (isDone ? 'own.question.done_text' : 'own.question.about') : 'unsubscribe.unknown_text')}</p>
      {question && !isDone ? <form class="actions" method="post" action={url(paths.mySupportQuestion, { token })}><button class="button">{t('own.question.button')}</button></form> : null}
    </OwnFrame>, question ? 200 : 404)
}
