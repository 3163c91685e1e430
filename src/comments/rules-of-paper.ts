// The rules a paper has made for itself: made and retired by people, tried on what was said before.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { secondsBefore } from '../base/time.ts'
import type { Clause } from './clause.ts'
import { recentTexts, repeatedAmong, type Text } from './reads/rules.ts'
import { finderOf, type RuleText } from './rule.ts'
import { insertRule, setRetired } from './writes/rules.ts'

export interface NewRule extends RuleText { action: 'hold' | 'refuse'; clause: Clause; note: string }

/** `instead`: the rule it takes the place of. */
export function makeRule(db: Db, { instead, ...rule }: NewRule & { instead: number | null }, { by, now }: { by: { id: number }; now: Date }): Promise<number> {
  return atomically(db, async (tx) => {
    const id = await insertRule(tx, { ...rule, made_by: by.id, made_at: now })
    await record(tx, { by: `staff:${by.id}`, what: 'rule made', subject: `rule:${id}`, now })
    if (instead !== null) await retireRule(tx, instead, { by, now })
    return id
  })
}

export function retireRule(db: Db, id: number, { by, now }: { by: { id: number }; now: Date }): Promise<true | undefined> {
  return atomically(db, async (tx) => {
    if (!(await setRetired(tx, { id, retired_at: now }))) return undefined
    await record(tx, { by: `staff:${by.id}`, what: 'rule retired', subject: `rule:${id}`, now })
    return true
  })
}

const lookedBackSeconds = 30 * 86_400
/** More texts than this are not looked through for a trial, so that it takes a second or two at most. */
const mostTexts = 10_000
const batch = 1_000
const mostShown = 50

export interface Caught extends Text { places: number[] }
export interface Trial { looked: number; count: number; caught: Caught[] }

/** What a rule would have caught in the last month: how many of how many, and the newest of them. */
export async function tryRule(db: Reads, rule: RuleText, now: Date): Promise<Trial> {
  const find = finderOf(rule)
  const trial: Trial = { looked: 0, count: 0, caught: [] }
  for (let before = Number.MAX_SAFE_INTEGER; trial.looked < mostTexts; ) {
    const texts = await recentTexts(db, { since: secondsBefore(now, lookedBackSeconds), before, limit: batch })
    const repeated = rule.kind === 'repeat' ? await repeatedAmong(db, { ids: texts.map(({ id }) => id), whose: rule.pattern }) : new Set()
    const caught = texts.flatMap((text) => {
      const places = rule.kind === 'repeat' ? (repeated.has(text.id) ? [0, text.body.length] : []) : find(text.body)
      return places.length === 0 ? [] : { ...text, places }
    })
    trial.looked += texts.length
    trial.count += caught.length
    trial.caught.push(...caught.slice(0, mostShown - trial.caught.length))
    const last = texts.at(-1)
    if (!last || texts.length < batch) break
    before = last.id
  }
  return trial
}
