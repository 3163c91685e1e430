import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tablesIn } from './import-audience.ts'

test('a file with nothing in it is said to have no days, however short it is', () => {
  for (const content of ['', 'x', '\n']) assert.throws(() => tablesIn('figures.csv', Buffer.from(content), 'UTC'), { message: /^figures\.csv: there is no column with (the day|views or visitors); nothing was taken over$/ })
})
