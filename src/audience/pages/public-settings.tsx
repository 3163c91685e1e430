// What of the figures leaves the desk: to everybody, signed, and to programs. Deeds of the page of settings.
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { makeFiguresToken, withdrawFiguresToken } from '../figures-token.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { setPublic } from '../setting.ts'
import { changeKey } from '../totals-statement.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { publicFacts, SettingsPage } from './settings.tsx'

type Who = Staff<'set_audience'>

export const savePublic: Action<typeof paths.deskAudiencePublic, Who> = async ({ db, who, form, now }) => {
  const is_public = textIn(form, 'is_public') !== ''
  await setPublic(db, is_public, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: is_public ? 'public' : 'private' }))
}

export const changeTotalsKey: Action<typeof paths.deskAudienceKey, Who> = async ({ db, who, safe, site, now }) => {
  await changeKey(db, { safe, site }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: 'key' }))
}

/** Shown in the answer to the form that makes it, and never again. */
export const makeToken: Action<typeof paths.deskAudienceTokens, Who> = async ({ db, who, speaks, site, form, now }) => {
  const name = textIn(form, 'name').trim()
  const made = await makeFiguresToken(db, name, { by: `staff:${who.id}`, now })
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  if ('refused' in made) {
    const { mode } = await audienceSettings(db)
    return html(<SettingsPage desk={desk} mode={mode} errors={{}} done={undefined} facts={await publicFacts(db, desk)} token={{ name, errors: { name: t(`audience_settings.token_${made.refused}`) } }} />, 422)
  }
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceSettings} title={t('audience_settings.token_yours')}>
      <p>{t('audience_settings.token_keep')}</p>
      <pre class="commands" tabindex={0} role="region" aria-label={t('audience_settings.token_yours')}><code>{made.token}</code></pre>
      <p>{t('audience_settings.token_try')}</p>
      <pre class="commands" tabindex={0} role="region" aria-label={t('audience_settings.token_try')}><code>{`curl -H 'Authorization: Bearer ${made.token}' ${site.url}${paths.apiAudience}/days`}</code></pre>
      <p><a class="button" href={paths.deskAudienceSettings}>{t('audience_settings.token_kept')}</a></p>
    </AudienceFrame>)
}

export const withdrawToken: Action<typeof paths.deskAudienceTokenWithdrawal, Who> = async ({ db, params, who, now }) => {
  found(await withdrawFiguresToken(db, { id: found(numberIn(params.id)) }, { by: `staff:${who.id}`, now }) || undefined)
  return seeOther(withQuery(paths.deskAudienceSettings, { done: 'withdrawn' }))
}
