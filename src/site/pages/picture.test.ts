import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asAsked } from '../../base/web/respond.ts'
import { house } from '../../../test/house.ts'
import { documentOf, makeArticle, makePicture } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { drawn } from '../../../test/pictures.ts'
import { makeRenditions } from '../../articles/picture.ts'
import { picturesById } from '../../articles/reads/pictures.ts'

const types = { avif: 'image/avif', webp: 'image/webp', jpeg: 'image/jpeg' }

test('each rendition stands at its address, to be kept for good', house(async ({ db, files, open }) => {
  const { id } = await makePicture(db, { files })
  await makeArticle(db, { lead_picture_id: id })
  await makeRenditions(db, files, { picture_id: id })
  for (const { hash, format } of (await picturesById(db, [id]))[0]!.renditions) {
    const { status, headers } = await open(`/pictures/${hash}.${format === 'jpeg' ? 'jpg' : format}`)
    assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control'), headers.get('etag')], [200, types[format], 'public, max-age=31536000, immutable', `"${hash}"`])
    assert.ok(Number(headers.get('content-length')) > 100)
  }
}))

test('whoever has a file already is told so, and who asks for its head gets that', house(async ({ db, files, open }) => {
  const { id } = await makePicture(db, { files })
  await makeArticle(db, { lead_picture_id: id })
  const { hash } = (await picturesById(db, [id]))[0]!.renditions[0]!
  const { status, bytes, headers } = await open(`/pictures/${hash}.webp`, undefined, { 'if-none-match': `"${hash}"` })
  assert.deepEqual([status, bytes.length, headers.get('etag')], [304, 0, `"${hash}"`])
}))

test('a picture that stands only in what is held comes to staff and by a link to its preview, is kept by nobody, and to everybody once it was shown', house(async (t) => {
  const { db, files, open, send } = t
  const [bo, lex, reader] = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['lawyer'] }), await makeAccount(db)]
  const { id, name } = await makePicture(db, { files, bytes: await drawn(77, 55).png().toBuffer() })
  const article = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, body: { type: 'doc', content: [...documentOf('Geheim.').content, { type: 'picture', attrs: { picture: name } }] } })
  const other = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null })
  const { hash } = (await picturesById(db, [id]))[0]!.renditions[0]!
  const address = `/pictures/${hash}.webp`
  const asked = async (path = address, cookie?: string) => { const { status, headers } = await open(path, cookie); return [status, headers.get('cache-control')] }
  const link = async (of: number) => /http:\/\/paper\.test(\/preview\/[\w-]+)/.exec((await send(`/desk/articles/${of}/preview/links`, { hours: '1', note: '' }, bo.cookie)).html)![1]!
  assert.deepEqual(await asked(), [200, 'private, max-age=31536000, immutable'])

  await send(`/desk/articles/${article.id}/embargo`, { until: '2026-03-01T18:00' }, bo.cookie)
  for (const cookie of [undefined, reader.cookie]) assert.deepEqual(await asked(address, cookie), [404, 'no-store'])
  for (const { cookie } of [bo, lex]) assert.deepEqual(await asked(address, cookie), [200, 'private, no-store'])
  const [own, another] = [await link(article.id), await link(other.id)]
  const { html } = await open(own)
  const shown = new RegExp(`/pictures/${hash}\\.webp\\?preview=[\\w-]+`).exec(html)![0]
  assert.deepEqual(await asked(shown), [200, 'private, no-store'])
  for (const token of [another.split('/').at(-1), 'x', '']) assert.equal((await open(`${address}?preview=${token}`)).status, 404, token)

  await send(`/desk/articles/${article.id}/hold`, { hold_note: 'x' }, lex.cookie)
  assert.deepEqual([(await open(shown)).status, (await open(address, lex.cookie)).status], [404, 200])
  await send(`/desk/articles/${article.id}/hold/lifting`, {}, lex.cookie)
  await db.updateTable('articles').set({ embargo_until: null }).where('id', '=', article.id).execute()
  assert.equal((await send(`/desk/articles/${article.id}/publication`, {}, bo.cookie)).status, 303)
  assert.deepEqual(await asked(), [200, 'public, max-age=31536000, immutable'])
  // Whoever has it has it.
  await send(`/desk/articles/${article.id}/hold`, { hold_note: 'x' }, lex.cookie)
  assert.deepEqual(await asked(), [200, 'public, max-age=31536000, immutable'])
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
