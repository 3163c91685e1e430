// Figures of what is read, on their way in from an archive: rows as they were, under the numbers that pages had.
import { appendLogLines, clearFigures } from '../audience/archive.ts'
import { readersIn, unpacked } from '../audience/sketch.ts'
import { insertRows, replaceRows } from '../base/db/rows.ts'
import { byteColumns, figureColumn, lists, type FigureKind } from './archive-figures-kinds.ts'
import { recordRefused } from './archive-lines.ts'
import { takeLines, type Taking } from './archive-taking.ts'

/** Tables whose rows need nothing but their columns' names, each after what it refers to. */
const tables = [
  'counted_pages', 'page_hours', 'trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'event_days', 'imported_days', 'appeal_view_days', 'appeal_days', 'pledge_origins', 'slot_views', 'slot_clicks', 'headline_tests', 'headline_versions', 'headline_slices',
  'audience_alerts', 'totals_keys', 'totals_statements',
] as const satisfies FigureKind[]

export async function takeFigures(taking: Taking) {
  const { tx } = taking
  await clearFigures(tx)
  await replaceRows(tx, 'appeal_days', [])
  await takeLines(taking, 'audience_settings', async (lines) => {
    for (const line of lines) {
      if (line.line > 1) throw recordRefused(line, 'of these settings there is one only')
      await replaceRows(tx, 'audience_settings', [{ id: true, ...line.value }])
    }
  })
  for (const table of tables) await takeRows(taking, table)
  await takeLines(taking, 'page_days', (lines) => insertRows(tx, 'page_days', lines.flatMap(({ kind, value }) => rowsOf(kind, value).map((row) => ({ ...row, reader_count: countIn(value.readers) })))))
  await takeLines(taking, 'log_days', async (lines) => {
    for (const { value: { day, lines: marks } } of lines) await appendLogLines(tx, { day, lines: Buffer.from(marks, 'base64') })
  })
}

function takeRows<K extends (typeof tables)[number]>(taking: Taking, table: K) {
  return takeLines(taking, table, (lines) => insertRows(taking.tx, table, lines.flatMap(({ kind, value }) => rowsOf(kind, value))))
}

function countIn(sketch: string | null): number | null {
  return sketch === null ? null : readersIn(unpacked(Buffer.from(sketch, 'base64')))
}

/** The rows of a line: one, or as many as its list has entries. */
function rowsOf(kind: FigureKind, record: object): Record<string, unknown>[] {
  const list = lists[kind]
  const fields: [string, unknown][] = Object.entries(record)
  const single = fields.filter(([field]) => field !== list?.field).map(([field, value]): [string, unknown] => [figureColumn(field), value])
  const entries: unknown = fields.find(([field]) => field === list?.field)?.[1]
  if (!list || !Array.isArray(entries)) return [rowOf(single)]
  return entries.map((entry: unknown) => rowOf([...single, ...list.columns.map((column, n): [string, unknown] => [column, Array.isArray(entry) ? entry[n] : null])]))
}

function rowOf(columns: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(columns.map(([column, value]) => [column, byteColumns.includes(column) && value !== null ? `\\x${Buffer.from(String(value), 'base64').toString('hex')}` : value]))
}
