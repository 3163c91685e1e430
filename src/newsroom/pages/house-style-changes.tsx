// What changes house style: a line of the list kept, tried or dropped, a file taken in, the checks set.
import type { T } from '../../base/i18n/i18n.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { seeOther } from '../../base/web/respond.ts'
import { found, type Action } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { numberIn, paths, withQuery } from '../../urls.ts'
import { checkNames, defaultChecks, weights, type CheckName, type StyleRule, type Weight } from '../client/editor/house-style/finding.ts'
import { mayAsk, waitAWhile } from '../heavy.ts'
import { dropStyleRule, keepStyleRule, ruleRefusal, setChecks, takeStyleRules } from '../house-style.ts'
import { styleRulesIn } from '../house-style-file.ts'
import { tryStyleRule } from '../house-style-trial.ts'
import { stylePage } from './house-style.tsx'

type Who = Staff<'set_house_style'>

/** Keeps a rule, or tries it on what was published. */
export const keep: Action<typeof paths.deskHouseStyleRules, Who> = async ({ db, who, speaks, form, now, limits }) => {
  const { t } = await deskOf(db, { who, speaks })
  const rule = ruleIn(form)
  const errors: Errors = Object.fromEntries(Object.entries(ruleRefusal(rule)).map(([field, why]) => [field, t(`house_style.wrong.${why}`)]))
  if (Object.keys(errors).length > 0) return stylePage(db, { who, speaks, typed: form, errors })
  if (textIn(form, 'do') === 'try') {
    if (!mayAsk(limits, 'trial', who)) return stylePage(db, { who, speaks, typed: form, errors: { what: t('desk.too_often') }, status: 429, headers: waitAWhile })
    return stylePage(db, { who, speaks, typed: form, trial: await tryStyleRule(db, rule) })
  }
  await keepStyleRule(db, { rule, instead_of: numberIn(textIn(form, 'instead_of')) }, { by: who.id, now })
  return done('kept')
}

function ruleIn(form: Form): StyleRule {
  const text = (name: string) => textIn(form, name).trim()
  return { kind: text('kind') === 'name' ? 'name' : 'avoid', what: text('what').replace(/\s+/g, ' '), instead: text('instead'), reason: text('reason'), language: text('language').toLowerCase(), blocks: text('blocks') !== '' }
}

export const drop: Action<typeof paths.deskHouseStyleRuleRemoval, Who> = async ({ db, who, params, now }) => {
  await dropStyleRule(db, found(numberIn(params.id)), { by: who.id, now })
  return done('dropped')
}

export const takeFile: Action<typeof paths.deskHouseStyleFile, Who> = async ({ db, who, speaks, form, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const { file } = form
  if (!(file instanceof File) || file.size === 0) return stylePage(db, { who, speaks, errors: { file: t('house_style.wrong.no_file') } })
  const { rules, wrong } = styleRulesIn(await file.text())
  if (!rules) return stylePage(db, { who, speaks, errors: { file: t(`house_style.wrong.file_${wrong.why}`, { line: wrong.line }) } })
  await takeStyleRules(db, { rules, isWhole: textIn(form, 'is_whole') !== '' }, { by: who.id, now })
  return done('taken')
}

export const checks: Action<typeof paths.deskHouseStyleChecks, Who> = async ({ db, who, speaks, form, now }) => {
  const { t } = await deskOf(db, { who, speaks })
  const read = checkNames.map((name) => settingIn(form, name, t))
  const errors: Errors = Object.fromEntries(read.flatMap(({ name, error }) => (error ? [[`limit_${name}`, error]] : [])))
  if (Object.keys(errors).length > 0) return stylePage(db, { who, speaks, set: form, errors })
  await setChecks(db, read.map(({ name, weight, at_most }) => ({ name, weight, at_most })), { by: who.id, now })
  return done('set')
}

function settingIn(form: Form, name: CheckName, t: T): { name: CheckName; weight: Weight; at_most: number | null; error?: string } {
  const weight = weights.find((one) => one === textIn(form, `weight_${name}`)) ?? defaultChecks[name].weight
  if (defaultChecks[name].limit === null) return { name, weight, at_most: null }
  const typed = textIn(form, `limit_${name}`).trim()
  if (/^\d{1,5}$/.test(typed)) return { name, weight, at_most: Number(typed) }
  return { name, weight, at_most: null, error: t('house_style.wrong.limit', { check: t(`house_style.check.${name}`) }) }
}

function done(what: string): Response {
  return seeOther(withQuery(paths.deskHouseStyle, { done: what }))
}
