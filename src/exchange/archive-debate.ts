// How discussions are led, on its way in from an archive: rows as they were.
import { insertRows, replaceRows } from '../base/db/rows.ts'
import { recountComments } from '../comments/recount.ts'
import { recordRefused } from './archive-lines.ts'
import { known, takeLines, type Ids, type Taking } from './archive-taking.ts'

/** Tables whose rows need nothing but their columns' names, each after what it refers to. */
const tables = [
  'comment_revisions', 'recommendations', 'follows', 'hidden_readers', 'moderation_rules', 'rule_matches', 'decisions', 'reports', 'objections', 'blind_checks', 'staff_notes',
  'comment_routes', 'police_cases',
] as const

const columnOf: Record<string, string> = {
  number: 'id', article: 'article_id', comment: 'comment_id', reader: 'reader_id', thread: 'thread_id', hidden: 'hidden_id', staff: 'staff_id', rule: 'rule_id', decision: 'decision_id', report: 'report_id',
}

export async function takeDebate(taking: Taking, ids: Ids) {
  const { tx } = taking
  await takeSettings(taking)
  await takeLines(taking, 'discussion_overrides', (lines) => insertRows(tx, 'discussion_overrides', lines.map((line) => {
    const { section, article: article_id, ...columns } = line.value
    return { ...columns, article_id, section_id: section === null ? null : known(ids.sections, { at: line, what: 'section', name: section }) }
  })))
  for (const table of tables) await takeLines(taking, table, (lines) => insertRows(tx, table, lines.map(({ value }) => rowOf(value))))
  await recountComments(tx)
}

function rowOf(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [columnOf[field] ?? field, field.endsWith('_hash') && value !== null ? `\\x${value}` : value]))
}

async function takeSettings(taking: Taking) {
  await takeLines(taking, 'discussion_settings', async (lines) => {
    for (const line of lines) {
      if (line.line > 1) throw recordRefused(line, 'discussions have one setting only')
      await replaceRows(taking.tx, 'discussion_settings', [{ id: 1, ...line.value }])
    }
  })
}
