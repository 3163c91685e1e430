// Figures of what is read, as an archive holds them: what is read of each table is what the shape of its records names.
import { sql, type Compilable, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { byteColumns, figureColumn, figures, lists, momentColumns, type FigureKind } from '../archive-figures-kinds.ts'
import { base64, bytewise, utc } from './archive-columns.ts'

/** Rows that are fetched at once: a day's sketches by hour take half a megabyte. */
export const figuresAtOnce = 50
/** Of the marks of a day's lines, in one line of an archive: 30,000 of them. */
const partBytes = 180_000

/** What follows is sorted as the tables' keys are where it can be, so that no table is sorted whole. */
const orders: Partial<Record<FigureKind, string[]>> = {
  counted_pages: ['id'], totals_keys: ['id'], totals_statements: ['number'], appeal_days: ['article_id', 'day'], pledge_origins: ['pledge_id'], headline_tests: ['id'], headline_versions: ['test_id', 'version'], audience_alerts: ['id'],
}
const texts: readonly string[] = ['trait', 'value', 'kind', 'name', 'host', 'machine', 'why', 'category', 'action', 'source', 'slot', 'version']
/** Rows that are always there. */
const but: Partial<Record<FigureKind, RawBuilder<unknown>>> = { counted_pages: sql`where id <> 0` }

export function archivedFigures(db: Reads, kind: FigureKind): Compilable<object> {
  const query = kind === 'log_days' ? logDays() : sql<object>`select ${sql.join(fieldsOf(kind))} from ${sql.table(kind)} ${but[kind] ?? sql``} ${orderOf(kind)}`
  return { compile: () => query.compile(db) }
}

function fieldsOf(kind: FigureKind): RawBuilder<unknown>[] {
  const list = lists[kind]
  return Object.keys(figures[kind].shape).map((field) => sql`${list?.field === field ? listed(list) : written(figureColumn(field))} as ${sql.ref(field)}`)
}

function listed({ columns, keys }: { columns: readonly string[]; keys: number }) {
  return sql`json_agg(json_build_array(${sql.join(columns.map(written))}) order by ${sql.join(columns.slice(0, keys).map(sorted))})`
}

function orderOf(kind: FigureKind) {
  const list = lists[kind]
  const single = Object.keys(figures[kind].shape).filter((field) => field !== list?.field).map(figureColumn)
  // Settings are one row.
  if (kind === 'audience_settings') return sql``
  const order = sql`order by ${sql.join((orders[kind] ?? (list ? single : ['page_id', 'day'])).map(sorted))}`
  return list ? sql`group by ${sql.join(single.map((column) => sql.ref(column)))} ${order}` : order
}

function written(column: string): RawBuilder<unknown> {
  if (momentColumns.includes(column)) return utc(sql.ref<Date | null>(column))
  return byteColumns.includes(column) ? base64(sql.ref<Buffer | null>(column)) : sql`${sql.ref(column)}`
}
function sorted(column: string): RawBuilder<unknown> {
  return texts.includes(column) ? bytewise(sql.ref(column)) : sql`${sql.ref(column)}`
}

/** A day's marks in parts: there may be more of them than a line takes. */
function logDays() {
  return sql<object>`select day, ${base64(sql<Buffer>`substring(lines from part * ${sql.lit(partBytes)} + 1 for ${sql.lit(partBytes)})`)} as lines
    from log_days cross join lateral generate_series(0, (length(lines) - 1) / ${sql.lit(partBytes)}) as part order by day, part`
}
