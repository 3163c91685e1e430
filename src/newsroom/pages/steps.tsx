// The settings of the paper's workflow: which steps it uses, and which every article must pass.
import { Select } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, withQuery } from '../../urls.ts'
import { stepsUsed } from '../reads/workflow.ts'
import { settingsWays } from '../settings-ways.ts'
import { askable, optional } from '../stage.ts'
import { setSteps } from '../workflow-settings.ts'

type Who = Staff<'set_paper'>

export const show: Page<typeof paths.deskSteps, Who, 'done'> = async ({ db, who, speaks, query: { done } }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const steps = await stepsUsed(db)
  return html(
    <DeskFrame {...desk} title={t('steps.title')} current={paths.deskSettings} pages={{ all: settingsWays(desk), current: paths.deskSteps }}>
      <Done text={done === 'saved' ? t('steps.done') : undefined} />
      <p>{t('steps.about')}</p>
      <form class="form" method="post" action={paths.deskSteps}>
        {optional.map((step) => (
          <Select name={step} label={t(`stage.${step}`)} value={steps[step]} hint={t(`steps.hint.${step}`)}
            options={(['no', 'yes', 'must'] as const).filter((use) => use !== 'must' || askable.some((one) => one === step)).map((use) => ({ value: use, label: t(`steps.use.${use}`) }))} />
        ))}
        <div class="actions"><button class="button">{t('steps.save')}</button></div>
      </form>
    </DeskFrame>,
  )
}

export const save: Action<typeof paths.deskSteps, Who> = async ({ db, who, form, now }) => {
  await setSteps(db, (step) => textIn(form, step), { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskSteps, { done: 'saved' }))
}
