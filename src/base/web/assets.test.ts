import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { assetResponse, assetUrl, scriptText } from './assets.ts'

test('the script on every page that measures how it is read takes 1.5 KB at most', () => {
  assert.ok(gzipSync(scriptText('measure.js')).length <= 1_500)
})

test('the editor takes 250 KB at most, of its packages and all, under a name that is known before it is made', async () => {
  const name = basename(assetUrl('editor.js'))
  const response = await assetResponse(name)
  const script = new Uint8Array(await response?.arrayBuffer() ?? new ArrayBuffer(0))
  assert.ok(script.length > 100_000 && gzipSync(script).length <= 250_000, `${gzipSync(script).length} bytes`)
  assert.match(response?.headers.get('cache-control') ?? '', /immutable/)
  assert.equal(basename(assetUrl('editor.js')), name)
})

test('no page but that of an article loads the editor', () => {
  assert.deepEqual(globSync('src/**/*.tsx').filter((file) => readFileSync(file, 'utf8').includes('editor.js')), ['src/newsroom/views/article-view.tsx'])
})
