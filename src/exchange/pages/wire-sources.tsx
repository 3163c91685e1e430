// The sources of wires, and for how long what they bring is kept.
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import { allWires, wireSettings } from '../reads/wires.ts'
import { wireWays } from '../wire-desk.ts'
import { saveKeeping } from '../wire-keeping.ts'

type Who = Staff<'set_wires'>

export const list: Page<typeof paths.deskWireSources, Who> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone } } } = desk
  const wires = await allWires(db)
  return html(
    <DeskFrame {...desk} title={t('wires.sources')} current={paths.deskWires} pages={{ all: wireWays(desk), current: paths.deskWireSources }}>
      <p class="actions"><a class="button" href={paths.deskNewWireSource}>{t('wires.new_source')}</a></p>
      <DataTable caption={t('wires.sources')} rows={wires} empty={t('wires.none_set')} columns={[
        { label: t('wires.name'), names: true, cell: ({ id, name }) => <a href={url(paths.deskWireSource, { id: String(id) })}>{name}</a> },
        { label: t('wires.way'), cell: ({ way }) => t(`wires.way.${way}`) },
        { label: t('wires.last_came'), cell: ({ came_at }) => (came_at ? t.dateTime(came_at, time_zone) : t('wires.never')) },
        { label: t('wires.standing'), cell: ({ is_on, wrong }) => (!is_on ? t('wires.off') : wrong ? <strong class="alarm" lang="en">{wrong}</strong> : t('wires.well')) },
        { label: t('wires.waiting'), numeric: true, cell: ({ waiting }) => t.number(waiting ?? 0) },
      ]} />
    </DeskFrame>,
  )
}

interface Keeping { keep_days: string; keep_dismissed_days: string }

export const keeping: Page<typeof paths.deskWireSettings, Who, 'done'> = async ({ db, who, speaks, query }) => {
  const { keep_days, keep_dismissed_days } = await wireSettings(db)
  return html(<KeepingPage desk={await deskOf(db, { who, speaks })} typed={{ keep_days: String(keep_days), keep_dismissed_days: String(keep_dismissed_days) }} errors={{}} done={query.done} />)
}

export const keep: Action<typeof paths.deskWireSettings, Who> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const typed = { keep_days: textIn(form, 'keep_days').trim(), keep_dismissed_days: textIn(form, 'keep_dismissed_days').trim() }
  const days = (text: string) => (/^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 365 ? undefined : desk.t('wires.wrong.days'))
  const errors = { keep_days: days(typed.keep_days), keep_dismissed_days: days(typed.keep_dismissed_days) }
  if (Object.values(errors).some(Boolean)) return html(<KeepingPage desk={desk} typed={typed} errors={errors} done={undefined} />, 422)
  await saveKeeping(db, { keep_days: Number(typed.keep_days), keep_dismissed_days: Number(typed.keep_dismissed_days) }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskWireSettings, { done: 'saved' }))
}

function KeepingPage({ desk, typed, errors, done }: { desk: Desk; typed: Keeping; errors: Errors; done: string | undefined }) {
  const { t } = desk
  return (
    <DeskFrame {...desk} title={t('wires.keeping')} current={paths.deskWires} pages={{ all: wireWays(desk), current: paths.deskWireSettings }}>
      <Done text={done === 'saved' ? t('articles.done.saved') : undefined} />
      <form class="form" method="post" action={paths.deskWireSettings}>
        <Wrong errors={errors} t={t} />
        <p class="hint">{t('wires.keeping_about')}</p>
        <Field name="keep_days" type="number" min={1} max={365} label={t('wires.keep_days')} value={typed.keep_days} error={errors.keep_days} required />
        <Field name="keep_dismissed_days" type="number" min={1} max={365} label={t('wires.keep_dismissed_days')} value={typed.keep_dismissed_days} error={errors.keep_dismissed_days} required />
        <div class="actions"><button class="button">{t('settings.save')}</button></div>
      </form>
    </DeskFrame>
  )
}
