// What staff change of a pledge for whoever gives it, as when somebody phones: amount and rhythm, a pause, the end. The same
// steps as on the supporter's own side, with the same mails.
import type { Child } from 'hono/jsx'
import { paper } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { dayOf } from '../../base/time.ts'
import { Area, Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { amountIn, typedAmount } from '../amount.ts'
import { changeAmount, pausePledge, pauseRefusal, resumePledge } from '../changing.ts'
import { dayIn, declarationIn, longest } from '../declaration-form.ts'
import { declare } from '../declaration.ts'
import { fundingPages } from '../desk.ts'
import { changeAndTell } from '../own-letter.ts'
import { standingOf, type Standing } from '../own-pledge.ts'
import { currencySetting } from '../reads/currencies.ts'
import { pledgeOf } from '../reads/own-side.ts'
import { fundingSettings, type FundingSettings } from '../reads/settings.ts'
import { pledgeShown } from '../reads/supporter-page.ts'
import { addMonths, type Rhythm } from '../rhythm.ts'
import { amountRefusal } from '../terms.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { sumInWords } from '../views/own-words.ts'
import { nameOr } from '../views/supporter-words.ts'

type Guarded = Staff<'see_supporters'>
interface Setting { desk: Desk; standing: Standing; whose: NonNullable<Awaited<ReturnType<typeof pledgeShown>>> }

async function asked(db: Reads, { who, speaks, params, now }: { who: Reader; speaks: string | undefined; params: { id: string }; now: Date }): Promise<Setting> {
  const whose = found(await pledgeShown(db, found(numberIn(params.id))))
  const [desk, pledge] = await Promise.all([deskOf(db, { who, speaks }), pledgeOf(db, whose)])
  return { desk, whose, standing: await standingOf(db, found(pledge), { now }) }
}

function done({ whose, standing }: Setting, what: string): Response {
  return seeOther(`${withQuery(url(paths.deskSupporter, { id: String(whose.supporter_id) }), { done: what })}#pledge-${standing.pledge.id}`)
}

export const showAmount: Page<typeof paths.deskPledgeAmount, Guarded> = async ({ db, ...c }) => {
  const setting = await asked(db, c)
  const { standing: { pledge: { amount, currency, rhythm }, can }, desk: { t } } = setting
  found(can.change || undefined)
  return amountPage(setting, { settings: await fundingSettings(db), typed: { amount: typedAmount(amount, { currency, language: t.language }), rhythm } })
}

export const changeIt: Action<typeof paths.deskPledgeAmount, Guarded> = async ({ db, form, site, ...c }) => {
  const setting = await asked(db, c)
  const { standing: { pledge }, desk: { t } } = setting
  const [settings, limits] = [await fundingSettings(db), await currencySetting(db, pledge.currency)]
  const amount = amountIn(textIn(form, 'amount'), pledge.currency)
  const refused = amountRefusal(amount, limits)
  const rhythm = pledge.rhythm === 'once' ? 'once' : rhythmsOffered(settings, pledge.rhythm).find((one) => one === textIn(form, 'rhythm')) ?? pledge.rhythm
  if (refused || amount === undefined) {
    return amountPage(setting, { settings, typed: form, errors: { amount: t(`own.amount.error.${refused ?? 'wrong'}`, { smallest: t.money(limits?.smallest_amount ?? 1, pledge.currency), largest: t.money(limits?.largest_amount ?? 1, pledge.currency) }) } })
  }
  if (amount === pledge.amount && rhythm === pledge.rhythm) return done(setting, 'same')
  const changed = await changeAndTell(db, { id: pledge.id, what: 'amount', change: (tx, act) => changeAmount(tx, { id: pledge.id, amount, rhythm }, act) }, { by: `staff:${c.who.id}`, site, now: c.now })
  return done(setting, changed ? 'amount' : 'too_late')
}

function rhythmsOffered(settings: FundingSettings, own: Rhythm) {
  return (['monthly', 'quarterly', 'yearly'] as const).filter((rhythm) => rhythm === own || settings.rhythms.includes(rhythm))
}

function amountPage(setting: Setting, { settings, typed, errors = {} }: { settings: FundingSettings; typed: Form; errors?: Errors }): Response {
  const { desk: { t }, standing: { pledge, next } } = setting
  return page(setting, { title: t(pledge.rhythm === 'once' ? 'own.change_amount' : 'own.change_rhythm'), about: [next ? t('supporters.from_next', { date: t.day(next) }) : '', told(setting)], errors, action: paths.deskPledgeAmount, button: t('supporters.save'), fields: (
    <>
      <Field name="amount" label={t('own.amount', { currency: pledge.currency })} value={textIn(typed, 'amount')} error={errors.amount} inputmode="decimal" required maxlength={20} />
      {pledge.rhythm === 'once' ? null : <Choice name="rhythm" label={t('own.rhythm')} value={textIn(typed, 'rhythm') || pledge.rhythm} options={rhythmsOffered(settings, pledge.rhythm).map((rhythm) => ({ value: rhythm, label: t(`own.rhythm.${rhythm}`) }))} />}
    </>
  ) })
}

export const showPause: Page<typeof paths.deskPledgePause, Guarded> = async ({ db, ...c }) => {
  const setting = await asked(db, c)
  found(setting.standing.can.pause || undefined)
  return pausePage(setting, { today: await todayOf(db, c.now), typed: { until: setting.standing.pledge.paused_until ?? '' } })
}

export const pause: Action<typeof paths.deskPledgePause, Guarded> = async ({ db, form, site, ...c }) => {
  const setting = await asked(db, c)
  const { desk: { t }, standing: { pledge } } = setting
  const today = await todayOf(db, c.now)
  const until = dayIn(textIn(form, 'until').trim())
  const refused = until === undefined ? 'wrong' : pauseRefusal(until, today)
  if (until === undefined || refused) return pausePage(setting, { today, typed: form, errors: { until: t(`own.pause.error.${refused ?? 'wrong'}`, { latest: t.day(addMonths(today, 12)) }) } })
  const paused = await changeAndTell(db, { id: pledge.id, what: 'paused', change: (tx, act) => pausePledge(tx, { id: pledge.id, until }, act) }, { by: `staff:${c.who.id}`, site, now: c.now })
  return done(setting, paused ? 'paused' : 'too_late')
}

function pausePage(setting: Setting, { today, typed, errors = {} }: { today: string; typed: Form; errors?: Errors }): Response {
  const { desk: { t } } = setting
  return page(setting, { title: t('supporters.pause'), about: [t('supporters.pause_about'), told(setting)], errors, action: paths.deskPledgePause, button: t('own.pause.button'), fields: (
    <Field name="until" type="date" label={t('own.pause.until')} hint={t('own.pause.hint', { latest: t.day(addMonths(today, 12)) })} value={textIn(typed, 'until')} error={errors.until} required />
  ) })
}

export const showResumption: Page<typeof paths.deskPledgeResumption, Guarded> = async ({ db, ...c }) => {
  const setting = await asked(db, c)
  const { desk: { t }, standing: { can } } = setting
  found(can.resume || undefined)
  return page(setting, { title: t('supporters.resume'), about: [t('supporters.resume_about'), told(setting)], action: paths.deskPledgeResumption, button: t('supporters.resume') })
}

export const resume: Action<typeof paths.deskPledgeResumption, Guarded> = async ({ db, site, ...c }) => {
  const setting = await asked(db, c)
  const { pledge } = setting.standing
  const resumed = await changeAndTell(db, { id: pledge.id, what: 'resumed', change: (tx, act) => resumePledge(tx, pledge.id, act) }, { by: `staff:${c.who.id}`, site, now: c.now })
  return done(setting, resumed ? 'resumed' : 'too_late')
}

export const showCancellation: Page<typeof paths.deskPledgeCancellation, Guarded> = async ({ db, ...c }) => {
  const setting = await asked(db, c)
  found(setting.standing.can.cancel || undefined)
  return cancellationPage(setting, {})
}

/** Taken down as what it is: a declaration that came in, with its number and its confirmation. */
export const cancel: Action<typeof paths.deskPledgeCancellation, Guarded> = async ({ db, form, site, safe, ...c }) => {
  const setting = await asked(db, c)
  const { desk: { t }, standing: { pledge, can }, whose } = setting
  if (!can.cancel) return done(setting, 'too_late')
  const { declaration, errors } = declarationIn(form, { kind: 'cancellation', isKnown: true, today: await todayOf(db, c.now), t })
  if (Object.values(errors).some(Boolean)) return cancellationPage(setting, { typed: form, errors })
  const said = { ...declaration, name: whose.name, mail_address: whose.mail_address, reference: pledge.reference, language: whose.language }
  await declare(db, { declaration: said, known: { supporter_id: whose.supporter_id, pledge_id: pledge.id, staff: c.who } }, { site, safe, now: c.now })
  return done(setting, 'cancelled')
}

function cancellationPage(setting: Setting, { typed = {}, errors = {} }: { typed?: Form; errors?: Errors }): Response {
  const { desk: { t }, standing: { next } } = setting
  return page(setting, { title: t('supporters.cancel'), about: [next ? t('supporters.cancel_next', { date: t.day(next) }) : '', told(setting)], errors, action: paths.deskPledgeCancellation, button: t('supporters.cancel_do'), fields: (
    <>
      <Choice name="manner" label={t('declaration.manner')} value={textIn(typed, 'manner') || 'ordinary'} options={(['ordinary', 'extraordinary'] as const).map((value) => ({ value, label: t(`declaration.manner.${value}`) }))} />
      <Area name="reason" label={t('declaration.reason')} value={textIn(typed, 'reason')} error={errors.reason} rows={3} maxlength={longest.reason} />
      <Field name="wanted_on" type="date" label={t('supporters.cancel_on')} hint={t('supporters.cancel_on_hint')} value={textIn(typed, 'wanted_on')} error={errors.wanted_on} />
    </>
  ) })
}

/** Whether whoever gives will read of it. */
function told({ desk: { t }, whose: { mail_address } }: Setting): string {
  return mail_address === '' ? t('supporters.not_told') : t('supporters.told', { address: mail_address })
}

interface Parts { title: string; about: string[]; errors?: Errors; action: (typeof paths)[`deskPledge${'Amount' | 'Pause' | 'Resumption' | 'Cancellation'}`]; button: string; fields?: Child }

function page({ desk, standing: { pledge }, whose }: Setting, { title, about, errors = {}, action, button, fields = null }: Parts): Response {
  const { t } = desk
  const name = nameOr(whose, t)
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, desk.who)} current={paths.deskSupporters} title={`${title}: ${name}`} back={{ path: url(paths.deskSupporter, { id: String(whose.supporter_id) }), label: name }}>
      <Wrong errors={errors} t={t} />
      <p><strong>{sumInWords(pledge, t)}</strong>, {t(`own.way.${pledge.way}`)}</p>
      {about.filter(Boolean).map((text) => <p class="small">{text}</p>)}
      <form class="form" method="post" action={url(action, { id: String(pledge.id) })} novalidate>
        {fields}
        <div class="actions"><button class="button">{button}</button></div>
      </form>
    </FundingFrame>, Object.values(errors).some(Boolean) ? 422 : 200)
}

async function todayOf(db: Reads, now: Date): Promise<string> {
  return dayOf(now, (await paper(db)).time_zone)
}
