// Changing a pledge: how much and how often, the way to pay, a pause.
import { paper } from '../../articles/reads/paper.ts'
import type { PaymentConfig } from '../../base/config.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf } from '../../base/time.ts'
import { Choice, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import type { FrameFacts } from '../../base/ui/frame.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { numberIn, paths, url } from '../../urls.ts'
import { amountIn, typedAmount } from '../amount.ts'
import { changeAmount, changeToTransfer, pausePledge, pauseRefusal, resumePledge } from '../changing.ts'
import { dayIn } from '../declaration-form.ts'
import { changeAndTell } from '../own-letter.ts'
import { ownStanding, type Standing } from '../own-pledge.ts'
import { ownSetting, type Supporting } from '../own-side.ts'
import { fundingSettings, type FundingSettings } from '../reads/settings.ts'
import type { OwnSide } from '../reads/supporter-links.ts'
import { currencySetting } from '../reads/currencies.ts'
import { addMonths, nextDueOn, type Rhythm } from '../rhythm.ts'
import { amountRefusal } from '../terms.ts'
import { sumInWords } from '../views/own-words.ts'
import { OwnFrame } from '../views/own-frame.tsx'

export interface Asked { db: Reads; who: Supporting; speaks: string | undefined; params: { id: string }; now: Date; payments: PaymentConfig }

/** What every page about one pledge needs; undefined where the own side is not open. */
export async function pledgeAsked({ db, who, speaks, params, now, payments }: Asked) {
  if (who === 'nobody') return undefined
  const [setting, standing] = await Promise.all([ownSetting(db, { who, speaks }), ownStanding(db, { who, id: params.id, now, payments })])
  return { ...setting, who, standing }
}
export interface Setting { facts: FrameFacts; t: T; who: OwnSide; standing: Standing }

/** Who did it, in the history of a pledge. */
export function byOf(who: OwnSide): string {
  return `supporter:${who.id}`
}

/** Back to the first page, which says what was done; the mail says it as well. */
export function done(what: string): Response {
  return seeOther(`${paths.mySupport}?done=${what}`)
}

/** A link may bring an amount along, in minor units: it stands in the field, and nothing is changed by that. */
export const showAmount: Page<typeof paths.mySupportAmount, Supporting, 'amount'> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  found(asked.standing.can.change || undefined)
  const { amount, currency, rhythm } = asked.standing.pledge
  return amountPage(asked, { settings: await fundingSettings(c.db), typed: { amount: typedAmount(numberIn(c.query.amount ?? '') || amount, { currency, language: asked.t.language }), rhythm } })
}

export const changeIt: Action<typeof paths.mySupportAmount, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { t, who, standing: { pledge } } = asked
  const [settings, limits] = [await fundingSettings(c.db), await currencySetting(c.db, pledge.currency)]
  const amount = amountIn(textIn(c.form, 'amount'), pledge.currency)
  const refused = amountRefusal(amount, limits)
  const wanted = textIn(c.form, 'rhythm')
  const rhythm = pledge.rhythm === 'once' ? 'once' : rhythmsOffered(settings, pledge.rhythm).find((one) => one === wanted) ?? pledge.rhythm
  if (refused || amount === undefined) {
    const error = t(`own.amount.error.${refused ?? 'wrong'}`, { smallest: t.money(limits?.smallest_amount ?? 1, pledge.currency), largest: t.money(limits?.largest_amount ?? 1, pledge.currency) })
    return amountPage(asked, { settings, typed: c.form, errors: { amount: error } })
  }
  if (amount === pledge.amount && rhythm === pledge.rhythm) return done('same')
  const changed = await changeAndTell(c.db, { id: pledge.id, what: 'amount', change: (tx, act) => changeAmount(tx, { id: pledge.id, amount, rhythm }, act) }, { by: byOf(who), site: c.site, now: c.now })
  return done(changed ? 'amount' : 'too_late')
}

function rhythmsOffered(settings: FundingSettings, own: Rhythm) {
  return (['monthly', 'quarterly', 'yearly'] as const).filter((rhythm) => rhythm === own || settings.rhythms.includes(rhythm))
}

function amountPage({ facts, t, who, standing: { pledge, next } }: Setting, { settings, typed, errors = {} }: { settings: FundingSettings; typed: Form; errors?: Errors }): Response {
  const meaning = (rhythm: Rhythm) => {
    const then = next === null ? null : nextDueOn({ rhythm, began_on: next }, next)
    return next && then ? { hint: t('own.rhythm.meaning', { next: t.day(next), then: t.day(then) }) } : {}
  }
  return html(
    <OwnFrame facts={facts} t={t} title={t(pledge.rhythm === 'once' ? 'own.change_amount' : 'own.change_rhythm')} whose={who.name}>
      <Wrong errors={errors} t={t} />
      <p>{t('own.now', { sum: sumInWords(pledge, t) })} {next ? t('own.from_next', { date: t.day(next) }) : ''} {pledge.way === 'debit' ? t('own.told_anew', { days: settings.notice_days }) : ''}</p>
      <form class="form" method="post" action={url(paths.mySupportAmount, { id: String(pledge.id) })} novalidate>
        <Field name="amount" label={t('own.amount', { currency: pledge.currency })} hint={t('own.amount.currency', { currency: t.currencyName(pledge.currency) })} value={textIn(typed, 'amount')} error={errors.amount} inputmode="decimal" required maxlength={20} />
        {pledge.rhythm === 'once' ? null : <Choice name="rhythm" label={t('own.rhythm')} value={textIn(typed, 'rhythm') || pledge.rhythm} options={rhythmsOffered(settings, pledge.rhythm).map((rhythm) => ({ value: rhythm, label: t(`own.rhythm.${rhythm}`), ...meaning(rhythm) }))} />}
        <div class="actions"><button class="button">{t('own.save')}</button> <a href={paths.mySupport}>{t('own.back')}</a></div>
      </form>
    </OwnFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

export const showPause: Page<typeof paths.mySupportPause, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  return pausePage(asked, { today: await todayOf(c), typed: { until: asked.standing.pledge.paused_until ?? '' } })
}

export const pause: Action<typeof paths.mySupportPause, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { t, who, standing: { pledge } } = asked
  const today = await todayOf(c)
  const until = dayIn(textIn(c.form, 'until').trim())
  const refused = until === undefined ? 'wrong' : pauseRefusal(until, today)
  if (until === undefined || refused) return pausePage(asked, { today, typed: c.form, errors: { until: t(`own.pause.error.${refused ?? 'wrong'}`, { latest: t.day(addMonths(today, 12)) }) } })
  const paused = await changeAndTell(c.db, { id: pledge.id, what: 'paused', change: (tx, act) => pausePledge(tx, { id: pledge.id, until }, act) }, { by: byOf(who), site: c.site, now: c.now })
  return done(paused ? 'paused' : 'too_late')
}

function pausePage({ facts, t, who, standing: { pledge, can } }: Setting, { today, typed, errors = {} }: { today: string; typed: Form; errors?: Errors }): Response {
  found(can.pause || undefined)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.pause')} whose={who.name}>
      <Wrong errors={errors} t={t} />
      <p>{t('own.pause.about', { sum: sumInWords(pledge, t) })}</p>
      <form class="form" method="post" action={url(paths.mySupportPause, { id: String(pledge.id) })} novalidate>
        <Field name="until" type="date" label={t('own.pause.until')} hint={t('own.pause.hint', { latest: t.day(addMonths(today, 12)) })} value={textIn(typed, 'until')} error={errors.until} required />
        <div class="actions"><button class="button">{t('own.pause.button')}</button> <a href={paths.mySupport}>{t('own.back')}</a></div>
      </form>
    </OwnFrame>, Object.keys(errors).length > 0 ? 422 : 200)
}

export const showResumption: Page<typeof paths.mySupportResumption, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, who, standing: { pledge, can } } = asked
  found(can.resume || undefined)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.resume')} whose={who.name}>
      <p>{t(pledge.state === 'paused' ? 'own.resume.about' : 'own.resume.stopped', { sum: sumInWords(pledge, t) })}</p>
      <form class="actions" method="post" action={url(paths.mySupportResumption, { id: String(pledge.id) })}><button class="button">{t('own.resume.button')}</button> <a href={paths.mySupport}>{t('own.back')}</a></form>
    </OwnFrame>)
}

export const resume: Action<typeof paths.mySupportResumption, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { who, standing: { pledge } } = asked
  const resumed = await changeAndTell(c.db, { id: pledge.id, what: 'resumed', change: (tx, act) => resumePledge(tx, pledge.id, act) }, { by: byOf(who), site: c.site, now: c.now })
  return done(resumed ? 'resumed' : 'too_late')
}

export const showTransfer: Page<typeof paths.mySupportTransfer, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, who, standing: { pledge, can } } = asked
  found(can.transfer || undefined)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.to_transfer')} whose={who.name}>
      <p>{t(pledge.way === 'debit' ? 'own.transfer.about_debit' : 'own.transfer.about', { sum: sumInWords(pledge, t) })}</p>
      <form class="actions" method="post" action={url(paths.mySupportTransfer, { id: String(pledge.id) })}><button class="button">{t('own.transfer.button')}</button> <a href={paths.mySupport}>{t('own.back')}</a></form>
    </OwnFrame>)
}

export const transfer: Action<typeof paths.mySupportTransfer, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { who, standing: { pledge, can } } = asked
  found(can.transfer || undefined)
  const changed = await changeAndTell(c.db, { id: pledge.id, what: 'transfer', change: (tx, act) => changeToTransfer(tx, pledge.id, act) }, { by: byOf(who), site: c.site, now: c.now })
  return done(changed ? 'transfer' : 'too_late')
}

async function todayOf({ db, now }: Pick<Asked, 'db' | 'now'>): Promise<string> {
  return dayOf(now, (await paper(db)).time_zone)
}
