// /matomo.php and /piwik.php: what clients of the Matomo Tracking HTTP API ask, and the answers they wait for.
import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { jsonOf } from '../base/json.ts'
import type { Log } from '../base/log.ts'
import type { SegmentLog } from '../base/segments/segment-log.ts'
import { createLimits } from '../base/web/limits.ts'
import { caller, type Range } from '../base/web/proxies.ts'
import { paths } from '../urls.ts'
import { bodyOf, gif, image, isAhead, isAt, refused, saying } from './counter.ts'
import { asRecord, type Hit, type LeftOut, type WhyLeftOut } from './hit.ts'
import { hitsOf, type MatomoParts, type Sender } from './matomo.ts'
import { Invalid, paramsIn, type Params } from './matomo-request.ts'

interface Parts extends MatomoParts {
  hits: SegmentLog
  proxies: readonly Range[]
  /** Hashes (SHA-256) of the tokens there are. */
  tokens: () => ReadonlySet<string>
  log: Log
}
interface Answer { status: number; body: Buffer | string; type: string }

const longestBody = 1024 * 1024
const mostInBulk = 1_000
/** From one address without a token. A household, or an office behind one address, is far below. */
const limit = { name: 'matomo', most: 1_200, seconds: 60 }

const Entry = z.union([z.string().max(16_384), z.record(z.string(), z.unknown())])
const Bulk = z.object({ requests: z.array(z.unknown()).max(mostInBulk), token_auth: z.string().optional(), send_image: z.union([z.string(), z.number()]).optional() })

const pixel = (status: number): Answer => ({ status, body: gif, type: 'image/gif' })
const empty: Answer = { status: 204, body: '', type: 'image/gif' }
const json = (status: number, said: unknown): Answer => ({ status, body: JSON.stringify(said), type: 'application/json' })
const greeting = 'This address takes what clients of the Matomo Tracking HTTP API send.\n'

export function createMatomo(parts: Parts) {
  const { hits, tokens, proxies, clock } = parts
  const limits = createLimits()
  const sayFull = saying(parts)

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const { method = '', url = '' } = request
    if (method === 'OPTIONS') return empty
    if (method === 'HEAD') return pixel(200)
    if (method !== 'GET' && method !== 'POST') return { status: 405, body: '', type: 'text/plain' }
    const body = method === 'POST' ? await bodyOf(request, longestBody) : ''
    if (body === undefined) return refusal(json(413, { status: 'error', message: 'too long' }))
    if (isFrontAt(url)) return aboutSite(paramsIn(url, body))
    if (body.includes('"requests"')) return bulk(request, body)
    const params = paramsIn(queryOf(url), body)
    if (Object.keys(params).length === 0 && method === 'GET') return { status: 200, body: greeting, type: 'text/plain; charset=utf-8' }
    return single(request, params)
  }

  async function single(request: IncomingMessage, params: Params): Promise<Answer> {
    const sender = senderOf(request, params.token_auth)
    if (!isAllowed(sender, 1)) return tooMany(1)
    try {
      await keep(hitsOf(params, sender, parts))
      return params.send_image === '0' ? empty : pixel(200)
    } catch (error) {
      if (error instanceof Invalid) return refusal(pixel(400))
      throw error
    }
  }

  /** Each entry for itself: one that cannot be read does not lose the others. */
  async function bulk(request: IncomingMessage, body: string): Promise<Answer> {
    const asked = Bulk.safeParse(jsonOf(body))
    if (!asked.success) return refusal(json(400, { status: 'error', message: `not a list of at most ${mostInBulk} requests` }))
    const { requests, token_auth, send_image } = asked.data
    const sender = senderOf(request, token_auth)
    if (!isAllowed(sender, requests.length)) return tooMany(requests.length)
    const found = requests.map((one) => readOf(one, sender))
    await keep(found.flatMap((one) => one ?? leftOut('malformed')))
    const invalid_indices = found.flatMap((one, index) => (one ? [] : [index]))
    if (String(send_image) === '0') return empty
    return json(200, { status: 'success', tracked: found.length - invalid_indices.length, invalid: invalid_indices.length, invalid_indices })
  }

  function readOf(told: unknown, sender: Sender): Hit[] | undefined {
    const { data: entry } = Entry.safeParse(told)
    if (entry === undefined) return undefined
    const params = paramsIn(entry)
    try {
      return hitsOf(params, { ...sender, hasToken: sender.hasToken || isToken(params.token_auth) }, parts)
    } catch (error) {
      if (error instanceof Invalid) return undefined
      throw error
    }
  }

  /** In one turn, so that they share a block of the log: all of them are kept, or none. */
  async function keep(those: Hit[]) {
    await Promise.all(those.map((hit) => hits.append(asRecord(hit))))
  }

  /** What is refused is counted as that. */
  async function refusal(answer: Answer): Promise<Answer> {
    await keep([leftOut('malformed')])
    return answer
  }

  function leftOut(why: WhyLeftOut): LeftOut {
    return { kind: 'left_out', minute: Math.floor(clock().getTime() / 60_000), why }
  }

  async function tooMany(count: number): Promise<Answer> {
    await keep(Array.from({ length: Math.min(count, mostInBulk) }, () => leftOut('too_many')))
    return { status: 429, body: '', type: 'text/plain' }
  }

  function isAllowed({ hasToken, address }: Sender, count: number): boolean {
    for (let n = 0; n < count && !hasToken; n++) if (!limits.allowsFrom(limit, address)) return false
    return true
  }

  function senderOf(request: IncomingMessage, token: string | undefined): Sender {
    return { address: caller(request, proxies).address, headers: request.headers, isAhead: isAhead(request.headers), hasToken: isToken(token) }
  }

  function isToken(token: string | undefined): boolean {
    return token !== undefined && token !== '' && tokens().has(hash('sha256', token, 'hex'))
  }

  /** The one question that the importer of logs asks before it begins: which site this is. */
  function aboutSite({ method, token_auth }: Params): Answer {
    if (method !== 'SitesManager.getSiteFromId') return { status: 405, body: '', type: 'text/plain' }
    if (!isToken(token_auth)) return json(401, { result: 'error', message: 'this needs a token' })
    return json(200, { idsite: 1, name: new URL(parts.origin).host, main_url: parts.origin })
  }

  return {
    takes: (method: string, url: string) => isAt(url, paths.matomo) || isAt(url, paths.piwik) || (method === 'POST' && isFrontAt(url)),
    answer(request: IncomingMessage, response: ServerResponse) {
      answerTo(request).then((answer) => send(answer, request, response), (error: unknown) => {
        sayFull(error)
        if (!response.headersSent) response.writeHead(503, refused).end()
      })
    },
  }
}

function isFrontAt(url: string): boolean {
  return isAt(url, '/') || isAt(url, '/index.php')
}

function queryOf(url: string): string {
  const mark = url.indexOf('?')
  return mark < 0 ? '' : url.slice(mark)
}

/** Pages of other hosts may ask, and get nothing that is anybody's. */
function send({ status, body, type }: Answer, request: IncomingMessage, response: ServerResponse) {
  const { method, headers } = request
  const cors = method === 'GET' ? {} : { 'access-control-allow-origin': headers.origin ?? '*', 'access-control-allow-credentials': 'true' }
  const preflight = method === 'OPTIONS' ? { 'access-control-allow-methods': 'GET, POST, OPTIONS', 'access-control-allow-headers': 'Content-Type, Content-Encoding', 'access-control-max-age': '86400' } : {}
  const close = status === 413 ? { connection: 'close' } : {}
  response.writeHead(status, {
    ...image, 'content-type': type, 'content-length': String(Buffer.byteLength(body)), 'cross-origin-resource-policy': 'cross-origin', ...cors, ...preflight, ...close, vary: 'Origin',
    ...(status === 429 ? { 'retry-after': '60' } : {}), ...(status === 405 ? { allow: 'GET, HEAD, POST, OPTIONS' } : {}),
  })
  response.end(method === 'HEAD' ? undefined : body)
}
