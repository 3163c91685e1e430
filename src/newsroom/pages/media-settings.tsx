import { demands, setMedia } from '../../articles/media-settings.ts'
import { mediaSettings, type MediaSettings } from '../../articles/reads/media.ts'
import { Choice, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'

type Who = Staff<'set_paper'>

export const show: Page<typeof paths.deskMediaSettings, Who, 'done'> = async ({ db, who, speaks, query }) => {
  return html(<SettingsPage desk={await deskOf(db, { who, speaks })} settings={await mediaSettings(db)} errors={{}} done={query.done} />)
}

export const save: Action<typeof paths.deskMediaSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const one = (name: keyof MediaSettings) => demands.find((demand) => demand === textIn(form, name))
  const [need_credit, need_rights] = [one('need_credit'), one('need_rights')]
  if (!need_credit || !need_rights) {
    const desk = await deskOf(db, { who, speaks })
    return html(<SettingsPage desk={desk} settings={await mediaSettings(db)} errors={{ need_credit: desk.t('media_settings.wrong') }} done={undefined} />, 422)
  }
  await setMedia(db, { need_credit, need_rights }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskMediaSettings, { done: 'saved' }))
}

function SettingsPage({ desk, settings, errors, done }: { desk: Desk; settings: MediaSettings; errors: Errors; done: string | undefined }) {
  const { t } = desk
  const options = demands.map((value) => ({ value, label: t(`media_settings.demand.${value}`) }))
  return (
    <DeskFrame {...desk} title={t('media_settings.title')} current={paths.deskArticles} back={{ path: paths.deskPictures, label: t('desk.pictures') }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <Wrong errors={errors} t={t} />
      <form class="form" method="post" action={paths.deskMediaSettings}>
        <p class="hint">{t('media_settings.about')}</p>
        {(['need_credit', 'need_rights'] as const).map((name) => <Choice name={name} label={t(`media_settings.${name}`)} value={settings[name]} options={options} required />)}
        <div class="actions"><button class="button">{t('settings.save')}</button></div>
      </form>
    </DeskFrame>
  )
}
