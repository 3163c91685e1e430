import type { Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { gif } from '../counter.ts'

/** The image that counts, for who asks for its head alone: the counter (audience/counter.ts) answers before any page does. */
export const show: Page<typeof paths.seen, 'anyone', 'a' | 'asks'> = async () =>
  new Response(new Uint8Array(gif), { headers: { 'content-type': 'image/gif', 'content-length': String(gif.length), 'cache-control': 'no-store' } })
