// One source of wires: made, changed, and asked at once to see whether it works.
import type { Reads } from '../../base/db/db.ts'
import { Area, Check, Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { wireById, type Wire } from '../reads/wires.ts'
import { askWire } from '../wire-asking.ts'
import { checkedWire, emptyWire, proofs, saveWire, wireForm, wireIn, ways, type WireForm } from '../wire-source.ts'

type Who = Staff<'set_wires'>

export const show: Page<typeof paths.deskWireSource, Who, 'done' | 'n'> = async ({ db, who, speaks, params, query }) => {
  const wire = found(await wireById(db, found(numberIn(params.id))))
  return html(<SourcePage desk={await deskOf(db, { who, speaks })} wire={wire} typed={await wireForm(db, wire)} errors={{}} done={query.done} came={numberIn(query.n ?? '') ?? 0} />)
}

export const blank: Page<typeof paths.deskNewWireSource, Who> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  return html(<SourcePage desk={desk} typed={emptyWire(desk.facts.paper.language)} errors={{}} />)
}

export const add: Action<typeof paths.deskNewWireSource, Who> = (call) => save(call, undefined)
export const change: Action<typeof paths.deskWireSource, Who> = async (call) => save(call, found(await wireById(call.db, found(numberIn(call.params.id)))))

async function save({ db, who, speaks, form, safe, now }: Parameters<typeof add>[0] | Parameters<typeof change>[0], wire: Wire | undefined): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const typed = wireIn(form)
  const checked = await checkedWire(db, typed, desk.t)
  if (checked.errors) return refused(db, { desk, wire, typed, errors: checked.errors })
  const id = await saveWire(db, { ...(wire ? { id: wire.id } : {}), typed, checked }, { by: `staff:${who.id}`, now, safe })
  if (id === 'taken') return refused(db, { desk, wire, typed, errors: { name: desk.t('wires.wrong.taken') } })
  return seeOther(withQuery(url(paths.deskWireSource, { id: String(id) }), { done: 'saved' }))
}

async function refused(_: Reads, { desk, wire, typed, errors }: { desk: Desk; wire: Wire | undefined; typed: WireForm; errors: Errors }): Promise<Response> {
  // A secret is not sent back, not even to whoever typed it.
  return html(<SourcePage desk={desk} {...(wire ? { wire } : {})} typed={{ ...typed, secret: '' }} errors={errors} />, 422)
}

export const ask: Action<typeof paths.deskWireSourceAsking, Who> = async ({ db, params, safe, files, site, now }) => {
  const { id } = found(await wireById(db, found(numberIn(params.id))))
  const outcome = await askWire(db, { wire_id: id, isForced: true }, { safe, files, site, now })
  const said = outcome === undefined ? { done: 'busy' } : outcome.wrong === '' ? { done: 'asked', n: outcome.came } : { done: 'failed', n: outcome.came }
  return seeOther(withQuery(url(paths.deskWireSource, params), said))
}

interface SourceProps { desk: Desk; wire?: Wire; typed: WireForm; errors: Errors; done?: string | undefined; came?: number }

function SourcePage({ desk, wire, typed, errors, done, came = 0 }: SourceProps) {
  const { t } = desk
  const said = done === 'saved' || done === 'asked' || done === 'failed' || done === 'busy' ? t(`wires.source_done.${done}`, { n: came }) : undefined
  return (
    <DeskFrame {...desk} title={wire ? wire.name : t('wires.new_source')} current={paths.deskWires} back={{ path: paths.deskWireSources, label: t('wires.sources') }}>
      <Done text={said} />
      {wire ? <Standing wire={wire} desk={desk} /> : null}
      <SourceForm desk={desk} wire={wire} typed={typed} errors={errors} />
    </DeskFrame>
  )
}

function Standing({ wire, desk: { t, facts: { paper: { time_zone } } } }: { wire: Wire; desk: Desk }) {
  const time = (at: Date | null) => (at ? t.dateTime(at, time_zone) : t('wires.never'))
  return (
    <section class="at-present">
      {wire.wrong ? <div class="wrong" role="note"><h2>{t('wires.went_wrong', { n: wire.failures })}</h2><p lang="en">{wire.wrong}</p></div> : null}
      <Facts facts={[[t('wires.last_asked'), time(wire.asked_at)], [t('wires.last_came'), time(wire.came_at)], ...(wire.is_on && wire.way !== 'command' ? [[t('wires.next'), time(wire.next_at)] satisfies [string, string]] : [])]} />
      {wire.way === 'command' ? <p class="small">{t('wires.command_how')} <code>litfass wire --source "{wire.name}" &lt; FILE</code></p> : (
        <form class="actions" method="post" action={url(paths.deskWireSourceAsking, { id: String(wire.id) })}><button class="quiet">{t('wires.ask_now')}</button></form>
      )}
    </section>
  )
}

function SourceForm({ desk: { t, facts }, wire, typed, errors }: { desk: Desk; wire: Wire | undefined; typed: WireForm; errors: Errors }) {
  const field = (name: Exclude<keyof WireForm, 'is_on'>) => ({ name, label: t(`wires.${name}`), value: typed[name], error: errors[name] })
  return (
    <form class="form" method="post" action={wire ? url(paths.deskWireSource, { id: String(wire.id) }) : paths.deskNewWireSource}>
      <Wrong errors={errors} t={t} />
      <Field {...field('name')} required maxlength={100} />
      <Choice {...field('way')} options={ways.map((way) => ({ value: way, label: t(`wires.way.${way}`), hint: t(`wires.way_hint.${way}`) }))} required />
      <Field {...field('address')} hint={t('wires.address_hint')} spellcheck={false} />
      <Select {...field('proof')} options={proofs.map((proof) => ({ value: proof, label: t(`wires.proof.${proof}`) }))} />
      <div class="pair">
        <Field {...field('user_name')} hint={t('wires.user_name_hint')} autocomplete="off" spellcheck={false} />
        <div class="field">
          <label for="secret">{t('wires.secret')}</label>
          <p class="hint" id="secret-hint">{t(wire?.secret_sealed ? 'wires.secret_kept' : 'wires.secret_hint')}</p>
          <input id="secret" name="secret" type="password" autocomplete="new-password" aria-describedby="secret-hint" />
        </div>
      </div>
      <div class="pair">
        <Field {...field('agency')} hint={t('wires.agency_hint')} />
        <Field {...field('language')} hint={t('wires.language_hint')} required maxlength={3} />
      </div>
      <Select {...field('section')} options={[{ value: '', label: t('wires.no_section') }, ...facts.sections.map(({ slug, name }) => ({ value: slug, label: name }))]} hint={t('wires.section_hint')} />
      <Area {...field('mappings')} rows={5} hint={t('wires.mappings_hint')} />
      <Field {...field('every_seconds')} type="number" min={5} max={86_400} hint={t('wires.every_seconds_hint')} required />
      <Check name="is_on" label={t('wires.is_on')} checked={typed.is_on} />
      <div class="actions"><button class="button">{t('settings.save')}</button></div>
    </form>
  )
}
