// How discussions are moderated: for the paper, and where a section or an article has it otherwise.
import { articleHead } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Check, Choice, Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import { noonOf } from '../../base/time.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { articleNumber, numberIn, paths } from '../../urls.ts'
import { overrideIn, setDiscussions, setOverride, settingsIn, type Place } from '../discussion-setting.ts'
import { moderationPages, withDone } from '../queue.ts'
import { discussionSettings, modes, overrides } from '../reads/settings.ts'
import { doneLine, ModerationFrame } from './queue.tsx'

export const show: Page<typeof paths.deskModerationSettings, Staff<'set_moderation'>, 'done'> = async ({ db, who, speaks, query, now }) =>
  settingsPage(db, { who, speaks, now, done: query.done, typed: await asForm(db), errors: {} })

interface Shown { who: Reader; speaks: string | undefined; now: Date; done?: string | undefined; typed: Form; errors: Errors; place?: Form }

async function asForm(db: Reads): Promise<Form> {
  const { recommends, open_days, ...settings } = await discussionSettings(db)
  return { ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, value === null ? '' : String(value)])), recommends: recommends ? 'on' : '', open_days: open_days.map(String) }
}

async function settingsPage(db: Reads, { who, speaks, now, done, typed, errors, place = {} }: Shown): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskModerationSettings} title={t('moderation.title.settings')}>
      {await doneLine(db, { desk, done, next: paths.deskModerationSettings })}
      <Wrong errors={errors} t={t} />
      <SettingsForm typed={typed} errors={errors} t={t} />
      <h2>{t('moderation.otherwise')}</h2>
      <DataTable caption={t('moderation.otherwise')} rows={await overrides(db)} empty={t('moderation.no_overrides')} columns={[
        { label: t('moderation.where'), names: true, cell: (row) => row.section_name ?? row.headline },
        { label: t('moderation.mode'), cell: (row) => (row.mode ? t(`moderation.mode.${row.mode}`) : '–') },
        { label: t('moderation.close_after_days'), numeric: true, cell: (row) => row.close_after_days ?? '–' },
        { label: t('moderation.slow_seconds'), numeric: true, cell: (row) => row.slow_seconds ?? '–' },
        { label: '', cell: (row) => <form method="post" action={paths.deskOverrides}><input type="hidden" name={row.section_id === null ? 'article' : 'section'} value={String(row.section_id ?? row.article_id)} /><button class="quiet">{t('moderation.end_override')}</button></form> },
      ]} />
      <OverrideForm sections={desk.facts.sections} typed={place} errors={errors} t={t} />
    </ModerationFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

function SettingsForm({ typed, errors, t }: { typed: Form; errors: Errors; t: T }) {
  const number = (name: Numbered) => <Field name={name} label={t(`moderation.${name}`)} hint={t(`moderation.${name}.hint`)} value={textIn(typed, name)} error={errors[name]} type="number" inputmode="numeric" min={0} />
  return (
    <form class="form settings" method="post" action={paths.deskModerationSettings}>
      <Choice name="mode" label={t('moderation.mode')} value={textIn(typed, 'mode')} options={modes.map((value) => ({ value, label: t(`moderation.mode.${value}`), hint: t(`moderation.mode.${value}.hint`) }))} />
      <div class="pairs">{number('newcomer_comments')}{number('most_waiting')}</div>
      <fieldset class="choice hours">
        <legend>{t('moderation.hours_title')}</legend>
        <p class="hint">{t('moderation.hours_hint')}</p>
        <div class="pairs"><Field name="opens_at" label={t('moderation.opens_at')} type="time" value={textIn(typed, 'opens_at').slice(0, 5)} error={errors.opens_at} /><Field name="closes_at" label={t('moderation.closes_at')} type="time" value={textIn(typed, 'closes_at').slice(0, 5)} error={errors.closes_at} /></div>
        <div class="week">{[1, 2, 3, 4, 5, 6, 7].map((day) => <label><input type="checkbox" name="open_days" value={String(day)} checked={textsIn(typed, 'open_days').includes(String(day))} /> {t.weekday(dayOfWeek(day))}</label>)}</div>
      </fieldset>
      <div class="pairs">{number('close_after_days')}{number('slow_seconds')}{number('cooling_from')}{number('longest')}{number('edit_minutes')}{number('blind_percent')}</div>
      <Choice name="links" label={t('moderation.links')} value={textIn(typed, 'links')} options={(['allowed', 'held', 'refused'] as const).map((value) => ({ value, label: t(`moderation.links.${value}`) }))} />
      <Check name="recommends" label={t('moderation.recommends')} checked={textIn(typed, 'recommends') !== ''} />
      <Area name="settlement_bodies" label={t('moderation.settlement_bodies')} hint={t('moderation.settlement_bodies.hint')} value={textIn(typed, 'settlement_bodies')} error={errors.settlement_bodies} rows={3} maxlength={4000} />
      <Field name="police_address" label={t('moderation.police_address')} hint={t('moderation.police_address.hint')} value={textIn(typed, 'police_address')} error={errors.police_address} maxlength={320} />
      <div class="actions"><button class="button">{t('moderation.save')}</button></div>
    </form>
  )
}
type Numbered = 'newcomer_comments' | 'most_waiting' | 'close_after_days' | 'slow_seconds' | 'cooling_from' | 'longest' | 'edit_minutes' | 'blind_percent'

/** A day of which the weekday is this one, 1 Monday … 7 Sunday. */
function dayOfWeek(day: number): string {
  return noonOf(`2024-01-0${day}`).toISOString().slice(0, 10)
}

function OverrideForm({ sections, typed, errors, t }: { sections: { id: number; name: string }[]; typed: Form; errors: Errors; t: T }) {
  return (
    <form class="form" method="post" action={paths.deskOverrides}>
      <h3>{t('moderation.new_override')}</h3>
      <div class="pairs">
        <Select name="section" label={t('moderation.section')} value={textIn(typed, 'section')} options={[{ value: '', label: '–' }, ...sections.map(({ id, name }) => ({ value: String(id), label: name }))]} />
        <Field name="article" label={t('moderation.or_article')} hint={t('moderation.or_article.hint')} value={textIn(typed, 'article')} error={errors.article} />
      </div>
      <Select id="mode-there" name="mode" label={t('moderation.mode')} value={textIn(typed, 'mode')} options={[{ value: '', label: t('moderation.as_paper') }, ...modes.map((value) => ({ value, label: t(`moderation.mode.${value}`) }))]} />
      <div class="pairs">
        <Field id="close-there" name="close_after_days" label={t('moderation.close_after_days')} value={textIn(typed, 'close_after_days')} type="number" inputmode="numeric" min={1} />
        <Field id="slow-there" name="slow_seconds" label={t('moderation.slow_seconds')} value={textIn(typed, 'slow_seconds')} type="number" inputmode="numeric" min={0} />
      </div>
      <div class="actions"><button class="quiet">{t('moderation.save_override')}</button></div>
    </form>
  )
}

export const save: Action<typeof paths.deskModerationSettings, Staff<'set_moderation'>> = async ({ db, form, who, speaks, now }) => {
  const read = settingsIn(form)
  if ('wrong' in read) {
    const { t } = await deskOf(db, { who, speaks })
    return settingsPage(db, { who, speaks, now, typed: form, errors: Object.fromEntries(read.wrong.map((name) => [name, t(name === 'closes_at' || name === 'opens_at' ? 'moderation.error.hours' : 'moderation.error.number')])) })
  }
  await setDiscussions(db, read.settings, { by: who, now })
  return seeOther(withDone(paths.deskModerationSettings, 'saved'))
}

export const otherwise: Action<typeof paths.deskOverrides, Staff<'set_moderation'>> = async ({ db, form, who, speaks, now }) => {
  const [place, override] = [await placeIn(db, form), overrideIn(form)]
  if (!place || !override) {
    const { t } = await deskOf(db, { who, speaks })
    return settingsPage(db, { who, speaks, now, typed: await asForm(db), place: form, errors: { article: t(place ? 'moderation.error.number' : 'moderation.error.place') } })
  }
  await setOverride(db, { place, override }, { by: who, now })
  return seeOther(withDone(paths.deskModerationSettings, 'saved'))
}

// An article by its number or its whole address.
async function placeIn(db: Reads, form: Form): Promise<Place | undefined> {
  const text = textIn(form, 'article').trim()
  const article_id = numberIn(text) ?? articleNumber(text.replace(/[?#].*$/, '').split('/').at(-1) ?? '')
  if (article_id !== undefined) return (await articleHead(db, article_id)) ? { section_id: null, article_id } : undefined
  const section_id = text === '' ? numberIn(textIn(form, 'section')) : undefined
  return section_id === undefined ? undefined : { section_id, article_id: null }
}
