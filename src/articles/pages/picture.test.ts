import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asAsked } from '../../base/web/respond.ts'
import { house } from '../../../test/house.ts'
import { makePicture } from '../../../test/makers.ts'
import { makeRenditions } from '../picture.ts'
import { picturesById } from '../reads/pictures.ts'

const types = { avif: 'image/avif', webp: 'image/webp', jpeg: 'image/jpeg' }

test('each rendition stands at its address, to be kept for good', house(async ({ db, files, open }) => {
  const { id } = await makePicture(db, { files })
  await makeRenditions(db, files, { picture_id: id })
  for (const { hash, format } of (await picturesById(db, [id]))[0]!.renditions) {
    const { status, headers } = await open(`/pictures/${hash}.${format === 'jpeg' ? 'jpg' : format}`)
    assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control'), headers.get('etag')], [200, types[format], 'public, max-age=31536000, immutable', `"${hash}"`])
    assert.ok(Number(headers.get('content-length')) > 100)
  }
}))

test('no original is ever served, nor anything under a wrong ending or a name of another kind', house(async ({ db, files, open }) => {
  const { id } = await makePicture(db, { files })
  const { hash } = await db.selectFrom('pictures').select('hash').where('id', '=', id).executeTakeFirstOrThrow()
  const { hash: rendition } = (await picturesById(db, [id]))[0]!.renditions[0]!
  for (const file of [`${hash}.jpg`, `${hash}.webp`, hash, `${rendition}.jpg`, `${rendition}.webp.webp`, `${rendition.toUpperCase()}.webp`, rendition, `${rendition}.constructor`, '..%2f..%2foriginals', `%2e%2e%2foriginals%2f${hash}`]) {
    assert.equal((await open(`/pictures/${file}`)).status, 404, file)
  }
}))

test('whoever has a file already is told so, and whoever asks for the head gets no body', async () => {
  const file = () => new Response('bytes', { headers: { etag: '"abc"', 'content-length': '5', 'cache-control': 'public' } })
  for (const ifNoneMatch of ['"abc"', 'W/"abc"', '"x", "abc"', '*']) {
    const answer = asAsked(file(), { method: 'GET', ifNoneMatch })
    assert.deepEqual([answer.status, answer.headers.get('etag'), answer.headers.get('content-length'), await answer.text()], [304, '"abc"', null, ''])
  }
  assert.equal(await asAsked(file(), { method: 'GET', ifNoneMatch: '"abd"' }).text(), 'bytes')
  const head = asAsked(file(), { method: 'HEAD', ifNoneMatch: undefined })
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, '5', ''])
})
