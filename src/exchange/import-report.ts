// What an import tells at its end: what came, what was here already, what was changed on the way, and what was left out and why.
import type { Notes } from './notes.ts'

export interface Finding {
  what: string
  times: number
  /** Some of the places where it was found. */
  where: string[]
}
export interface ImportReport {
  source: string
  came: Record<string, number>
  already_here: Record<string, number>
  changed: Finding[]
  left_out: Finding[]
  /** Files that texts name and that were not to be had. */
  missing_files: string[]
}

const examples = 10

export function emptyReport(source: string): ImportReport {
  return { source, came: {}, already_here: {}, changed: [], left_out: [], missing_files: [] }
}

export function came(report: ImportReport, kind: string, times = 1) {
  count(report.came, kind, times)
}
export function alreadyHere(report: ImportReport, kind: string, times = 1) {
  count(report.already_here, kind, times)
}
function count(counts: Record<string, number>, kind: string, times: number) {
  if (times > 0) counts[kind] = (counts[kind] ?? 0) + times
}

export function changed(report: ImportReport, what: string, where: string, times = 1) {
  find(report.changed, { what, where, times })
}
export function leftOut(report: ImportReport, what: string, where: string, times = 1) {
  find(report.left_out, { what, where, times })
}
export function changedAsNoted(report: ImportReport, notes: Notes, where: string) {
  for (const [what, times] of notes) find(what.endsWith('left out') ? report.left_out : report.changed, { what, where, times })
}

function find(findings: Finding[], { what, where, times }: { what: string; where: string; times: number }) {
  if (times === 0) return
  const known = findings.find((finding) => finding.what === what)
  if (!known) {
    findings.push({ what, times, where: where === '' ? [] : [where] })
    return
  }
  known.times += times
  if (where !== '' && known.where.length < examples && !known.where.includes(where)) known.where.push(where)
}

/** For people. */
export function reportText(report: ImportReport): string {
  const counts = (all: Record<string, number>) => Object.entries(all).map(([kind, times]) => `  ${number(times)} ${kind}`)
  return [
    `From ${report.source}`,
    ...part('What came', counts(report.came), 'nothing'),
    ...part('Already here, not touched', counts(report.already_here)),
    ...part('What was changed', report.changed.flatMap(findingLines)),
    ...part('What was left out', report.left_out.flatMap(findingLines)),
    ...part(`Files that were not found (${number(report.missing_files.length)})`, report.missing_files.map((file) => `  ${file}`)),
    // Names in an export must not give orders to the terminal.
  ].join('\n').replace(/[^\P{Cc}\n]/gu, '\ufffd') + '\n'
}

function part(title: string, lines: string[], otherwise?: string): string[] {
  if (lines.length === 0) return otherwise === undefined ? [] : ['', `${title}: ${otherwise}`]
  return ['', `${title}:`, ...lines]
}
function findingLines({ what, times, where }: Finding): string[] {
  const places = where.slice(0, 3).join(', ') + (where.length > 3 ? ', …' : '')
  return [`  ${number(times)} × ${what}${places === '' ? '' : ` (${places})`}`]
}
function number(n: number): string {
  return n.toLocaleString('en')
}
