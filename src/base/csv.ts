// Tables as text for programs that calculate (RFC 4180).

type Cell = string | number | boolean | Date | null

/** One line, with its end. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** A whole table, line by line: it may be longer than what memory holds. Without the mark at its beginning, Excel takes UTF-8 for something else. */
export async function* csvTable(lines: AsyncIterable<string>): AsyncGenerator<string> {
  yield '\uFEFF'
  yield* lines
}

function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return cell instanceof Date ? cell.toISOString() : String(cell)
  // A spreadsheet would take it for a formula, whoever wrote it: a quote in front keeps it a text.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
