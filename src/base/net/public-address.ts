// Which addresses belong to the open internet. The program asks for what somebody typed; it must not be made to ask what
// only it can reach: itself, its neighbours, or the machine's own particulars that some hosts keep at 169.254.169.254.
import type { LookupAddress } from 'node:dns'
import { lookup as resolve } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Thrown for an address that may not be asked; the message says why, to whoever typed it. */
export class AddressRefused extends Error {}

/** All addresses of a name. */
export type Resolver = (host: string) => Promise<LookupAddress[]>
export const systemResolver: Resolver = (host) => resolve(host, { all: true, verbatim: true })

// Ranges that wrap an IPv4 address lead to it through a translator, which may stand in one's own network.
const wrapped = [
  [ipaddr.parseCIDR('64:ff9b::/96'), 12], [ipaddr.parseCIDR('64:ff9b:1::/48'), 12], [ipaddr.parseCIDR('2002::/16'), 2], [ipaddr.parseCIDR('::/96'), 12],
] as const
/** Documentation, benchmarks, protocol assignments, and what the library calls unicast though nobody is there. */
const nowhere = ['192.0.0.0/24', '192.0.2.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '192.88.99.0/24', '240.0.0.0/4', '100::/64', '2001::/23', '2001:db8::/32', '3fff::/20', 'fec0::/10'].map((range) => ipaddr.parseCIDR(range))

/** Whether this is an address that anybody on the internet could ask. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.process(text)
  if (nowhere.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))) return false
  if (address.kind() === 'ipv6') {
    const bytes = address.toByteArray()
    for (const [[range, bits], at] of wrapped) if (address.match(range, bits)) return isPublicAddress(bytes.slice(at, at + 4).join('.'))
  }
  return address.range() === 'unicast'
}

export interface Reaching {
  /** Hosts in private networks that may be asked nevertheless; with a port only at that port. */
  hosts: readonly string[]
  resolver?: Resolver
}

/** Whether the operator has allowed this host, wherever it is. */
function isAllowed({ hosts }: Reaching, host: string, port: number): boolean {
  const named = isIP(host) === 6 ? `[${host}]` : host
  return hosts.some((one) => one === named || one === `${named}:${port}`)
}

/**
 * The address to connect to. Everything that a name leads to is looked at, and one of those looked at is connected to:
 * a name that answers differently the second time is not asked a second time. Throws AddressRefused.
 */
export async function reachable(host: string, port: number, reaching: Reaching): Promise<LookupAddress[]> {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '').toLowerCase()
  const family = isIP(bare)
  const addresses = family ? [{ address: bare, family }] : await (reaching.resolver ?? systemResolver)(bare).catch(() => [])
  if (addresses.length === 0) throw new AddressRefused(`there is no ${bare}`)
  if (isAllowed(reaching, bare, port)) return addresses
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw new AddressRefused(`${bare} is in a private network`)
  if (!isUsualPort(port)) throw new AddressRefused(`nothing is asked at port ${port}`)
  return addresses
}

/** Ports below 1024 belong to services of other kinds, but for the web's and the mailboxes' own. */
function isUsualPort(port: number): boolean {
  return port >= 1024 || [80, 443, 143, 993].includes(port)
}

/** Makes a connection go to the addresses that were looked at, and nowhere else. */
export function pinned(addresses: LookupAddress[]): LookupFunction {
  return (_, options, done) => {
    if (options.all) return done(null, addresses)
    const [first] = addresses
    return first ? done(null, first.address, first.family) : done(new Error('no address'), '')
  }
}
