import type { Db } from '../../base/db/db.ts'
import type { CheckName, Weight } from '../client/editor/house-style/finding.ts'

export interface NewStyleRule { kind: 'avoid' | 'name'; what: string; instead: string; reason: string; language: string; blocks: boolean }
interface Made { made_by: number; made_at: Date }

/** Of the same words in the same language there is one rule: a later one takes its place.. */
export async function putStyleRules(db: Db, rules: NewStyleRule[], made: Made) {
  if (rules.length === 0) return
  await db.insertInto('style_rules').values(rules.map((rule) => ({ ...rule, ...made })))
    .onConflict((conflict) => conflict.columns(['kind', 'what', 'language']).doUpdateSet((eb) => ({ instead: eb.ref('excluded.instead'), reason: eb.ref('excluded.reason'), blocks: eb.ref('excluded.blocks'), made_by: eb.ref('excluded.made_by'), made_at: eb.ref('excluded.made_at') })))
    .execute()
}

export async function deleteStyleRule(db: Db, id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('style_rules').where('id', '=', id).executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteStyleRules(db: Db, ids: number[]) {
  await db.deleteFrom('style_rules').where('id', 'in', [-1, ...ids]).execute()
}

export async function setStyleChecks(db: Db, checks: { name: CheckName; weight: Weight; at_most: number | null }[]) {
  await db.insertInto('style_checks').values(checks).onConflict((conflict) => conflict.column('name').doUpdateSet((eb) => ({ weight: eb.ref('excluded.weight'), at_most: eb.ref('excluded.at_most') }))).execute()
}
