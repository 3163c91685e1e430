import type { Reads } from '../../base/db/db.ts'

const columns = ['style_rules.id', 'style_rules.kind', 'style_rules.what', 'style_rules.instead', 'style_rules.reason', 'style_rules.language', 'style_rules.blocks'] as const

export type ListedStyleRule = Awaited<ReturnType<typeof styleRules>>[number]

/** The paper's list, in the order of the alphabet. */
export function styleRules(db: Reads) {
  return db.selectFrom('style_rules').select(columns).orderBy('kind').orderBy('what').orderBy('language').execute()
}

export function styleRuleById(db: Reads, id: number) {
  return db.selectFrom('style_rules').select(columns).where('id', '=', id).executeTakeFirst()
}

/** Only those that the paper has set. */
export function styleChecks(db: Reads) {
  return db.selectFrom('style_checks').select(['name', 'weight', 'at_most']).execute()
}
