// The stand-in for payment providers as a server: their APIs, a page to pay on, and notices. On command it does what the real
// ones do on bad days: it does the work and does not say so, is away, sends notices twice, late, in another order or never.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { PaymentConfig } from '../../base/config.ts'
import type { ProviderName } from '../provider.ts'
import { keysHold, newState, openAccount, type Account, type Happening, type State } from './account.ts'
import { answerPage, type Pages } from './checkout-page.tsx'
import type { Answer, Asked } from './http.ts'
import { answerAsMollie } from './mollie-face.ts'
import { answerAsStripe, stripeNoticeOf } from './stripe-face.ts'

/** away: not heard, not answered; mute: heard and done, but the answer is an error, or is cut off. */
export type Fault = 'away' | 'mute'
export interface Notice { provider: ProviderName; address: string; body: string; headers: Record<string, string> }

export interface DoubleOptions {
  /** Where Stripe's notices go: it is told once. */
  notices: string
  /** How a notice is delivered; answers the status. */
  deliver: (notice: Notice) => Promise<number>
  /** At once, or when the test says so. */
  held?: boolean
  clock: () => Date
  port?: number
  state?: State
  changed?: (state: State) => void
}

const secrets = { secretKey: 'sk_test_double', webhookSecret: 'whsec_double', apiKey: 'test_double', accessToken: 'access_double' }

export async function startDouble({ notices: noticeAddress, deliver, held = false, clock, port = 0, state = newState(), changed = () => {} }: DoubleOptions) {
  const waiting: Happening[] = []
  const faults: Fault[] = []
  const seconds = () => Math.floor(clock().getTime() / 1_000)
  const account = openAccount(state, { clock: seconds, told: (happening) => { waiting.push(happening) } })
  const server = createServer((request, response) => {
    answerRequest(request, response).catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${addressOf(server.address()).port}`

  async function answerRequest(request: IncomingMessage, response: ServerResponse) {
    const asked = await askedIn(request, origin)
    const fault = asked.method === 'POST' && asked.path.startsWith('/v') ? faults.shift() : undefined
    if (fault === 'away') return cutOff(response, asked)
    const answer = asked.path.startsWith('/v') ? answerOnce(account, asked) : answerPage(account, asked, pages)
    changed(state)
    if (!held) await deliverAll()
    if (fault === 'mute') return cutOff(response, asked)
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const pages: Pages = { payOut: () => { account.payOut('stripe'); account.payOut('mollie') } }

  async function deliverOne(happening: Happening) {
    const notice = noticeOf(happening, { account, origin, noticeAddress })
    return notice ? deliver(notice).catch(() => 0) : 200
  }
  async function deliverAll() {
    for (let next = waiting.shift(); next; next = waiting.shift()) await deliverOne(next)
  }

  return {
    origin, account, faults,
    /** Notices that are not delivered yet: a test sends them again, in another order, or throws them away. */
    waiting, deliverOne, deliverAll,
    payments: { stripe: { secretKey: secrets.secretKey, webhookSecret: secrets.webhookSecret, base: origin }, mollie: { apiKey: secrets.apiKey, accessToken: secrets.accessToken, base: origin } } satisfies PaymentConfig,
    /** So that it does not keep the program running. */
    unref: () => { server.unref() },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
export type Double = Awaited<ReturnType<typeof startDouble>>

/** Stripe says by a header that a call is not to be repeated at once, or the library would; with Mollie a cut connection does. */
function cutOff(response: ServerResponse, { path }: Asked) {
  if (path.startsWith('/v2/')) return response.destroy()
  response.writeHead(500, { 'content-type': 'application/json', 'stripe-should-retry': 'false' }).end(JSON.stringify({ error: { type: 'api_error', message: 'Something went wrong.' } }))
}

/** A repeated call is answered as the first was, for as long as the real ones do. */
function answerOnce(account: Account, asked: Asked): Answer {
  const provider = asked.path.startsWith('/v1/') ? 'stripe' : 'mollie'
  const answer = () => (provider === 'stripe' ? answerAsStripe(account, asked) : answerAsMollie(account, asked))
  if (!isKnown(asked, provider)) return { status: 401, body: JSON.stringify({ error: { type: 'invalid_request_error', message: 'Invalid key' }, status: 401, title: 'Unauthorized Request', detail: 'Invalid key', _links: {} }), headers: { 'content-type': 'application/json' } }
  const key = asked.method === 'POST' ? asked.headers['idempotency-key'] : undefined
  if (typeof key !== 'string') return answer()
  const name = `${provider} ${asked.path} ${key}`
  const known = account.state.answers[name]
  if (known && account.clock() < known.at + keysHold[provider]) {
    if (known.asked === asked.body) return { status: known.status, body: known.body, headers: { 'content-type': 'application/json', 'idempotent-replayed': 'true' } }
    return { status: 400, body: JSON.stringify({ error: { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters.' }, status: 400, title: 'Bad Request', detail: 'another request', _links: {} }), headers: { 'content-type': 'application/json' } }
  }
  const given = answer()
  account.state.answers[name] = { asked: asked.body, status: given.status, body: given.body, at: account.clock() }
  return given
}

function isKnown({ headers }: Asked, provider: ProviderName): boolean {
  const key = /^Bearer (.+)$/.exec(headers.authorization?.toString() ?? '')?.[1]
  return provider === 'stripe' ? key === secrets.secretKey : key === secrets.apiKey || key === secrets.accessToken
}

function noticeOf(happening: Happening, { account, origin, noticeAddress }: { account: Account; origin: string; noticeAddress: string }): Notice | undefined {
  const { provider, payment } = happening
  if (provider === 'stripe') return { provider, address: noticeAddress, ...stripeNoticeOf(happening, { account, secret: secrets.webhookSecret, origin }) }
  return payment.notice_url === null ? undefined : { provider, address: payment.notice_url, body: new URLSearchParams({ id: payment.id }).toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } }
}

async function askedIn(request: IncomingMessage, origin: string): Promise<Asked> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk)
  const { pathname, searchParams } = new URL(request.url ?? '/', origin)
  return { method: request.method ?? 'GET', path: pathname, query: searchParams, body: Buffer.concat(chunks).toString(), headers: request.headers, origin }
}

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the stand-in has no port')
  return address
}
