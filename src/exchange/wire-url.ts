// A wire that is asked for at an address, and answers with what it has.
import { guardedFetch, NotFetched } from '../base/net/guarded-fetch.ts'
import type { Resolver } from '../base/net/public-address.ts'
import type { Wire } from './reads/wires.ts'
import { mostWireBytes } from './wire-format.ts'

export interface Reach { hosts: readonly string[]; resolver?: Resolver }
/** What is remembered of the answer, so that the same need not be sent again. */
export interface Answered { bytes: Buffer; etag: string; last_modified: string }

const patience = 20_000

/** Undefined where nothing has changed there. Throws NotFetched. */
export async function askUrl(wire: Pick<Wire, 'address' | 'proof' | 'user_name' | 'etag' | 'last_modified'>, secret: string, { hosts, resolver }: Reach): Promise<Answered | undefined> {
  const headers: Record<string, string> = {
    accept: 'application/rss+xml, application/atom+xml, application/xml, application/json, text/xml, */*;q=0.5',
    ...(wire.etag ? { 'if-none-match': wire.etag } : {}), ...(wire.last_modified ? { 'if-modified-since': wire.last_modified } : {}),
    ...proofOf(wire, secret),
  }
  const { status, bytes, headers: said } = await guardedFetch(wire.address, { headers, ms: patience, mostBytes: mostWireBytes, hosts, ...(resolver ? { resolver } : {}) })
  if (status === 304) return undefined
  if (status < 200 || status > 299) throw new NotFetched(`the answer is ${status}${explained[status] ?? ''}`)
  return { bytes, etag: short(said.etag), last_modified: short(said['last-modified']) }
}

const explained: Record<number, string> = { 401: ': name and password are asked for, or wrong', 403: ': it is refused', 404: ': there is nothing', 410: ': it is gone', 429: ': it is asked for too often' }

function proofOf({ proof, user_name }: Pick<Wire, 'proof' | 'user_name'>, secret: string): Record<string, string> {
  if (proof === 'password') return { authorization: `Basic ${Buffer.from(`${user_name}:${secret}`).toString('base64')}` }
  return proof === 'header' ? { [user_name.toLowerCase()]: secret.replace(/[^\x20-\x7e]/g, '') } : {}
}

/** It is sent back as it came, so it must be what a header may hold. */
function short(value: string | undefined): string {
  return value !== undefined && value.length <= 500 && /^[\x20-\x7e]*$/.test(value) ? value : ''
}
