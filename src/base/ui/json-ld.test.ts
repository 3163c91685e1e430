import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ldText } from './json-ld.ts'

test('no words can end the block of data or a line of it, and none is changed', () => {
  const name = '</script><script>alert(1)</script> <!-- & \u2028 \u2029 "„“"'
  const text = ldText([{ '@type': 'Thing', name }])
  assert.doesNotMatch(text, /[<>&\u2028\u2029]/)
  assert.equal(JSON.parse(text)['@graph'][0].name, name)
})
