// Where readers give: the form, which is the same for all and printed, and the look at what was typed.
import { languages } from '../../base/i18n/i18n.ts'
import { Head } from '../../base/ui/head.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, printed } from '../../base/web/respond.ts'
import type { Action, Page } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import { paths, withQuery } from '../../urls.ts'
import { amountIn, typedAmount } from '../amount.ts'
import { appealIn } from '../appeal.ts'
import { countFollowed, originIn } from '../followed.ts'
import { draftOf, nothingTyped, typedIn, typedOf, type Typed } from '../giving-draft.ts'
import { crowdLimit, givingLimits, newForm, openForm } from '../giving-form.ts'
import { settingOf, type Setting } from '../giving-setting.ts'
import { checkPage } from './support-check.tsx'
import { formPage } from './support-form.tsx'

export const query = ['amount', 'rhythm', 'campaign', 'version', 'article', 'language'] as const
type Asked = (typeof query)[number]

export const show: Page<typeof paths.support, 'anyone', Asked> = async ({ db, site, payments, now, query: given }) => {
  const setting = await settingOf(db, { payments, language: languages.find((one) => one === given.language) })
  const { facts, t } = setting
  const appeal = await appealIn(db, 'own', { now, zone: facts.paper.time_zone, language: t.language })
  const title = t('support.title', { paper: facts.paper.name })
  const address = withQuery(paths.support, { language: t.language === facts.paper.language ? '' : t.language })
  const head = <Head site={site} facts={facts} t={t} address={address} title={title} description={t('support.description', { paper: facts.paper.name })} />
  const view = formPage(setting, { typed: preselected(given, { setting, rhythm: appeal?.rhythm }), appeal, head })
  // Printed for each article it would push articles out of the press.
  return given.article ? html(view) : printed(view, { tags: ['paper', 'campaign'], seconds: appeal?.seconds })
}

/** What an address may say beforehand, as one in a mail or under an article does. */
function preselected(given: Partial<Record<Asked, string>>, { setting: { terms, t }, rhythm = 'monthly' }: { setting: Setting; rhythm?: string | undefined }): Typed {
  const asWritten = (amount: number) => typedAmount(amount, { currency: terms.currency, language: t.language })
  const middle = terms.suggested_amounts[Math.floor((terms.suggested_amounts.length - 1) / 2)]
  const amount = amountIn(given.amount ?? '', terms.currency) ?? middle
  const isSuggested = amount === undefined || terms.suggested_amounts.includes(amount)
  return {
    ...nothingTyped, ...originIn(given), country: terms.creditor.creditor_id.slice(0, 2),
    rhythm: [given.rhythm, rhythm, terms.rhythms[0]].find((one) => terms.rhythms.some((offered) => offered === one)) ?? '', way: terms.ways[0] ?? '',
    [isSuggested ? 'amount' : 'amount_other']: amount === undefined ? '' : asWritten(amount),
  }
}

export const check: Action<typeof paths.support, Visitor> = async ({ db, form, limits, payments, safe, site, now }) => {
  const before = textIn(form, 'action') === 'change' ? openForm(textIn(form, 'form'), safe)?.draft : undefined
  const typed = typedIn(form)
  const setting = await settingOf(db, { payments, language: before?.language ?? typed.language })
  if (before) return html(formPage(setting, { typed: typedOf(before, setting.terms) }))
  const { draft, errors } = draftOf({ ...typed, language: setting.t.language }, setting)
  if (errors) return html(formPage(setting, { typed, errors }), 422)
  if (!limits.allows(givingLimits.check)) return html(formPage(setting, { typed, said: setting.t('giving.error.often') }), 429)
  await countFollowed(db, draft, { stage: 'begun', now })
  const isCrowded = !limits.allows(crowdLimit, 'everybody')
  return checkPage(setting, { form: newForm(draft, { now, isCrowded, button: setting.terms.button }), safe, site, now })
}
