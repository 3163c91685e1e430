// The counter answers the image that counts a page, and takes what the page's script tells: once that is on the disk, and
// not before. It needs no database; what it has to know of the paper it is told now and then.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Log } from '../base/log.ts'
import { LogIsFull, type SegmentLog } from '../base/segments/segment-log.ts'
import { dayOf } from '../base/time.ts'
import type { Addresses } from '../base/web/address.ts'
import { createLimits } from '../base/web/limits.ts'
import { caller, type Range } from '../base/web/proxies.ts'
import type { Route } from '../base/web/route.ts'
import { isForeign } from '../base/web/same-origin.ts'
import { securityHeaders } from '../base/web/security-headers.ts'
import { originIn } from '../funding/followed.ts'
import { numberIn, paths } from '../urls.ts'
import { agentOf } from './agent.ts'
import { asRecord, hitOf, type CountedPage, type Hit, type LeftOut, type Mode, type Seen, type WhyLeftOut } from './hit.ts'
import { createOnce, longestTelling, measuredIn } from './measured.ts'
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

export const image = { ...securityHeaders, 'content-type': 'image/gif', 'content-length': String(gif.length), 'cache-control': 'no-store' }
const nothing = { ...securityHeaders, 'cache-control': 'no-store' }
/** Nothing of it was kept, and the answer does not pretend so. */
export const refused = { ...securityHeaders, 'content-length': '0', 'cache-control': 'no-store', 'retry-after': '60' }

/** What scripts tell from one address. A household, or an office behind one address, is far below. */
const mostTold = { name: 'measured', most: 1_200, seconds: 60 }
/** How what is left out is answered, where that is not as if it had been counted. */
const wrong: Partial<Record<WhyLeftOut, number>> = { malformed: 400, too_many: 429 }

export function createCounter(parts: CounterParts) {
  const { hits, salts, knows, origin, countryOf, clock, addresses, isPublic, proxies } = parts
  const isNew = createOnce()
  const sayFull = saying(parts)
  const host = new URL(origin).host
  const limits = createLimits()
  const minuteNow = () => Math.floor(clock().getTime() / 60_000)
  const leftOut = (why: WhyLeftOut): LeftOut => ({ kind: 'left_out', minute: minuteNow(), why })

  function viewOf(seen: Seen, isElsewhere: boolean): Hit {
    const [now, { mode, zone }] = [clock(), knows()]
    if (isElsewhere) return leftOut('forged')
    return hitOf(seen, { mode, salt: salts.of(dayOf(now, zone)), site: origin, now, countryOf })
  }

  /** Undefined where there is nothing to be counted. */
  function toldOf({ headers }: IncomingMessage, text: string): Hit | undefined {
    const minute = minuteNow()
    if (isPrivate(headers) || agentOf(headers['user-agent'] ?? '').machine) return undefined
    const told = isForeign({ site: headers['sec-fetch-site']?.toString(), origin: headers.origin, host: headers.host }) ? undefined : measuredIn(text, { minute, host, pageAt: (path) => pageAt(path, { addresses, isPublic }) })
    if (!told) return leftOut('malformed')
    return isNew(told.id, told.step) ? told.measured : leftOut('repeated')
  }

  async function measure(request: IncomingMessage, response: ServerResponse) {
    const { address } = caller(request, proxies)
    const text = await bodyOf(request, longestTelling)
    // In `count`, and of who asks for it, nothing is made of an address, not even this.
    const isLimited = knows().mode !== 'count' && !isPrivate(request.headers)
    const told = isLimited && !limits.allowsFrom(mostTold, address) ? leftOut('too_many') : text === undefined ? leftOut('malformed') : toldOf(request, text)
    if (told) await hits.append(asRecord(told))
    const status = text === undefined ? 413 : told?.kind === 'left_out' ? wrong[told.why] ?? 204 : 204
    return response.writeHead(status, status === 413 ? { ...refused, connection: 'close' } : status === 429 ? refused : nothing).end()
  }

  function failed(response: ServerResponse) {
    return (error: unknown) => {
      sayFull(error)
      if (!response.headersSent) response.writeHead(503, refused).end()
    }
  }

  return {
    takes: (method: string, url: string) => (method === 'GET' ? isAt(url, paths.seen) : method === 'POST' && isAt(url, paths.measured)),
    answer(request: IncomingMessage, response: ServerResponse) {
      if (request.method === 'POST') measure(request, response).catch(failed(response))
      else hits.append(asRecord(viewOf(seenIn(request, parts), isElsewhere(request)))).then(() => response.writeHead(200, image).end(gif), failed(response))
    },
  }
}

export function isAt(url: string, path: string): boolean {
  return url.startsWith(path) && (url.length === path.length || url[path.length] === '?')
}

/** Once a minute: a disk that is full is asked for each page that is read. */
export function saying({ clock, log }: Pick<CounterParts, 'clock' | 'log'>) {
  let said = 0
  return (error: unknown) => {
    const now = clock().getTime()
    if (now - said < 60_000) return
    said = now
    log.error(error instanceof LogIsFull ? {} : { err: error }, 'hits cannot be kept, and are not counted')
  }
}

/** Undefined when it is longer than so many bytes. */
export async function bodyOf(request: IncomingMessage, most: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  // Left whole, so that it can still be answered.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Global Privacy Control, or Do Not Track: the reader does not want to be followed. */
export function isPrivate(headers: IncomingMessage['headers']): boolean {
  return headers['sec-gpc'] === '1' || headers.dnt === '1'
}

/** The image stands on a page of another site, as the browser itself says; older ones do not say. */
function isElsewhere({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-site'] === 'cross-site'
}

/** Fetched by a browser before its reader has asked for the page. */
export function isAhead(headers: IncomingMessage['headers']): boolean {
  return /prefetch|prerender|preview/i.test(`${headers['sec-purpose'] ?? ''} ${headers.purpose ?? ''} ${headers['x-moz'] ?? ''}`)
}

function seenIn(request: IncomingMessage, { addresses, isPublic, origin, proxies }: CounterParts): Seen {
  const { headers, url = '' } = request
  const [path, query] = ownAddress(headers.referer, origin)
  const article_id = /[?&]a=([1-9]\d{0,14})(?:&|$)/.exec(url)?.[1]
  const page = article_id ? { article_id: Number(article_id) } : pageAt(path, { addresses, isPublic })
  return {
    page, query, asks: /[?&]asks=1(?:&|$)/.test(url), followed: 'path' in page && page.path === paths.support ? followedIn(query) : undefined,
    address: caller(request, proxies).address, agent: headers['user-agent'] ?? '', languages: headers['accept-language'] ?? '',
    isPrivate: isPrivate(headers), isAhead: isAhead(headers),
  }
}

/** The article whose appeal led to the page where readers give, as the link said it; 0 for one that stood elsewhere, undefined where none did. */
function followedIn(query: string): number | undefined {
  if (!query.includes('campaign=')) return undefined
  const { campaign, version, article } = originIn(Object.fromEntries(new URLSearchParams(query)))
  return campaign === '' || version === '' ? undefined : numberIn(article) ?? 0
}

/** Path and query of the page that asked for the image; empty where the browser does not say, or it is none of the paper's. */
function ownAddress(referer: string | undefined, origin: string): [string, string] {
  if (!referer?.startsWith(origin)) return ['', '']
  const [path = '', query = ''] = referer.slice(origin.length).split('#', 1)[0]?.split('?', 2) ?? []
  return path.startsWith('/') ? [path, query] : ['', '']
}

/** No page of the paper has a longer one, and no index takes one that is far longer. */
const longestPath = 300

/** Pages whose names the paper has given: whether there is one of that name is looked at when hits are added up (counted-page.ts). */
const named: readonly string[] = [paths.section, paths.topic, paths.author]

/** A page that is the same for all, by its path. Of all others only the kind: a path may hold a key, be anybody's own, or invented. */
export function pageAt(path: string, { addresses, isPublic }: Pick<CounterParts, 'addresses' | 'isPublic'>): CountedPage {
  const known = path === '' || path.length > longestPath ? undefined : addresses.key(path)
  if (!known) return { path: 'unknown' }
  const { route, key } = known
  if (!isPublic(route) || !named.includes(route.path)) return { path: route.path }
  return { path: /\/[a-z0-9-]+$/.test(path) ? key : 'unknown' }
}
