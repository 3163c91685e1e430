// Who is asking, when proxies stand between: what X-Forwarded-For and X-Forwarded-Proto say is believed only from the
// ranges the operator has named. Nothing of this is ever written to a log.
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'
import { isLoopback } from '../config.ts'

export type Range = ReturnType<typeof ipaddr.parseCIDR>
export interface Caller { address: string; scheme: 'http' | 'https'; host: string }

const callers = new WeakMap<Request, Caller>()

/** Who sent a request that came through the listener; undefined for one the program made itself, as the press does. */
export function callerOf(request: Request): Caller | undefined {
  return callers.get(request)
}
export function rememberCaller(request: Request, caller: Caller) {
  callers.set(request, caller)
}

export function caller({ socket, headers }: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } }, proxies: readonly Range[]): Caller {
  const peer = plain(socket.remoteAddress ?? '')
  const host = headers.host ?? ''
  if (!within(peer, proxies)) return { address: peer, scheme: 'http', host }
  const scheme = last(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http'
  return { address: firstStranger(list(headers['x-forwarded-for']), peer, proxies), scheme, host }
}

/** Each proxy adds whom it heard from at the end: read from there, the first that is no proxy of ours is the reader. */
function firstStranger(forwarded: string[], peer: string, proxies: readonly Range[]): string {
  let nearest = peer
  for (const text of forwarded.reverse()) {
    const address = plain(text)
    if (!address) return nearest
    nearest = address
    if (!within(address, proxies)) return address
  }
  return nearest
}

/** Canonical text of an address, without port; IPv4 in IPv6's clothes as IPv4. Empty when it is none. */
function plain(text: string): string {
  const bare = text.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/%.*$/, '')
  return ipaddr.isValid(bare) && /[.:]/.test(bare) ? ipaddr.process(bare).toString() : ''
}

function within(address: string, ranges: readonly Range[]): boolean {
  if (!address || ranges.length === 0) return false
  const parsed = ipaddr.process(address)
  return ranges.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits]))
}

function list(header: string | string[] | undefined): string[] {
  return [header ?? []].flat().join(',').split(',').map((text) => text.trim()).filter(Boolean)
}
function last(header: string | string[] | undefined): string {
  return (list(header).at(-1) ?? '').toLowerCase()
}

const signsOfProxies = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip']

/**
 * Whether a request to a paper that listens on loopback was made at its machine, as far as can be seen: it calls the paper
 * by a name of this machine, which no page elsewhere can make a browser do, and says of no proxy.
 */
export function isFromHere({ url, headers }: Request): boolean {
  return isLoopback(new URL(url).hostname) && !signsOfProxies.some((name) => headers.has(name))
}
