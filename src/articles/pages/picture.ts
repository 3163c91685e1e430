import { fileResponse } from '../../base/web/respond.ts'
import { found, NotFound, type Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'

const contentTypes = new Map([['avif', 'image/avif'], ['webp', 'image/webp'], ['jpg', 'image/jpeg']])

/** A rendition, by hash. It asks no database: pictures are there while that is away. Originals lie elsewhere. */
export const show: Page<typeof paths.picture, unknown> = async ({ files, params }) => {
  const [, hash, ending] = /^([0-9a-f]{64})\.([a-z]+)$/.exec(params.file) ?? []
  const contentType = contentTypes.get(ending ?? '')
  if (!contentType) throw new NotFound()
  const file = found(await files.open(`renditions/${hash}.${ending}`))
  return fileResponse({ file, contentType, etag: `"${hash}"` })
}
