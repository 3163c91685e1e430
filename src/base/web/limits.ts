// How often somebody may do something. Kept in memory alone, by nothing but an HMAC under a key that ends with the
// process: no address is ever written down, and no cookie is needed.
import { createHmac, randomBytes } from 'node:crypto'
import ipaddr from 'ipaddr.js'
import { callerOf } from './proxies.ts'

export interface Limit {
  /** What is limited; each name is counted apart. */
  name: string
  /** So many at once; one more becomes free each `seconds / most`. */
  most: number
  seconds: number
}
export interface Limits {
  /** Counts one more; false when that is one too many, and then it does not count. `about` counts by that instead of by who asks. */
  allows(limit: Limit, about?: string): boolean
}

/** More than anybody's attack fills in the time of the longest limit without being told apart anyway. */
const mostKept = 200_000

export function createLimits(now: () => number = () => performance.now()) {
  const key = randomBytes(32)
  // When the bucket of a key would be empty again (the generic cell rate algorithm): a number a key.
  const emptyAt = new Map<string, number>()

  function allows({ name, most, seconds }: Limit, about: string): boolean {
    const id = keyed(`${name}\0${about}`)
    const time = now()
    const each = (seconds * 1_000) / most
    const next = Math.max(emptyAt.get(id) ?? 0, time) + each
    if (next - time > seconds * 1_000 + 1e-6) return false
    emptyAt.delete(id)
    emptyAt.set(id, next)
    if (emptyAt.size > mostKept) forget(time)
    return true
  }

  function keyed(text: string): string {
    return createHmac('sha256', key).update(text).digest('base64url').slice(0, 16)
  }

  function forget(time: number) {
    for (const [id, at] of emptyAt) if (at <= time) emptyAt.delete(id)
    // The oldest go first: they were counted the longest ago.
    for (const id of emptyAt.keys()) {
      if (emptyAt.size <= mostKept) return
      emptyAt.delete(id)
    }
  }

  return {
    /** Whoever asks, as nothing that could be turned back into an address. */
    callerOf: (request: Request) => keyed(addressOf(request)),
    /** The same for who asks before there is a request of the program's. */
    allowsFrom: (limit: Limit, address: string) => allows(limit, `from ${network(address)}`),
    of(request: Request): Limits {
      const address = addressOf(request)
      return { allows: (limit, about) => allows(limit, about === undefined ? `from ${address}` : `about ${about}`) }
    },
  }
}

function addressOf(request: Request): string {
  return network(callerOf(request)?.address ?? '')
}

/** Who has an IPv6 address has at least 2^64 of them. */
function network(address: string): string {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv6' ? parsed.toNormalizedString().split(':').slice(0, 4).join(':') : parsed.toString()
}
