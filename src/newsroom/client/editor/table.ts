// Tables: rows and columns put in and taken out, also where cells span several; and going from cell to cell.
import type { Node } from 'prosemirror-model'
import { Selection, TextSelection, type Command, type EditorState, type Transaction } from 'prosemirror-state'
import { nearest, nodeType } from './commands.ts'

interface Cell { node: Node; pos: number; row: number; column: number; rows: number; columns: number }
interface Grid { table: Node; pos: number; cells: Cell[]; height: number; width: number; /** Where each row begins. */ rowsAt: number[] }

const isCell = (node: Node) => node.type.name === 'table_cell' || node.type.name === 'table_header'

/** Where each cell of a table stands, with spans counted. */
export function gridOf(table: Node, pos: number): Grid {
  const taken = new Set<string>()
  const cells: Cell[] = []
  const rowsAt: number[] = []
  table.forEach((row, offset, n) => {
    rowsAt.push(pos + 1 + offset)
    let column = 0
    row.forEach((node, inside) => {
      while (taken.has(`${n} ${column}`)) column++
      const { rowspan, colspan } = node.attrs as { rowspan: number; colspan: number }
      for (let y = n; y < n + rowspan; y++) for (let x = column; x < column + colspan; x++) taken.add(`${y} ${x}`)
      cells.push({ node, pos: pos + 1 + offset + 1 + inside, row: n, column, rows: rowspan, columns: colspan })
      column += colspan
    })
  })
  return { table, pos, cells, height: table.childCount, width: Math.max(0, ...cells.map(({ column, columns }) => column + columns)), rowsAt }
}

interface Here { grid: Grid; cell: Cell }

export function cellAt({ selection: { $from } }: EditorState): Here | undefined {
  const table = nearest($from, (node) => node.type.name === 'table')
  const inside = nearest($from, isCell)
  if (!table || !inside) return undefined
  const grid = gridOf(table.node, table.pos)
  const cell = grid.cells.find(({ pos }) => pos === inside.pos)
  return cell && { grid, cell }
}

function atCell(deed: (here: Here, tr: Transaction) => Transaction | undefined): Command {
  return (state, dispatch) => {
    const here = cellAt(state)
    const tr = here && deed(here, state.tr)
    if (!tr) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

export function newTable(rows: number, columns: number): Node {
  const row = (name: string) => nodeType('table_row').create(null, Array.from({ length: columns }, () => nodeType(name).create()))
  return nodeType('table').create(null, [row('table_header'), ...Array.from({ length: rows - 1 }, () => row('table_cell'))])
}

/** A row above (0) or below (1) the cell; where a cell spans both sides it grows. */
export function addRow(side: 0 | 1): Command {
  return atCell(({ grid, cell }, tr) => {
    const at = side === 0 ? cell.row : cell.row + cell.rows
    const made: Node[] = []
    for (let column = 0; column < grid.width;) {
      const across = grid.cells.find((one) => one.row < at && one.row + one.rows > at && one.column <= column && one.column + one.columns > column)
      if (across) tr.setNodeAttribute(across.pos, 'rowspan', across.rows + 1)
      else made.push(nodeType(side === 1 && isHeadOfRow(grid, cell.row, column) ? 'table_header' : 'table_cell').create())
      column = across ? across.column + across.columns : column + 1
    }
    const pos = grid.rowsAt[at] ?? grid.pos + grid.table.nodeSize - 1
    tr.insert(pos, nodeType('table_row').create(null, made))
    return tr.setSelection(Selection.near(tr.doc.resolve(pos + 1)))
  })
}

/** Whether rows of this table begin with a header in this column. */
function isHeadOfRow(grid: Grid, row: number, column: number): boolean {
  return row > 0 && grid.cells.some((one) => one.row === row && one.column === column && one.node.type.name === 'table_header')
}

export function addColumn(side: 0 | 1): Command {
  return atCell(({ grid, cell }, tr) => {
    const at = side === 0 ? cell.column : cell.column + cell.columns
    const grown = new Set<number>()
    for (let row = grid.height - 1; row >= 0; row--) {
      const across = grid.cells.find((one) => one.column < at && one.column + one.columns > at && one.row <= row && one.row + one.rows > row)
      if (across) {
        if (!grown.has(across.pos)) tr.setNodeAttribute(tr.mapping.map(across.pos), 'colspan', across.columns + 1)
        grown.add(across.pos)
        continue
      }
      const next = grid.cells.filter((one) => one.row === row && one.column >= at).sort((a, b) => a.column - b.column)[0]
      const isHead = grid.cells.filter((one) => one.row === row).every(({ node }) => node.type.name === 'table_header')
      tr.insert(next ? next.pos : endOfRow(grid, row), nodeType(isHead ? 'table_header' : 'table_cell').create())
    }
    return tr
  })
}

function endOfRow(grid: Grid, row: number): number {
  return (grid.rowsAt[row] ?? 0) + grid.table.child(row).nodeSize - 1
}

export const deleteRow: Command = atCell(({ grid, cell }, tr) => {
  if (grid.height === 1) return tr.delete(grid.pos, grid.pos + grid.table.nodeSize)
  const { row } = cell
  // What begins here and goes on below moves down; what begins above becomes shorter.
  for (const one of grid.cells) if (one.row < row && one.row + one.rows > row) tr.setNodeAttribute(one.pos, 'rowspan', one.rows - 1)
  for (const one of grid.cells.filter((one) => one.row === row && one.rows > 1).reverse()) {
    const next = grid.cells.filter((other) => other.row === row + 1 && other.column > one.column)[0]
    tr.insert(next ? next.pos : endOfRow(grid, row + 1), one.node.type.create({ ...one.node.attrs, rowspan: one.rows - 1 }, one.node.content))
  }
  const from = grid.rowsAt[row] ?? 0
  tr.delete(from, from + grid.table.child(row).nodeSize)
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(from + 1, tr.doc.content.size)), row === grid.height - 1 ? -1 : 1))
})

export const deleteColumn: Command = atCell(({ grid, cell }, tr) => {
  if (grid.width === 1) return tr.delete(grid.pos, grid.pos + grid.table.nodeSize)
  const isIn = (one: Cell) => one.column <= cell.column && one.column + one.columns > cell.column
  // A row in which nothing begins any more is none: what spans it becomes shorter.
  const emptied = Array.from({ length: grid.height }, (_, row) => row).filter((row) => grid.cells.filter((one) => one.row === row).every((one) => isIn(one) && one.columns === 1))
  for (const one of [...grid.cells].reverse()) {
    const shorter = emptied.filter((row) => row >= one.row && row < one.row + one.rows).length
    if (isIn(one) && one.columns === 1) { tr.delete(one.pos, one.pos + one.node.nodeSize); continue }
    if (isIn(one)) tr.setNodeAttribute(one.pos, 'colspan', one.columns - 1)
    if (shorter > 0) tr.setNodeAttribute(one.pos, 'rowspan', one.rows - shorter)
  }
  for (const row of emptied.reverse()) {
    const from = tr.mapping.map(grid.rowsAt[row] ?? 0, -1)
    tr.delete(from, from + (tr.doc.nodeAt(from)?.nodeSize ?? 0))
  }
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(cell.pos, tr.doc.content.size)), -1))
})

export const toggleHeader: Command = atCell(({ cell }, tr) => tr.setNodeMarkup(cell.pos, nodeType(cell.node.type.name === 'table_header' ? 'table_cell' : 'table_header')))

/** To the next cell, or the one before; behind the last one the text goes on. */
export function toCell(by: -1 | 1): Command {
  return atCell(({ grid, cell }, tr) => {
    const next = grid.cells[grid.cells.indexOf(cell) + by]
    if (next) return tr.setSelection(TextSelection.create(tr.doc, next.pos + 1, next.pos + next.node.nodeSize - 1))
    const end = by > 0 ? grid.pos + grid.table.nodeSize : grid.pos
    if (by > 0 && end >= tr.doc.content.size) tr.insert(end, nodeType('paragraph').create())
    const beside = Selection.findFrom(tr.doc.resolve(end), by, true)
    return beside ? tr.setSelection(beside) : undefined
  })
}

/** To the cell below; in the last row there is a new one. */
export const belowCell: Command = (state, dispatch, view) => {
  const here = cellAt(state)
  if (!here) return false
  const { grid, cell } = here
  const below = grid.cells.find((one) => one.row === cell.row + cell.rows && one.column <= cell.column && one.column + one.columns > cell.column)
  if (!below) return addRow(1)(state, dispatch, view)
  dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve(below.pos + 1))).scrollIntoView())
  return true
}

/** A selection over several cells empties them and leaves the table as it is. */
export const clearCells: Command = (state, dispatch) => {
  const { $from, $to, from, to } = state.selection
  const [first, last] = [nearest($from, isCell), nearest($to, isCell)]
  if (!first || !last || first.pos === last.pos) return false
  if (dispatch) {
    const tr = state.tr
    state.doc.nodesBetween(from, to, (node, pos) => {
      if (!isCell(node)) return true
      const [start, end] = [Math.max(from, pos + 1), Math.min(to, pos + node.nodeSize - 1)]
      if (end > start) tr.delete(tr.mapping.map(start), tr.mapping.map(end))
      return false
    })
    dispatch(tr.setSelection(TextSelection.create(tr.doc, from)))
  }
  return true
}
