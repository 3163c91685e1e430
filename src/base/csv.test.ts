import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvLine } from './csv.ts'

test('commas, quotes and line breaks stay within their cell', () => {
  assert.equal(csvLine(['a,b', 'sie sagte "ja"', 'eins\nzwei', 7, null, true]), '"a,b","sie sagte ""ja""","eins\nzwei",7,,true\r\n')
})
test('no cell is a formula for a spreadsheet', () => {
  assert.equal(csvLine(['=HYPERLINK(1)', '+1', '-1', '@x', -1]), "'=HYPERLINK(1),'+1,'-1,'@x,-1\r\n")
})
