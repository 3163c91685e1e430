import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownPath } from './own-path.ts'

test('paths of ours are kept as they are', () => {
  for (const path of ['/', '/account', '/stadt/depot-42/comments?after=3#c7', '/desk/people?q=M%C3%BCller']) assert.equal(ownPath(path), path)
})

test('nothing leads to another site, however it is written', () => {
  const tried = ['//evil.test', '/\\evil.test', '\\\\evil.test', '/\t/evil.test', '/\n/evil.test', ' //evil.test', 'https://evil.test', 'javascript:alert(1)', '/..//evil.test', '/.//evil.test', '/%0d%0aset-cookie:x'.replace('%0d%0a', '\r\n'), '/a\0', '', 'evil.test', '@evil.test', '/x'.repeat(600)]
  for (const text of tried) assert.equal(ownPath(text), undefined, JSON.stringify(text))
})
