// House style is what the paper has agreed on about its language: words it avoids, names as it spells them, and what it
// looks for by itself, such as a missing credit. The paper keeps it; here it is read and changed.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { HouseStyle } from './client/editor/house-style/checking.ts'
import { defaultChecks, type CheckName, type CheckSetting, type CheckSettings, type StyleRule } from './client/editor/house-style/finding.ts'
import { styleChecks, styleRules } from './reads/house-style.ts'
import { deleteStyleRule, deleteStyleRules, putStyleRules, setStyleChecks } from './writes/house-style.ts'

interface By { by: number; now: Date }
const subject = 'house_style'

export async function houseStyle(db: Reads): Promise<HouseStyle> {
  const [rules, checks] = [await styleRules(db), await checkSettings(db)]
  return { rules: rules.map(({ id: _, ...rule }) => rule), checks }
}

/** Each check as the paper has set it, or as the program has it. */
export async function checkSettings(db: Reads): Promise<CheckSettings> {
  const checks = { ...defaultChecks }
  for (const { name, weight, at_most } of await styleChecks(db)) checks[name] = { weight, limit: defaultChecks[name].limit === null ? null : at_most ?? defaultChecks[name].limit }
  return checks
}

export const longestRule = 200

/** What is wrong with a rule, by field; nothing where it is one. */
export function ruleRefusal({ kind, what, instead, reason, language }: StyleRule): Partial<Record<'what' | 'instead' | 'language', 'empty' | 'everything' | 'too_long' | 'no_name' | 'language'>> {
  const text = what.trim()
  return {
    ...(text === '' ? { what: 'empty' } : text.length > longestRule ? { what: 'too_long' } : kind === 'avoid' && text.replace(/[\s*\p{P}]/gu, '').length < 2 ? { what: 'everything' } : kind === 'name' && !/\p{Lu}/u.test(text) ? { what: 'no_name' } : {}),
    ...(instead.length > 500 || reason.length > 500 ? { instead: 'too_long' } : {}),
    ...(/^([a-z]{2,3})?$/.test(language) ? {} : { language: 'language' }),
  }
}

/** Puts a rule on the list, in the place of another one where `instead_of` names it. */
export function keepStyleRule(db: Db, { rule, instead_of }: { rule: StyleRule; instead_of: number | undefined }, { by, now }: By): Promise<void> {
  return atomically(db, async (tx) => {
    if (instead_of !== undefined) await deleteStyleRule(tx, instead_of)
    await putStyleRules(tx, [rule], { made_by: by, made_at: now })
    await record(tx, { by: `staff:${by}`, now, what: 'house style rule kept', subject })
  })
}

export function dropStyleRule(db: Db, id: number, { by, now }: By): Promise<boolean> {
  return atomically(db, async (tx) => {
    const isDropped = await deleteStyleRule(tx, id)
    if (isDropped) await record(tx, { by: `staff:${by}`, now, what: 'house style rule dropped', subject })
    return isDropped
  })
}

/** Takes a whole list in; with `isWhole` what it does not have is dropped. */
export function takeStyleRules(db: Db, { rules, isWhole }: { rules: StyleRule[]; isWhole: boolean }, { by, now }: By): Promise<void> {
  return atomically(db, async (tx) => {
    const key = ({ kind, what, language }: StyleRule) => JSON.stringify([kind, what, language])
    // Of two lines about the same the last one counts; one statement could not change a row twice.
    const wanted = new Map(rules.map((rule) => [key(rule), rule]))
    if (isWhole) await deleteStyleRules(tx, (await styleRules(tx)).filter((rule) => !wanted.has(key(rule))).map(({ id }) => id))
    await putStyleRules(tx, [...wanted.values()], { made_by: by, made_at: now })
    await record(tx, { by: `staff:${by}`, now, what: 'house style list taken in', subject })
  })
}

export function setChecks(db: Db, checks: { name: CheckName; weight: CheckSetting['weight']; at_most: number | null }[], { by, now }: By): Promise<void> {
  return atomically(db, async (tx) => {
    await setStyleChecks(tx, checks)
    await record(tx, { by: `staff:${by}`, now, what: 'house style checks set', subject })
  })
}
