import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { scriptText } from './assets.ts'

test('the script on every page that measures how it is read takes 1.5 KB at most', () => {
  assert.ok(gzipSync(scriptText('measure.js')).length <= 1_500)
})
