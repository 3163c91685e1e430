import { languages } from '../../base/i18n/i18n.ts'
import { timeZones } from '../../base/time.ts'
import { Area, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { paperErrors, paperIn, savePaper, type PaperForm } from '../settings.ts'
import { settingsWays } from '../settings-ways.ts'

type Who = Staff<'set_paper'>

export const show: Page<typeof paths.deskSettings, Who, 'done'> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  return html(<PaperPage desk={desk} form={desk.facts.paper} errors={{}} done={query.done} />)
}

export const save: Action<typeof paths.deskSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const typed = paperIn(form)
  const errors = paperErrors(typed, { languages, t: desk.t })
  if (Object.values(errors).some(Boolean)) return html(<PaperPage desk={desk} form={typed} errors={errors} done={undefined} />, 422)
  await savePaper(db, typed, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskSettings, { done: 'saved' }))
}

function PaperPage({ desk, form, errors, done }: { desk: Desk; form: PaperForm; errors: Errors; done: string | undefined }) {
  const { t } = desk
  const field = (name: keyof PaperForm) => ({ name, label: t(`settings.${name}`), value: form[name], error: errors[name] })
  return (
    <DeskFrame {...desk} title={t('desk.settings')} current={paths.deskSettings} pages={{ all: settingsWays(desk), current: paths.deskSettings }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <form class="form" method="post" action={paths.deskSettings}>
        <Wrong errors={errors} t={t} />
        <Field {...field('name')} required maxlength={100} />
        <Field {...field('claim')} />
        <Select {...field('language')} hint={t('settings.language_hint')} options={languages.map((tag) => ({ value: tag, label: t.languageName(tag) }))} />
        <Select {...field('time_zone')} hint={t('settings.time_zone_hint')} options={zones(form.time_zone)} />
        <h2>{t('settings.who')}</h2>
        <p class="hint">{t('settings.who_about')}</p>
        <Area {...field('publisher')} rows={4} hint={t('settings.publisher_hint')} />
        <Area {...field('responsible_person')} rows={4} hint={t('settings.responsible_person_hint')} />
        <Field {...field('mail_address')} type="email" />
        <Field {...field('telephone')} />
        <div class="actions"><button class="button">{t('settings.save')}</button></div>
      </form>
    </DeskFrame>
  )
}

/** A zone that this machine has no name for stays choosable. */
function zones(current: string) {
  return [...new Set([current, ...timeZones()])].sort().map((zone) => ({ value: zone, label: zone }))
}
