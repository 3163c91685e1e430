// The transparency report for programs: one figure a line in CSV, the whole in JSON.
import { isClause, statementCategories } from './clause.ts'
import type { TransparencyReport } from './transparency.ts'

type Line = [part: string, kind: string, clause: string | null, how: string, measure: string, value: number | null]

export function transparencyCsv({ from, to, ...report }: TransparencyReport): string {
  const head = ['from', 'to', 'part', 'kind', 'clause', 'category', 'how', 'measure', 'value']
  const rows = lines({ from, to, ...report }).map(([part, kind, clause, how, measure, value]) => [from, to, part, kind, clause, categoryOf(clause), how, measure, value])
  return csvOf([head, ...rows])
}

export function transparencyJson(report: TransparencyReport) {
  return {
    ...report,
    orders_of_authorities: null, disputes_out_of_court: null,
    notes: 'null stands for what is not recorded by this program. Counts are of decisions made, reports and objections received in the period, with what has become of them by now; days are those of the paper.',
    reported: report.reported.map((row) => ({ ...row, category: categoryOf(row.clause) })), decided: report.decided.map((row) => ({ ...row, category: categoryOf(row.clause) })),
  }
}

function lines({ reported, decided, automated, objected, people }: TransparencyReport): Line[] {
  return [
    ['orders', '', null, '', 'recorded', null],
    ...reported.flatMap(({ kind, clause, ...measures }) => measured(measures).map(([name, value]): Line => ['reported', kind, clause, '', name, value])),
    ...decided.flatMap(({ kind, clause, automated: by_rule, detected_by_rule, source, ...measures }) =>
      measured(measures).map(([name, value]): Line => ['decided', kind, clause, [by_rule ? 'decided by rule' : 'decided by person', detected_by_rule ? 'found by rule' : 'found by person', source].join('; '), name, value])),
    ...measured(automated).map(([name, value]): Line => ['automated', '', null, '', name, value]),
    ...objected.flatMap(({ by_whom, ...measures }) => measured(measures).map(([name, value]): Line => ['objected', by_whom, null, '', name, value])),
    ['disputes out of court', '', null, '', 'recorded', null],
    ['people', '', null, '', 'average a month', people],
  ]
}

function measured(measures: Record<string, number | null>): [string, number | null][] {
  return Object.entries(measures)
}

/** What the EU's database calls it. */
function categoryOf(clause: string | null): string | null {
  return clause !== null && isClause(clause) ? statementCategories[clause] : null
}

/** Lines of CSV (RFC 4180). A value that a spreadsheet would take for a formula begins with an apostrophe. */
export function csvOf(rows: (string | number | null)[][]): string {
  return rows.map((row) => row.map(cell).join(',') + '\r\n').join('')
}
function cell(value: string | number | null): string {
  if (value === null) return ''
  const text = typeof value === 'string' && /^[=+\-@\t]/.test(value) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
