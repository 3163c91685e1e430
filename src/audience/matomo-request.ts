// What a request in Matomo's Tracking HTTP API says, parameter by parameter, and what of it a paper counts. Numbers that
// stand for a visitor are looked at for their form alone, or for half an hour in memory to tell one page from the next.
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

export type Params = Readonly<Record<string, string>>

export type Action =
  | { kind: 'view' } | { kind: 'ping' } | { kind: 'leaving'; host: string } | { kind: 'event'; category: string; action: string }
  /** Understood, and not counted. */
  | { kind: 'nothing' }

/** A request that its sender has to mend. */
export class Invalid extends Error {}

/** Objects and query strings say the same. Where a name is said twice, the first counts; what is no word or number is nothing. */
export function paramsIn(...given: (string | Record<string, unknown>)[]): Params {
  const params: Record<string, string> = {}
  for (const one of given) {
    const pairs = typeof one === 'string' ? new URLSearchParams(one.replace(/^[^?]*\?/, '')) : Object.entries(one)
    for (const [name, value] of pairs) if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') params[name] ??= String(value)
  }
  return params
}

const others = /^(idgoal|ec_|_pk[cnps]$|c_[niptc]$|ma_|fa_|ca$)/

/** What was done. Only what says nothing else is the view of a page. */
export function actionOf(params: Params): Action {
  const given = (name: string) => params[name]?.trim() || undefined
  if (given('ping') === '1') return { kind: 'ping' }
  if (given('link')) return leavingTo(given('link') ?? '')
  if (given('download')) return { kind: 'event', category: 'download', action: extensionOf(given('download') ?? '') }
  if (params.search !== undefined) return { kind: 'event', category: 'search', action: params.search_count === '0' ? 'nothing found' : 'asked' }
  if (given('e_c') && given('e_a')) return { kind: 'event', category: nameIn(given('e_c') ?? ''), action: nameIn(given('e_a') ?? '') }
  if (given('e_c') || given('e_a')) throw new Invalid('an event has a category and an action')
  const other = Object.keys(params).filter((name) => others.test(name))
  if (other.length === 1 && other[0] === 'ca') throw new Invalid('this kind of action is not known')
  // A product's view is the view of a page that says more.
  return { kind: other.every((name) => name.startsWith('_pk')) && !isError(params) ? 'view' : 'nothing' }
}

/** A page that there is not: importers of logs say so by a status or a variable, sites by a title that begins with it. */
function isError({ http_status, action_name = '', cvar = '' }: Params): boolean {
  return Number(http_status) >= 400 || /^[45]\d\d\/URL =/.test(action_name) || /\["HTTP-code", ?"[45]\d\d"\]/.test(cvar)
}

function leavingTo(link: string): Action {
  const to = URL.parse(link)
  return to && /^https?:$/.test(to.protocol) && to.hostname.length <= 100 ? { kind: 'leaving', host: to.hostname } : { kind: 'nothing' }
}

/** Of a file only what it is: its name may hold anybody's. */
function extensionOf(address: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(URL.parse(address)?.pathname ?? '')?.[1]?.toLowerCase() ?? 'other'
}

/** What looks as if it told of somebody (an address, a long number, a text) is not a name of an event. */
function nameIn(text: string): string {
  return text.length <= 64 && !/@|\d{6}|:\/\//.test(text) ? text.replace(/[^\p{L}\p{N} ._/-]/gu, '').trim() || 'other' : 'other'
}

const dayMs = 86_400_000
const earliest = Date.UTC(2000, 0, 1)

/** When it was: now, unless the client says otherwise (`cdt`, `cdo`). More than a day back takes a token. */
export function timeOf({ cdt, cdo }: Params, { now, hasToken }: { now: Date; hasToken: boolean }): Date {
  const said = cdt ? momentIn(cdt) : cdo ? now.getTime() - Number(cdo) * 1_000 : now.getTime()
  if (!Number.isFinite(said) || said < earliest) throw new Invalid('the time cannot be read')
  if (!hasToken && said < now.getTime() - dayMs) throw new Invalid('a time more than a day ago needs a token')
  return said > now.getTime() ? now : new Date(said)
}

/** Seconds since 1970, or a date and perhaps a time, in UTC unless it names its zone: apps say 11:59:30.123Z, or 12:59:30+0100. */
function momentIn(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text) * 1_000
  const [, day, time = '00:00:00', hours, minutes] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(?:Z|([+-]\d{2}):?(\d{2}))?)?$/.exec(text) ?? []
  return day ? new Date(`${day}T${time}${hours && minutes ? `${hours}:${minutes}` : 'Z'}`).getTime() : Number.NaN
}

/** Whose address counts: the caller's, or the one that somebody with a token names (`cip`). */
export function addressOf({ cip }: Params, { address, hasToken }: { address: string; hasToken: boolean }): string {
  if (cip === undefined || cip === '') return address
  if (!hasToken) throw new Invalid('an address needs a token')
  if (isIP(cip) === 0) throw new Invalid('the address cannot be read')
  return ipaddr.process(cip).toString()
}

/** Throws Invalid where the request is for another site, or names its visitor in no form there is. */
export function checkSite({ idsite, cid }: Params) {
  if (idsite !== '1') throw new Invalid('the paper is site 1')
  if (cid !== undefined && cid !== '' && !/^[0-9a-f]{16}$/i.test(cid)) throw new Invalid('a visitor has 16 hexadecimal digits')
}
