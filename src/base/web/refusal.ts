// What is turned away before anything of the program is asked.
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Addresses } from './address.ts'
import { isForeign } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'

export interface Refusal { status: 403 | 405 | 411 | 413 | 414; why: string; allow?: string }

const longestAddress = 2_048
/** Unless its route says otherwise: the longest comment that a paper may allow, with each sign written as three bytes of three. */
const largestForm = 256 * 1_024

export function refusal({ method = '', url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, addresses: Pick<Addresses, 'methods' | 'route'>): Refusal | null {
  if (url.length > longestAddress) return { status: 414, why: 'This address is too long.' }
  if (method === 'GET' || method === 'HEAD') return null
  const path = url.split('?', 1)[0] ?? ''
  const methods = addresses.methods(path)
  const allowed = methods.length > 0 ? methods : ['GET', 'HEAD', 'POST']
  if (!allowed.includes(method)) return { status: 405, why: 'This address cannot be asked in this way.', allow: allowed.join(', ') }
  // Without a length nobody knows how much is to come; every browser names it for a form.
  if (headers['transfer-encoding'] !== undefined) return { status: 411, why: 'Say how long what you send is.' }
  if (Number(headers['content-length'] ?? 0) > (addresses.route(method, path)?.mostBytes ?? largestForm)) return { status: 413, why: 'This is more than the paper takes at once.' }
  if (isForeign({ site: one(headers['sec-fetch-site']), origin: headers.origin, host: headers.host })) return { status: 403, why: 'This was sent from another site.' }
  return null
}

export function refuse(response: ServerResponse, { status, why, allow }: Refusal) {
  // The connection ends, since what was sent with the request is not read.
  response.writeHead(status, { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', connection: 'close', ...(allow ? { allow } : {}) })
  response.end(`${why}\n`)
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join() : header
}
