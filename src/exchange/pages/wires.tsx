// What the wires bring: the inbox, and what is done with several of its stories at once.
import { Check, Field, Select } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Filters, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { inbox, seenUpTo, wireStates } from '../reads/wire-items.ts'
import { allWires } from '../reads/wires.ts'
import { WireList } from '../views/wire-list.tsx'
import { FailingWires } from '../views/wire-failing.tsx'
import { dismissMany, returnMany, seeUpTo } from '../wire-dismissal.ts'
import { wireWays } from '../wire-desk.ts'

const pageLength = 50
export const wireFields = ['q', 'section', 'wire', 'urgency', 'state', 'before', 'done', 'n'] as const
type Query = Partial<Record<(typeof wireFields)[number], string>>

export const show: Page<typeof paths.deskWires, Staff<'read_wires'>, (typeof wireFields)[number]> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const { q, section, wire, urgency, state, before } = asked(query)
  const known = facts.sections.find(({ slug }) => slug === section)?.id
  const [wires, seen_id] = [await allWires(db), await seenUpTo(db, who.id)]
  const found = await inbox(db, { state, section: section === 'none' ? 0 : known, wire: numberIn(wire), isUrgent: urgency !== '', words: q || undefined, before }, pageLength + 1)
  const shown = found.slice(0, pageLength)
  const [newest, last] = [shown[0], shown.at(-1)]
  const mayTake = isPermitted(who.roles, 'take_wires')
  const here = (over: Record<string, string | number>) => withQuery(paths.deskWires, { q, section, wire, urgency, state: state === 'new' ? '' : state, ...over })
  const done = query.done === 'dismissed' || query.done === 'returned' || query.done === 'seen' ? t(`wires.done.${query.done}`, { n: numberIn(query.n ?? '') ?? 0 }) : undefined
  return html(
    <DeskFrame {...desk} title={t('wires.title')} current={paths.deskWires} pages={{ all: wireWays(desk), current: paths.deskWires }} scripts={['wires.js']}>
      <Done text={done} />
      <FailingWires wires={wires.filter(({ is_on, wrong }) => is_on && wrong !== '')} mayLook={isPermitted(who.roles, 'set_wires')} t={t} />
      <Filters t={t} action={paths.deskWires}>
        <Field name="q" type="search" label={t('wires.words')} value={q} />
        <Select name="section" label={t('articles.section')} value={section} options={[{ value: '', label: t('wires.any_section') }, ...facts.sections.map(({ slug, name }) => ({ value: slug, label: name })), { value: 'none', label: t('wires.no_section') }]} />
        <Select name="wire" label={t('wires.source')} value={wire} options={[{ value: '', label: t('wires.any_source') }, ...wires.map(({ id, name }) => ({ value: String(id), label: name }))]} />
        <Select name="state" label={t('articles.state')} value={state} options={wireStates.map((one) => ({ value: one, label: t(`wires.state.${one}`) }))} />
        <Check name="urgency" label={t('wires.only_urgent')} checked={urgency !== ''} />
      </Filters>
      {shown.length === 0 ? <p class="nothing">{wires.length === 0 ? t('wires.none_set') : t('wires.none')}</p> : <WireList items={shown} seen_id={seen_id} mayTake={mayTake} now={now} t={t} zone={facts.paper.time_zone} />}
      {shown.length > 0 && newest ? (
        <div class="bulk">
          {mayTake ? <form id="wires-bulk" method="post" action={state === 'dismissed' ? paths.deskWiresReturn : paths.deskWiresDismissal}><input type="hidden" name="next" value={here({})} /><button class="quiet">{t(state === 'dismissed' ? 'wires.return_ticked' : 'wires.dismiss_ticked')}</button></form> : null}
          {state === 'new' && before === undefined && newest.id > seen_id ? <form id="wires-seen" method="post" action={paths.deskWiresSeen}><input type="hidden" name="seen_id" value={String(newest.id)} /><input type="hidden" name="next" value={here({})} /><button class="quiet">{t('wires.mark_seen')}</button></form> : null}
        </div>
      ) : null}
      <Paging t={t} newest={before === undefined ? undefined : here({})} older={found.length > pageLength && last ? here({ before: last.id }) : undefined} />
    </DeskFrame>,
  )
}

function asked({ q = '', section = '', wire = '', urgency = '', state = '', before = '' }: Query) {
  return { q: q.trim().slice(0, 200), section, wire, urgency, state: wireStates.find((one) => one === state) ?? 'new', before: numberIn(before) }
}

export const dismiss: Action<typeof paths.deskWiresDismissal, Staff<'take_wires'>> = async ({ db, form, who, now }) => {
  const n = await dismissMany(db, idsIn(form), { by: `staff:${who.id}`, now })
  return seeOther(backTo(form, { done: 'dismissed', n }))
}

export const giveBack: Action<typeof paths.deskWiresReturn, Staff<'take_wires'>> = async ({ db, form, who, now }) => {
  const ids = idsIn(form)
  await returnMany(db, ids, { by: `staff:${who.id}`, now })
  return seeOther(backTo(form, { done: 'returned', n: ids.length }))
}

export const seen: Action<typeof paths.deskWiresSeen, Staff<'read_wires'>> = async ({ db, form, who }) => {
  await seeUpTo(db, { reader_id: who.id, seen_id: numberIn(textIn(form, 'seen_id')) ?? 0 })
  return seeOther(backTo(form, { done: 'seen' }))
}

function idsIn(form: Form): number[] {
  return textsIn(form, 'item').flatMap((text) => numberIn(text) ?? []).slice(0, 500)
}

/** To the list as it was asked for, and nowhere else. */
function backTo(form: Form, said: Record<string, string | number>): string {
  const given = new URLSearchParams(textIn(form, 'next').split('?')[1] ?? '')
  const kept = Object.fromEntries([...given].filter(([name]) => wireFields.some((one) => one === name) && name !== 'done' && name !== 'n'))
  return withQuery(paths.deskWires, { ...kept, ...said })
}
