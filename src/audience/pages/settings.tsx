// How much the paper counts, with what each way means in law.
import { Choice, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { modes } from '../hit.ts'
import { audienceSettings } from '../reads/rolling.ts'
import { modeIn, setMode } from '../setting.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'

type Who = Staff<'set_audience'>

export const show: Page<typeof paths.deskAudienceSettings, Who, 'done'> = async ({ db, who, speaks, query }) => {
  const [desk, { mode }] = [await deskOf(db, { who, speaks }), await audienceSettings(db)]
  return html(<SettingsPage desk={desk} mode={mode} errors={{}} done={query.done} />)
}

export const save: Action<typeof paths.deskAudienceSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const mode = modeIn(textIn(form, 'mode'))
  if (!mode) {
    const desk = await deskOf(db, { who, speaks })
    return html(<SettingsPage desk={desk} mode={textIn(form, 'mode')} errors={{ mode: desk.t('audience_settings.wrong') }} done={undefined} />, 422)
  }
  await setMode(db, mode, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskAudienceSettings, { done: 'saved' }))
}

function SettingsPage({ desk, mode, errors, done }: { desk: Desk; mode: string; errors: Errors; done: string | undefined }) {
  const { t, who } = desk
  return (
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceSettings} title={t('audience_settings.title')}>
      <Done text={done === 'saved' ? t('audience_settings.saved') : undefined} />
      <form class="form settings" method="post" action={paths.deskAudienceSettings}>
        <Wrong errors={errors} t={t} />
        <Choice name="mode" label={t('audience_settings.mode')} hint={t('audience_settings.mode_hint')} value={mode} error={errors.mode} options={modes.map((one) => ({ value: one, label: t(`counting.mode.${one}`).replace(/\.$/, ''), hint: t(`audience_settings.${one}`) }))} />
        <p class="hint">{t('audience_settings.always')} <a href={paths.counting}>{t('page.counting')}</a></p>
        <div class="actions"><button class="button">{t('audience_settings.save')}</button></div>
      </form>
    </AudienceFrame>
  )
}
