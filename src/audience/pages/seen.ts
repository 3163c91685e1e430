import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'

/** A transparent GIF of one pixel, 43 bytes. */
const gif = new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64'))

/** The image on each page that counts it, with scripts or without. It stores nothing for now, and is never cached. */
export const show: Page<typeof paths.seen, 'anyone', 'a'> = async () =>
  new Response(gif, { headers: { 'content-type': 'image/gif', 'content-length': String(gif.length), 'cache-control': 'no-store' } })
