// The counter answers the image that counts a page: once the hit is on the disk, and not before. It needs no database;
// what it has to know of the paper it is told now and then.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../base/log.ts'
import { LogIsFull, type SegmentLog } from '../base/segments/segment-log.ts'
import { dayOf } from '../base/time.ts'
import type { Addresses } from '../base/web/address.ts'
import { caller, type Range } from '../base/web/proxies.ts'
import type { Route } from '../base/web/route.ts'
import { securityHeaders } from '../base/web/security-headers.ts'
import { asRecord, hitOf, type CountedPage, type Mode, type Seen } from './hit.ts'
import type { Salts } from './salt.ts'

/** A transparent GIF of one pixel, 43 bytes. */
export const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

export interface Knows { mode: Mode; zone: string }
export interface CounterParts {
  hits: SegmentLog
  salts: Salts
  /** How the paper counts, as it was last told. */
  knows: () => Knows
  addresses: Pick<Addresses, 'key'>
  isPublic: (route: Route) => boolean
  origin: string
  proxies: readonly Range[]
  countryOf: (address: string) => string | null
  clock: () => Date
  log: Log
}

const taken = { ...securityHeaders, 'content-type': 'image/gif', 'content-length': String(gif.length), 'cache-control': 'no-store' }
/** Nothing of it was kept, and the answer does not pretend so. */
const refused = { ...securityHeaders, 'content-length': '0', 'cache-control': 'no-store', 'retry-after': '60' }

export function createCounter(parts: CounterParts) {
  const { hits, salts, knows, origin, countryOf, clock, log } = parts
  let saidFull = 0

  async function count(seen: Seen) {
    const [now, { mode, zone }] = [clock(), knows()]
    await hits.append(asRecord(hitOf(seen, { mode, salt: salts.of(dayOf(now, zone)), site: origin, now, countryOf })))
  }

  return {
    answer(request: IncomingMessage, response: ServerResponse) {
      count(seenIn(request, parts)).then(() => response.writeHead(200, taken).end(gif), (error: unknown) => {
        // Once a minute: a disk that is full is asked for each page that is read.
        const now = clock().getTime()
        if (now - saidFull > 60_000) log.error(error instanceof LogIsFull ? {} : { err: error }, 'hits cannot be kept, and are not counted')
        saidFull = Math.max(saidFull, now - saidFull > 60_000 ? now : 0)
        response.writeHead(503, refused).end()
      })
    },
  }
}

function seenIn(request: IncomingMessage, { addresses, isPublic, origin, proxies }: CounterParts): Seen {
  const { headers, url = '' } = request
  const [path, query] = ownAddress(headers.referer, origin)
  const article_id = /[?&]a=([1-9]\d{0,14})(?:&|$)/.exec(url)?.[1]
  return {
    page: article_id ? { article_id: Number(article_id) } : pageAt(path, { addresses, isPublic }), query,
    address: caller(request, proxies).address, agent: headers['user-agent'] ?? '', languages: headers['accept-language'] ?? '',
    isPrivate: headers['sec-gpc'] === '1' || headers.dnt === '1',
    isAhead: /prefetch|prerender|preview/i.test(`${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-moz'] ?? ''}`),
  }
}

/** Path and query of the page that asked for the image; empty where the browser does not say, or it is none of the paper's. */
function ownAddress(referer: string | undefined, origin: string): [string, string] {
  if (!referer?.startsWith(origin)) return ['', '']
  const [path = '', query = ''] = referer.slice(origin.length).split('#', 1)[0]?.split('?', 2) ?? []
  return path.startsWith('/') ? [path, query] : ['', '']
}

/** A page that is the same for all, by its path. Of all others, and where addresses hold more than one name, only the kind: a path may hold a key, or be anybody's own. */
function pageAt(path: string, { addresses, isPublic }: Pick<CounterParts, 'addresses' | 'isPublic'>): CountedPage {
  const known = path === '' ? undefined : addresses.key(path)
  if (!known) return { path: 'unknown' }
  const names = known.route.path.split('/:').length - 1
  return { path: isPublic(known.route) && names <= 1 ? known.key : known.route.path }
}
