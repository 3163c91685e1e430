import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { storage } from '../../../test/storage.ts'
import { contentHash, folderFiles, type FileName } from './files.ts'
import { s3Files } from './s3-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-files-'))
const bucket = await storage()
after(() => bucket.close())
after(() => rmSync(folder, { recursive: true }))
const places = { 'a folder': folderFiles(folder), 'a bucket': s3Files(bucket.bucket) }

function something(length = 200_000) {
  const bytes = randomBytes(length)
  return { bytes, name: `renditions/${contentHash(bytes)}.webp` as const }
}

for (const [place, files] of Object.entries(places)) {
  test(`in ${place}: what was put is there, byte for byte, until it is removed`, async () => {
    const { bytes, name } = something()
    assert.equal(await files.has(name), false)
    await files.put(name, bytes)
    await files.put(name, bytes)
    assert.equal(await files.has(name), true)
    assert.deepEqual(await files.read(name), bytes)
    const opened = await files.open(name)
    assert.equal(opened?.size, bytes.length)
    assert.deepEqual(Buffer.from(await new Response(opened?.stream).arrayBuffer()), bytes)
    await files.remove(name)
    await files.remove(name)
    assert.deepEqual([await files.has(name), await files.read(name), await files.open(name)], [false, undefined, undefined])
  })

  test(`in ${place}: many may put the same file at once; nothing half done stays`, async () => {
    const { bytes, name } = something()
    await Promise.all(Array.from({ length: 10 }, () => files.put(name, bytes)))
    assert.deepEqual(await files.read(name), bytes)
    if (files === places['a folder']) assert.deepEqual(readdirSync(join(folder, 'incoming')), [])
  })

  test(`no name leads out of ${place}`, async () => {
    const hash = 'a'.repeat(64)
    for (const name of ['originals/../../etc/passwd', `originals/${hash}/x`, `renditions/${hash}.a/b`, `incoming/${hash}`, `renditions/${hash.toUpperCase()}`, 'renditions/', `originals/${hash}\n`]) {
      await assert.rejects(async () => files.read(name as FileName), /is no file's name/)
    }
  })
}

test('in a folder a file that nobody reads in the end is not left open', async () => {
  const files = places['a folder']
  const { bytes, name } = something()
  await files.put(name, bytes)
  const open = () => readdirSync('/proc/self/fd').length
  const before = open()
  for (let n = 0; n < 20; n++) {
    const opened = await files.open(name)
    if (n % 2) continue
    const reader = opened!.stream.getReader()
    await reader.read()
    await reader.cancel()
  }
  assert.equal(open(), before)
})
