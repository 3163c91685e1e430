// Asks an address elsewhere that somebody typed, or that stood in what came from there: only on the open internet, only so
// long, only so much, and after every redirect with the same care.
import { once } from 'node:events'
import { request as plainly, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { request as securely } from 'node:https'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { AddressRefused, pinned, reachable, type Reaching } from './public-address.ts'

/** Thrown where an answer cannot be had; the message says why, in one line. */
export class NotFetched extends Error {}

export interface Fetching extends Reaching {
  /** Sent to the first host only, never to one it redirects to. */
  headers?: Record<string, string>
  ms: number
  mostBytes: number
}
export interface Fetched { status: number; bytes: Buffer; headers: IncomingMessage['headers']; /** Where it was found in the end. */ url: string }

const mostRedirects = 5
export const tooLong = 'it took too long to answer'
const unpack: Record<string, (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) }

/** Throws NotFetched. */
export async function guardedFetch(address: string, fetching: Fetching): Promise<Fetched> {
  const signal = AbortSignal.timeout(fetching.ms)
  let url = webAddress(address)
  const { origin } = url
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await asked(url, { ...fetching, headers: url.origin === origin ? fetching.headers ?? {} : {} }, signal)
    const { statusCode: status = 0, headers } = answer
    const next = [301, 302, 303, 307, 308].includes(status) ? headers.location : undefined
    if (next === undefined) return { status, headers, url: url.href, bytes: await bodyOf(answer, fetching, signal) }
    answer.destroy()
    url = webAddress(next, url)
  }
  throw new NotFetched(`redirected more than ${mostRedirects} times`)
}

/** Throws NotFetched for what is no address of the web, or holds a name and a password: those have a place of their own. */
export function webAddress(text: string, base?: URL): URL {
  const url = URL.parse(text, base)
  if (!url || !/^https?:$/.test(url.protocol)) throw new NotFetched('this is no address of the web')
  if (url.username || url.password) throw new NotFetched('a name or a password stands in the address')
  return url
}

async function asked(url: URL, fetching: Fetching, signal: AbortSignal): Promise<IncomingMessage> {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  try {
    const addresses = await beforeEnd(reachable(url.hostname, port, fetching), signal)
    const headers: OutgoingHttpHeaders = { 'user-agent': 'Litfass', 'accept-encoding': 'gzip, deflate, br', ...fetching.headers }
    const request = (url.protocol === 'https:' ? securely : plainly)(url, { headers, signal, agent: false, lookup: pinned(addresses), maxHeaderSize: 32_768 })
    request.on('error', () => {})
    request.end()
    const [answer]: unknown[] = await once(request, 'response', { signal })
    return answer as IncomingMessage
  } catch (error) {
    throw notFetched(error, signal)
  }
}

async function bodyOf(answer: IncomingMessage, { mostBytes }: Fetching, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  try {
    for await (const chunk of answer) {
      length += (chunk as Buffer).length
      if (length > mostBytes) throw new NotFetched(`it is larger than ${megabytes(mostBytes)}`)
      chunks.push(chunk as Buffer)
    }
    const bytes = Buffer.concat(chunks)
    const unpacked = unpack[answer.headers['content-encoding'] ?? '']
    return unpacked && bytes.length > 0 ? await unpacked(bytes, { maxOutputLength: mostBytes }) : bytes
  } catch (error) {
    throw notFetched(error, signal)
  } finally {
    answer.destroy()
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e5) / 10} MB`
}

/** A name that is long in being found is not waited for, either. */
export function beforeEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([work, new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })])
}

function notFetched(error: unknown, signal: AbortSignal): Error {
  if (error instanceof NotFetched) return error
  if (error instanceof AddressRefused) return new NotFetched(error.message)
  if (signal.aborted) return new NotFetched(tooLong)
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return new NotFetched(code === 'ERR_BUFFER_TOO_LARGE' ? 'it is too large when unpacked' : known[code] ?? (code || message).slice(0, 200))
}
const known: Record<string, string> = { ECONNREFUSED: 'the connection was refused', ECONNRESET: 'the connection was cut', EHOSTUNREACH: 'there is no way there', ENETUNREACH: 'there is no way there', CERT_HAS_EXPIRED: 'its certificate has expired', DEPTH_ZERO_SELF_SIGNED_CERT: 'it signed its certificate itself' }
