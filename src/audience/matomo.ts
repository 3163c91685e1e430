// Programs that speak the Matomo Tracking HTTP API tell a paper what is read elsewhere: in an app, on a page of another host,
// in a server's log. Their hits take the same way as the image's, and are answered once they are on the disk.
import { hash } from 'node:crypto'
import { dayOf } from '../base/time.ts'
import type { Addresses } from '../base/web/address.ts'
import { agentOf } from './agent.ts'
import { isPrivate, pageAt, type CounterParts } from './counter.ts'
import { hitOf, type CountedPage, type Hit, type LeftOut } from './hit.ts'
import { actionOf, addressOf, checkSite, timeOf, type Params } from './matomo-request.ts'
import type { OpenPages } from './open-pages.ts'
import { sourceOf } from './referrer.ts'
import { paths, reservedSlugs } from '../urls.ts'

export interface MatomoParts extends Pick<CounterParts, 'salts' | 'knows' | 'isPublic' | 'origin' | 'countryOf' | 'clock'> {
  addresses: Pick<Addresses, 'key' | 'route'>
  /** Hosts besides the paper's own. */
  countedHosts: readonly string[]
  pages: OpenPages
}
/** Who sends it, and with which rights. */
export interface Sender { address: string; headers: Record<string, string | string[] | undefined>; isAhead: boolean; hasToken: boolean }
interface Page { page: CountedPage; query: string }

/** What a request adds: nothing, a hit, or a view with its source. Throws Invalid. */
export function hitsOf(params: Params, sender: Sender, parts: MatomoParts): Hit[] {
  checkSite(params)
  const now = timeOf(params, { now: parts.clock(), hasToken: sender.hasToken })
  const address = addressOf(params, sender)
  if (params.rec !== '1') return []
  const action = actionOf(params)
  const minute = Math.floor(now.getTime() / 60_000)
  const page = pageIn(params, sender, parts)
  if (!page) return [leftOut('forged', minute)]
  const agent = params.ua ?? String(sender.headers['user-agent'] ?? '')
  const seen = { ...page, address, agent, languages: params.lang ?? String(sender.headers['accept-language'] ?? ''), isPrivate: isPrivate(sender.headers), isAhead: sender.isAhead }
  if (action.kind === 'view') return viewOf(params, { seen, now, minute }, parts)
  if (agentOf(agent).machine || action.kind === 'nothing') return []
  if (action.kind === 'event') return [{ ...action, minute }]
  if (seen.isPrivate) return []
  const measured = { kind: 'measured', minute, page: page.page, from_depth: 0, depth: 0, source: null } as const
  if (action.kind === 'leaving') return action.host === new URL(parts.origin).hostname ? [] : [{ ...measured, isFirst: false, seconds: 0, leaving: [action.host] }]
  const id = openId(params, page.page)
  const prolonged = id === undefined ? undefined : parts.pages.prolong(id, now.getTime())
  return prolonged ? [{ ...measured, ...prolonged, leaving: [] }] : []
}

interface Viewed { seen: Parameters<typeof hitOf>[0]; now: Date; minute: number }

function viewOf(params: Params, { seen, now, minute }: Viewed, { salts, knows, origin, countryOf, pages, clock }: MatomoParts): Hit[] {
  const { mode, zone } = knows()
  const view = hitOf(seen, { mode, salt: saltOn(dayOf(now, zone), salts.of(dayOf(clock(), zone)), dayOf(clock(), zone)), site: origin, now, countryOf })
  if (view.kind !== 'view' || seen.isPrivate) return [view]
  const id = openId(params, seen.page)
  // A number of a page's own is said once; one of a visitor's own as often as they look at the page.
  if (id !== undefined && !pages.open(id, now.getTime()) && params.pv_id) return [leftOut('repeated', minute)]
  const source = params.urlref ? sourceOf(params.urlref, new URL(origin).host) : undefined
  return source ? [view, { kind: 'measured', minute, page: seen.page, isFirst: false, seconds: 0, from_depth: 0, depth: 0, source, leaving: [] }] : [view]
}

/** What is told of another day is not to be found again in this one: its readers have numbers of their own. */
function saltOn(day: string, salt: Buffer, today: string): Buffer {
  return day === today ? salt : hash('sha256', Buffer.concat([salt, Buffer.from(day)]), 'buffer')
}

function openId({ pv_id, cid, _id, uid }: Params, page: CountedPage): string | undefined {
  const own = pv_id || cid || _id || uid
  return own ? `${own} ${JSON.stringify(page)}` : undefined
}

function leftOut(why: LeftOut['why'], minute: number): LeftOut {
  return { kind: 'left_out', minute, why }
}

/** Undefined where it is a page of somebody else's. Who names no page, as a tag without a script does, means the one they stand on. */
function pageIn({ url, urlref }: Params, { headers }: Sender, parts: MatomoParts): Page | undefined {
  const text = url || (urlref ? '' : String(headers.referer ?? ''))
  if (text === '') return { page: { path: 'unknown' }, query: '' }
  const at = URL.parse(text)
  const own = new URL(parts.origin).host
  if (!at || !/^https?:$/.test(at.protocol) || ![own, `www.${own}`, ...parts.countedHosts].includes(at.host)) return undefined
  return { page: articleOr(at, parts), query: at.search.slice(1) }
}

const longestAddress = 300
const endsInNumber = /-([1-9]\d{0,14})$/

/** By the number at its address's end, or perhaps by a former address: that is looked up when hits are added up. */
export function articleOr({ pathname, search }: Pick<URL, 'pathname' | 'search'>, parts: Pick<MatomoParts, 'addresses' | 'isPublic'>): CountedPage {
  const route = parts.addresses.route('GET', pathname)
  const number = route?.path === paths.article ? endsInNumber.exec(pathname)?.[1] : undefined
  if (number) return { article_id: Number(number) }
  const page = pageAt(pathname, parts)
  const address = /^\?p=\d+$/.test(search) ? `${pathname}${search}` : pathname
  // Below the paper's own words stand keys and what is somebody's.
  const isMaybeAnArticle = 'path' in page && !reservedSlugs.includes(pathname.split('/')[1] ?? '') && (!route || route.path === paths.section || route.path === paths.article || page.path === '/') && address.length <= longestAddress && address !== '/'
  return isMaybeAnArticle ? { ...page, address } : page
}
