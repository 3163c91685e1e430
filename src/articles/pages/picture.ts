import { fileResponse } from '../../base/web/respond.ts'
import { NotFound, type Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { isTakenOff } from '../reads/pictures.ts'

const formats = new Map([['avif', 'avif'], ['webp', 'webp'], ['jpg', 'jpeg']] as const)

/** A rendition, by hash. Where its file is there no database is asked: pictures are shown while that is away. Originals lie elsewhere. */
export const show: Page<typeof paths.picture, unknown> = async ({ db, files, params }) => {
  const [, hash = '', ending = ''] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(params.file) ?? []
  const format = [...formats].find(([name]) => name === ending)?.[1]
  if (!format) throw new NotFound()
  const file = await files.open(`renditions/${hash}.${ending}`)
  if (file) return fileResponse({ file, contentType: `image/${format}`, etag: `"${hash}"` })
  if (await isTakenOff(db, { hash, format })) return new Response('This picture may not be shown any more.\n', { status: 410, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
  throw new NotFound()
}
