import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countsOf, distance, paragraphsOf, summed } from './counts.ts'

test('characters are counted as readers see them: with and without spaces, soft hyphens not at all, a sign beyond the basic plane once', () => {
  assert.deepEqual(countsOf('Das De\u00adpot\u202ffährt 🚋.'), { characters: 18, letters: 15, words: 3, lines: 1 })
})
test('words are what stands between spaces and dashes; a number with its point is one', () => {
  assert.equal(countsOf('Um 11.42 Uhr – nicht früher – fuhr sie.').words, 7)
  assert.equal(countsOf(' – … ').words, 0)
})
test('a line holds sixty characters, a begun one counts, and a line break begins another', () => {
  assert.equal(countsOf('x'.repeat(60)).lines, 1)
  assert.equal(countsOf('x'.repeat(61)).lines, 2)
  assert.equal(countsOf('eins\nzwei').lines, 2)
  assert.equal(countsOf('').lines, 0)
})
test('whoever has written a word is told a minute, and nothing only of nothing', () => {
  assert.equal(summed([countsOf('Kurz.')]).minutes, 1)
  assert.equal(summed([countsOf('Wort '.repeat(1_000))]).minutes, 5)
  assert.equal(summed([]).minutes, 0)
})
test('a length is met within a twentieth of it', () => {
  assert.deepEqual(distance(3_350, 3_500), { isMet: true, by: -150 })
  assert.deepEqual(distance(3_000, 3_500), { isMet: false, by: -500 })
  assert.deepEqual(distance(3_700, 3_500), { isMet: false, by: 200 })
})
test('what is in lists, boxes, cells and footnotes counts; fields of pictures do not', () => {
  const text = (words: string) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] })
  const doc = { type: 'doc', content: [
    text('eins'), { type: 'bullet_list', content: [{ type: 'list_item', content: [text('zwei')] }] },
    { type: 'table', content: [{ type: 'table_row', content: [{ type: 'table_cell', content: [{ type: 'text', text: 'drei' }] }] }] },
    { type: 'paragraph', content: [{ type: 'text', text: 'vier' }, { type: 'footnote', content: [{ type: 'text', text: 'fünf' }] }, { type: 'hard_break' }] },
    { type: 'picture', content: [] },
  ] }
  assert.deepEqual(paragraphsOf(doc), ['eins', 'zwei', 'drei', 'vierfünf\n'])
})
