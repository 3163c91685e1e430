// The paper's list of words and names as a table, out and in: kind, what, instead, reason, language, blocks.
import { csvLine } from '../base/csv.ts'
import { csvRows } from '../base/csv-rows.ts'
import type { StyleRule } from './client/editor/house-style/finding.ts'
import { ruleRefusal } from './house-style.ts'

export const columns = ['kind', 'what', 'instead', 'reason', 'language', 'blocks'] as const

export async function* styleLines(rules: StyleRule[]): AsyncGenerator<string> {
  yield csvLine(columns)
  for (const { kind, what, instead, reason, language, blocks } of rules) yield csvLine([kind, what, instead, reason, language, blocks ? 'yes' : 'no'])
}

export const longestFile = 5_000

/** The rules of a file, or the line (as people count) that is none. */
export function styleRulesIn(text: string): { rules: StyleRule[]; wrong?: undefined } | { rules?: undefined; wrong: { line: number; why: 'unread' | 'columns' | 'too_many' | 'rule' } } {
  const rows = readRows(text)
  if (!rows) return { wrong: { line: 0, why: 'unread' } }
  const head = rows[0]?.map((cell) => cell.trim().toLowerCase()) ?? []
  if (!head.includes('kind') || !head.includes('what')) return { wrong: { line: 1, why: 'columns' } }
  if (rows.length > longestFile) return { wrong: { line: longestFile, why: 'too_many' } }
  const rules: StyleRule[] = []
  for (const [n, row] of rows.entries()) {
    if (n === 0 || row.every((cell) => cell.trim() === '')) continue
    const rule = ruleIn((name) => plain(row[head.indexOf(name)] ?? ''))
    if (!rule || Object.keys(ruleRefusal(rule)).length > 0) return { wrong: { line: n + 1, why: 'rule' } }
    rules.push(rule)
  }
  return { rules }
}

function readRows(text: string): string[][] | undefined {
  try {
    return csvRows(text)
  } catch {
    return undefined
  }
}

function ruleIn(cell: (name: (typeof columns)[number]) => string): StyleRule | undefined {
  const kind = (['avoid', 'name'] as const).find((one) => one === cell('kind').toLowerCase())
  return kind && { kind, what: cell('what'), instead: cell('instead'), reason: cell('reason'), language: cell('language').toLowerCase(), blocks: /^(yes|ja|true|1|x)$/i.test(cell('blocks')) }
}
/** Without the quote that keeps spreadsheets from calculating. */
function plain(cell: string): string {
  return cell.replace(/^'(?=[=+\-@])/, '').trim()
}
