import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync, zstdDecompressSync, brotliDecompressSync } from 'node:zlib'
import { accepted, pack, unpack } from './encoding.ts'

const negotiations: [header: string | undefined, best: string[]][] = [
  [undefined, ['identity']],
  ['', ['identity']],
  ['gzip', ['gzip', 'identity']],
  ['gzip, deflate, br, zstd', ['br', 'zstd', 'gzip', 'identity']],
  ['GZIP;Q=0.5, BR;q=0.1', ['gzip', 'br', 'identity']],
  ['br;q=0, gzip', ['gzip', 'identity']],
  ['*', ['br', 'zstd', 'gzip', 'identity']],
  ['*;q=0.5, br;q=0', ['zstd', 'gzip', 'identity']],
  ['identity;q=0, gzip', ['gzip']],
  ['identity, gzip;q=0.5', ['identity', 'gzip']],
  ['*;q=0', ['identity']],
  ['gzip;q=zero', ['identity']],
  ['x-gzip', ['gzip', 'identity']],
  ['deflate', ['identity']],
]
for (const [header, best] of negotiations) {
  test(`Accept-Encoding: ${header ?? '(none)'} is answered in ${best[0]}`, () => assert.deepEqual(accepted(header), best))
}

test('what was packed is the same when it is unpacked', async () => {
  const body = Buffer.from('Ein Satz mit Ümläuten. '.repeat(300))
  assert.deepEqual(brotliDecompressSync(await pack(body, 'br')), body)
  assert.deepEqual(zstdDecompressSync(await pack(body, 'zstd')), body)
  assert.deepEqual(gunzipSync(await pack(body, 'gzip')), body)
  assert.deepEqual(await unpack(await pack(body, 'gzip')), body)
})

test('a packed page holds on to no more memory than its own bytes', async () => {
  const packed = await pack(Buffer.from('word '.repeat(2_000)), 'gzip')
  assert.equal(packed.buffer.byteLength, packed.length)
})
