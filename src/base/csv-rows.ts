// Tables as text, read (RFC 4180): the other way round is csv.ts.

/** Rows of cells. The sign between cells is what the first line has: a comma, a semicolon or a tab. */
export function csvRows(text: string): string[][] {
  const plain = text.replace(/^\uFEFF/, '')
  const first = plain.slice(0, plain.search(/[\r\n]|$/))
  const comma = [',', ';', '\t'].find((sign) => first.includes(sign)) ?? ','
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${comma}\\r\\n][^${comma}\\r\\n]*)?)(${comma}|\\r?\\n|\\r|$)`, 'y')
  const rows: string[][] = []
  let row: string[] = []
  while (cell.lastIndex < plain.length) {
    const at = cell.lastIndex
    const found = cell.exec(plain)
    if (!found) throw new RangeError(`a cell in row ${rows.length + 1} does not end`)
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== comma) {
      rows.push(row)
      row = []
    }
    if (cell.lastIndex === at) break
  }
  return row.length > 0 ? [...rows, [...row, '']] : rows
}
