import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Node } from 'prosemirror-model'
import { EditorState, TextSelection, type Command } from 'prosemirror-state'
import { editorSchema } from './schema.ts'
import { addColumn, addRow, clearCells, deleteColumn, deleteRow, gridOf, newTable, toCell } from './table.ts'

const cell = (text: string, attrs = {}) => editorSchema.node('table_cell', attrs, text ? editorSchema.text(text) : [])
const row = (...cells: Node[]) => editorSchema.node('table_row', null, cells)
const spanned = editorSchema.node('table', null, [
  row(cell('a', { colspan: 2, rowspan: 2 }), cell('b')),
  row(cell('c')),
  row(cell('d'), cell('e', { colspan: 2 })),
])

function opened(table: Node): EditorState {
  return EditorState.create({ doc: editorSchema.node('doc', null, [table, editorSchema.node('paragraph')]) })
}
/** With the caret in one of its cells. */
function inCell(state: EditorState, n: number): EditorState {
  const table = state.doc.firstChild
  if (table?.type.name !== 'table') return state
  const { cells } = gridOf(table, 0)
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, cells[n % cells.length]!.pos + 1)))
}
function done(state: EditorState, command: Command): EditorState {
  let next = state
  command(state, (tr) => { next = state.apply(tr) })
  return next
}

test('whatever rows and columns are put in and taken out, each place of the table is one cell’s', () => {
  const deeds = { rowAbove: addRow(0), rowBelow: addRow(1), columnLeft: addColumn(0), columnRight: addColumn(1), deleteRow, deleteColumn }
  fc.assert(fc.property(fc.array(fc.tuple(fc.constantFrom(...Object.keys(deeds) as (keyof typeof deeds)[]), fc.nat(40)), { maxLength: 12 }), (steps) => {
    let state = opened(spanned)
    for (const [name, n] of steps) {
      state = done(inCell(state, n), deeds[name])
      const table = state.doc.firstChild
      if (table?.type.name !== 'table') return
      const { cells, width, height } = gridOf(table, 0)
      assert.equal(cells.reduce((sum, { rows, columns }) => sum + rows * columns, 0), width * height, `${name} ${n}: ${String(table)}`)
      assert.ok(cells.every((one) => one.row + one.rows <= height))
      assert.ok(table.children.every(({ childCount }) => childCount > 0), 'a row without cells')
    }
  }))
})

test('the Tab key goes from cell to cell, and behind the last one on in the text', () => {
  let state = inCell(opened(newTable(2, 2)), 0)
  const names: string[] = []
  for (let n = 0; n < 4; n++) { names.push(state.selection.$from.parent.type.name); state = done(state, toCell(1)) }
  assert.deepEqual(names, ['table_header', 'table_header', 'table_cell', 'table_cell'])
  assert.equal(state.selection.$from.parent.type.name, 'paragraph')
})

test('deleting over several cells empties them and leaves the table whole', () => {
  const state = opened(editorSchema.node('table', null, [row(cell('eins'), cell('zwei'), cell('drei'))]))
  const { cells } = gridOf(state.doc.firstChild!, 0)
  const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, cells[0]!.pos + 3, cells[2]!.pos + 3)))
  const table = done(selected, clearCells).doc.firstChild!
  assert.deepEqual(gridOf(table, 0).cells.map(({ node }) => node.textContent), ['ei', '', 'ei'])
})
