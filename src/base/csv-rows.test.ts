import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRows } from './csv-rows.ts'

test('cells hold commas, quotes and line ends where they are quoted', () => {
  assert.deepEqual(csvRows('a,b,c\r\n1,"x, ""y""\n z",\n,,3'), [['a', 'b', 'c'], ['1', 'x, "y"\n z', ''], ['', '', '3']])
  assert.deepEqual(csvRows('\uFEFFa;b\n1;2\n'), [['a', 'b'], ['1', '2']])
  assert.deepEqual(csvRows('a,b\n1,'), [['a', 'b'], ['1', '']])
  assert.deepEqual(csvRows(''), [])
  assert.throws(() => csvRows('a,b\n1,"x'), /row 2/)
})
