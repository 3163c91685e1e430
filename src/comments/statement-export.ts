// Statements of reasons in the form of the EU's DSA Transparency Database (Article 24(5)), for whoever must or wants to
// hand them in. They hold nothing of the text, its author, who decided, or the reason in words.
import type { Reads } from '../base/db/db.ts'
import { translator } from '../base/i18n/i18n.ts'
import { isClause, statementCategories } from './clause.ts'
import { statementRows, type StatementRow } from './reads/statements.ts'
import { spanOf } from './reads/transparency.ts'
import type { Period } from './transparency.ts'
import { csvOf } from './transparency-files.ts'

/** The names of the database's attributes, in the order of its documentation. */
export const attributes = [
  'puid', 'decision_visibility', 'end_date_visibility_restriction', 'decision_monetary', 'decision_provision', 'end_date_service_restriction', 'decision_account', 'account_type',
  'decision_ground', 'decision_ground_reference_url', 'illegal_content_legal_ground', 'illegal_content_explanation',
  'incompatible_content_ground', 'incompatible_content_explanation', 'incompatible_content_illegal', 'category', 'category_addition', 'category_specification',
  'content_type', 'content_language', 'content_date', 'application_date', 'territorial_scope', 'decision_facts', 'source_type', 'source_identity', 'automated_detection', 'automated_decision',
] as const
type Attribute = (typeof attributes)[number]
export type Statement = Partial<Record<Attribute, string | string[]>>

/** The European Economic Area: a paper shows its comments everywhere in it alike. */
const territory = ['AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IS', 'IT', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK']

export function statementOf(row: StatementRow, netiquette_url: string): Statement {
  return {
    puid: `decision-${row.id}`, ...restriction(row), ...ground(row, netiquette_url), account_type: 'ACCOUNT_TYPE_PRIVATE',
    content_type: ['CONTENT_TYPE_TEXT'], content_language: row.language.slice(0, 2).toUpperCase(), content_date: row.written_on, application_date: row.decided_on, territorial_scope: territory,
    decision_facts: facts(row),
    source_type: { notice: 'SOURCE_ARTICLE_16', report: 'SOURCE_TYPE_OTHER_NOTIFICATION', own: 'SOURCE_VOLUNTARY' }[row.source],
    automated_detection: row.found_by_rule ? 'Yes' : 'No', automated_decision: row.by_rule ? 'AUTOMATED_DECISION_FULLY' : 'AUTOMATED_DECISION_NOT_AUTOMATED',
  }
}

// Who may not write any more may still read: a part of the service ends, not the account.
function restriction({ kind, until_on }: StatementRow): Statement {
  if (kind === 'ban') return { decision_provision: 'DECISION_PROVISION_PARTIAL_TERMINATION' }
  if (kind === 'suspend') return { decision_provision: 'DECISION_PROVISION_PARTIAL_SUSPENSION', ...(until_on ? { end_date_service_restriction: until_on } : {}) }
  return { decision_visibility: [kind === 'remove' ? 'DECISION_VISIBILITY_CONTENT_REMOVED' : 'DECISION_VISIBILITY_CONTENT_DISABLED'] }
}

function ground({ clause }: StatementRow, netiquette_url: string): Statement {
  const t = translator('en')
  const known = clause !== null && isClause(clause) ? clause : undefined
  const category = known ? statementCategories[known] : 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC'
  if (known === 'illegal') return { category, decision_ground: 'DECISION_GROUND_ILLEGAL_CONTENT', illegal_content_legal_ground: 'National law of the place of publication', illegal_content_explanation: 'The moderator held the text to be illegal.' }
  return {
    category, decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT', decision_ground_reference_url: netiquette_url, incompatible_content_illegal: 'No',
    incompatible_content_ground: known ? t(`clause.${known}`) : 'Netiquette', incompatible_content_explanation: known ? t(`clause_text.${known}`) : 'The text breaks the netiquette of the discussion.',
  }
}

function facts({ kind, by_rule, source }: StatementRow): string {
  const what = { reject: 'A reader’s comment under an article was not published', remove: 'A reader’s comment under an article was removed', hide: 'A reader’s comment under an article was hidden until a decision', suspend: 'A reader may write no comments for a time', ban: 'A reader may write no comments any more' }[kind]
  const why = { notice: 'after a notice of illegal content', report: 'after a report by readers', own: 'of the newsroom’s own accord' }[source]
  return `${what}, ${why}, ${by_rule ? 'by a rule that editors wrote' : 'by a person who read it'}.`
}

const batch = 2_000

/** All statements of a period, a batch of lines at a time. */
export async function* statementLines(db: Reads, { period, format, site_url }: { period: Period; format: 'csv' | 'jsonl'; site_url: string }): AsyncGenerator<string> {
  if (format === 'csv') yield csvOf([[...attributes]])
  const span = await spanOf(db, period)
  let after = 0
  for (;;) {
    const rows = await statementRows(db, span, { after, limit: batch })
    const statements = rows.map((row) => statementOf(row, `${site_url}/netiquette`))
    if (rows.length > 0) yield format === 'csv' ? csvOf(statements.map(csvRow)) : statements.map((statement) => `${JSON.stringify(statement)}\n`).join('')
    if (rows.length < batch) return
    after = rows.at(-1)?.id ?? after
  }
}

function csvRow(statement: Statement): string[] {
  return attributes.map((name) => { const value = statement[name]; return Array.isArray(value) ? value.join('|') : value ?? '' })
}
