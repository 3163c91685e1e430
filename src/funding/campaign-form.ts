// What the desk types of a campaign, and what is wrong with it.
import type { T } from '../base/i18n/i18n.ts'
import { calendarDay } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, textsIn, type Form } from '../base/web/form.ts'
import { numberIn } from '../urls.ts'
import { amountIn, typedAmount } from './amount.ts'
import type { CampaignWhole } from './reads/campaigns.ts'
import { rhythms } from './rhythm.ts'

export const goalKinds = ['supporters', 'monthly', 'sum'] as const
interface Said { t: T; currency: string }

export function dayIn(text: string): string | undefined {
  const [year = '', month = '', day = ''] = text.trim().split('-')
  return calendarDay([year, month, day])
}

/** A campaign as it was typed, or what is wrong by field. Goal and start are amounts, unless people are counted. */
export function campaignIn(form: Form, { t, currency }: Said) {
  const text = (name: string) => textIn(form, name).trim()
  const goal_kind = goalKinds.find((one) => one === text('goal_kind'))
  const counted = (name: string) => (goal_kind === 'supporters' ? numberIn(text(name).replace(/[\s.,\u00a0]/g, '')) : amountIn(text(name), currency))
  const [goal, carried, smallest_amount] = [counted('goal'), text('carried') === '' || text('carried') === '0' ? 0 : counted('carried'), amountIn(text('smallest_amount'), currency)]
  const rhythm = rhythms.find((one) => one === text('rhythm'))
  const starts_on = dayIn(text('starts_on'))
  const ends_on = text('ends_on') === '' ? null : dayIn(text('ends_on'))
  const isSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text('slug')) && text('slug').length <= 100
  const errors: Errors = {
    ...(isSlug ? {} : { slug: t('campaigns.error.slug') }),
    ...(goal_kind ? {} : { goal_kind: t('campaigns.error.goal_kind') }),
    ...(goal ? {} : { goal: t('campaigns.error.goal') }),
    ...(carried === undefined ? { carried: t('campaigns.error.goal') } : {}),
    ...(starts_on ? {} : { starts_on: t('campaigns.error.day') }),
    ...(ends_on === undefined || (ends_on && starts_on && ends_on < starts_on) ? { ends_on: t('campaigns.error.ends_on') } : {}),
    ...(smallest_amount ? {} : { smallest_amount: t('campaigns.error.amount') }),
    ...(rhythm ? {} : { rhythm: t('campaigns.error.rhythm') }),
  }
  if (!goal_kind || !goal || carried === undefined || !starts_on || ends_on === undefined || !smallest_amount || !rhythm || Object.keys(errors).length > 0) return { errors }
  const places = { on_articles: text('on_articles') !== '', on_front: text('on_front') !== '', sections: textsIn(form, 'sections').flatMap((one) => numberIn(one) ?? []) }
  return { fields: { slug: text('slug'), goal, goal_kind, carried, starts_on, ends_on, smallest_amount, currency, rhythm, ...places } }
}

/** A campaign as its form shows it. */
export function typedCampaign(campaign: CampaignWhole, language: string): Form {
  const counted = (value: number) => (campaign.goal_kind === 'supporters' ? String(value) : typedAmount(value, { currency: campaign.currency, language }))
  return {
    slug: campaign.slug, goal_kind: campaign.goal_kind, goal: counted(campaign.goal), carried: counted(campaign.carried), starts_on: campaign.starts_on, ends_on: campaign.ends_on ?? '',
    smallest_amount: typedAmount(campaign.smallest_amount, { currency: campaign.currency, language }), rhythm: campaign.rhythm, on_articles: campaign.on_articles ? 'on' : '', on_front: campaign.on_front ? 'on' : '', sections: campaign.sections.map(String),
  }
}

export function textOf(form: Form, t: T) {
  const text = (name: string) => textIn(form, name).trim()
  const day = (name: string) => (text(name) === '' ? null : dayIn(text(name)))
  const [shown_from, shown_until] = [day('shown_from'), day('shown_until')]
  const errors: Errors = {
    ...(/^[a-z]$/.test(text('version')) ? {} : { version: t('campaigns.error.version') }),
    ...(text('headline') ? {} : { headline: t('campaigns.error.headline') }),
    ...(text('body') ? {} : { body: t('campaigns.error.body') }),
    ...(shown_from === undefined ? { shown_from: t('campaigns.error.day') } : {}),
    ...(shown_until === undefined || (shown_from && shown_until && shown_until < shown_from) ? { shown_until: t('campaigns.error.ends_on') } : {}),
  }
  if (shown_from === undefined || shown_until === undefined || Object.keys(errors).length > 0) return { errors }
  return { text: { version: text('version'), headline: text('headline').slice(0, 200), body: text('body').slice(0, 5_000), button: text('button').slice(0, 100), footnote: text('footnote').slice(0, 300), shown_from, shown_until } }
}
