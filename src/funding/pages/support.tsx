// Where readers give: the form, which is the same for all and printed, and the look at what was typed.
import { languages } from '../../base/i18n/i18n.ts'
import { Head } from '../../base/ui/head.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, printed } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import { paths, withQuery } from '../../urls.ts'
import { amountIn, typedAmount } from '../amount.ts'
import { middleOf } from '../suggested-amounts.ts'
import { offerIn, suggestedIn } from '../terms.ts'
import { appealIn } from '../appeal.ts'
import { countFollowed, originIn } from '../followed.ts'
import { draftOf, nothingTyped, typedIn, typedOf, type Typed } from '../giving-draft.ts'
import { crowdLimit, givingLimits, newForm, openForm } from '../giving-form.ts'
import { settingOf, type Setting } from '../giving-setting.ts'
import { checkPage } from './support-check.tsx'
import { formPage } from './support-form.tsx'

export const query = ['currency', 'amount', 'rhythm', 'campaign', 'version', 'article', 'language'] as const
type Asked = (typeof query)[number]

export const show: Page<typeof paths.support, 'anyone', Asked> = async ({ db, site, payments, now, query: given }) => {
  const setting = await settingOf(db, { payments, now, language: languages.find((one) => one === given.language) })
  const { facts, campaigns, t } = setting
  const appeal = appealIn(campaigns, 'own', { now, language: t.language })
  const title = t('support.title', { paper: facts.paper.name })
  const address = withQuery(paths.support, { language: t.language === facts.paper.language ? '' : t.language })
  const head = <Head site={site} facts={facts} t={t} address={address} title={title} description={t('support.description', { paper: facts.paper.name })} />
  const view = formPage(setting, { typed: preselected(given, { setting, rhythm: appeal?.rhythm }), appeal, head })
  // Printed for each article it would push articles out of the press.
  return given.article ? html(view) : printed(view, { tags: ['paper', 'campaign'], seconds: appeal?.seconds })
}

/** What an address may say beforehand, as one in a mail or under an article does. */
function preselected(given: Partial<Record<Asked, string>>, { setting: { terms, t }, rhythm = 'monthly' }: { setting: Setting; rhythm?: string | undefined }): Typed {
  const offer = offerIn(terms, given.currency ?? '') ?? terms.offers[0]
  const { currency } = offer
  const often = [given.rhythm, rhythm, terms.rhythms[0]].flatMap((one) => terms.rhythms.find((offered) => offered === one) ?? [])[0]
  const suggested = suggestedIn(offer, often)
  const amount = amountIn(given.amount ?? '', currency) ?? middleOf(suggested)
  return {
    ...nothingTyped, ...originIn(given), country: terms.creditor.creditor_id.slice(0, 2), currency, rhythm: often ?? '', way: offer.ways[0] ?? '',
    [amount === undefined || suggested.includes(amount) ? 'amount' : 'amount_other']: amount === undefined ? '' : typedAmount(amount, { currency, language: t.language }),
  }
}

export const check: Action<typeof paths.support, Visitor> = async ({ db, form, limits, payments, safe, site, now }) => {
  const before = textIn(form, 'action') === 'change' ? openForm(textIn(form, 'form'), safe)?.draft : undefined
  const setting = await settingOf(db, { payments, now, language: before?.language ?? textIn(form, 'language') })
  const typed = typedIn(form, setting.terms)
  if (before) return html(formPage(setting, { typed: typedOf(before, setting.terms) }))
  const { draft, errors } = draftOf({ ...typed, language: setting.t.language }, setting)
  if (errors) return html(formPage(setting, { typed, errors }), 422)
  if (!limits.allows(givingLimits.check)) return html(formPage(setting, { typed, said: setting.t('giving.error.often') }), 429)
  await countFollowed(db, draft, { stage: 'begun', now })
  const isCrowded = !limits.allows(crowdLimit, 'everybody')
  return checkPage(setting, { form: newForm(draft, { now, isCrowded, button: setting.terms.button }), safe, site, now })
}
