// Figures as CSV: as on the page, numbers as programs read them.
import { csvLine } from '../base/csv.ts'
import { digitsOf } from './amount.ts'
import type { CellKind, FigureTable } from './figure-tables.ts'
import { fewest } from './reads/figures.ts'

/** Line by line; each says the currency it is in. */
export async function* figureLines({ columns, rows }: FigureTable, currency: string): AsyncGenerator<string> {
  yield csvLine([...columns.map(({ key }) => key), 'currency'])
  for (const row of rows) yield csvLine([...row.map((value, n) => cellOf(value, columns[n]?.kind ?? 'name', currency)), currency])
}

function cellOf(value: string | number | null, kind: CellKind, currency: string): string | number | null {
  if (value === null) return kind === 'few' || kind === 'few_money' ? `< ${fewest}` : null
  if (typeof value === 'string') return value
  // As a number: a spreadsheet adds it up, a text it would not.
  if (kind === 'money' || kind === 'few_money') return Number((value / 10 ** digitsOf(currency)).toFixed(digitsOf(currency)))
  return kind === 'share' ? Number(value.toFixed(4)) : value
}
