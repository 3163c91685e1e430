// Answers requests. A page that lies in the press is answered before any framework code runs; everything else goes to
// the program, by way of the checks that hold for all of it.
//
//   const press = createPress({ maxBytes: config.pressBytes, cdnSeconds: config.cdnSeconds, now: () => performance.now() })
//   const wire = listenForStale({ connection: { connectionString }, press, log })
//   const listener = createListener({ app: serve(routes, …), routes, isPublic: (route) => route.guard === anyone, press, wire,
//     ahead: () => ({ day, addresses }), away: () => page503, health: () => healthPage(…), origin: config.url, proxies: config.proxies, log })
//   door.opens(listener); await wire.ready; …; listener.stop(); await wire.close()
import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener, RequestError } from '@hono/node-server'
import { paths } from '../../urls.ts'
import { logAccess, type Log } from '../log.ts'
import { timed } from '../metrics/counts.ts'
import { printAhead, type ToPrint } from '../press/ahead.ts'
import type { Wire } from '../press/listen-for-stale.ts'
import type { Press } from '../press/press.ts'
import { isTraced, spanned } from '../traces/spans.ts'
import { countAnswer, countHit, hitsOf, type Counting } from './count.ts'
import { createAddresses, type Addresses } from './address.ts'
import { caller, rememberCaller, type Range } from './proxies.ts'
import type { Asked, Quick } from './quick.ts'
import { refusal, refuse } from './refusal.ts'
import { asAsked } from './respond.ts'
import type { Route } from './route.ts'
import { secured } from './security-headers.ts'
import { readyAnswer, sendSheet } from './send.ts'

export interface Listening {
  app: { fetch(request: Request): Response | Promise<Response> }
  routes: readonly Route[]
  /** Whether a route's pages are the same for everyone, so that the press may ask for them on nobody's behalf. */
  isPublic: (route: Route) => boolean
  press: Press
  wire: Pick<Wire, 'check'>
  /** What is to be printed before anybody asks for it. */
  ahead: () => Promise<ToPrint>
  /** The page that is shown while the database is away; printed ahead, too. Its status does not matter. */
  away: () => Response | Promise<Response>
  health: () => Response | Promise<Response>
  /** Where readers find the paper: pages are printed for this address, whatever a request calls its host. */
  origin: string
  proxies: readonly Range[]
  /** The image on each page that counts it: asked for as often as pages, and as little to be held up. */
  counter?: Counter
  log: Log
}
export interface Counter { takes(method: string, url: string): boolean; answer(request: IncomingMessage, response: ServerResponse): void }
export interface Listener {
  answer(request: IncomingMessage, response: ServerResponse): void
  /** Answers what lies in the press; see quick.ts. */
  quick: Quick
  /** No more printing ahead. */
  stop(): Promise<void>
}

class DatabaseAway extends Error {}
/** How often it is looked whether an answer that has not come will ever come: not without the database. */
const lookEveryMs = 1_000
const retryAfterSeconds = '30'

export function createListener(given: Listening): Listener {
  const { press, log } = given
  const addresses = createAddresses(given.routes)
  const ask = asking(given, addresses)
  const instead = answeringInstead(given)
  const passOn = passingOn(given, { ask, instead })
  const print = printing(given, ask)
  const logsAll = log.isLevelEnabled('debug')

  function answer(request: IncomingMessage, response: ServerResponse) {
    if (given.counter?.takes(request.method ?? '', request.url ?? '')) {
      response.once('close', () => countAnswer(response, { route: addresses.route(request.method === 'POST' ? 'POST' : 'GET', pathOf(request))?.path ?? 'none', source: 'program' }))
      return given.counter.answer(request, response)
    }
    const sheet = request.method === 'GET' ? press.get(request.url ?? '') : undefined
    // A line for each page from the press would cost more than the page: that is for LITFASS_LOG=debug.
    if (!sheet || logsAll) noteAccess(request, { response, log })
    if (sheet) {
      sendSheet(sheet, { request, response, want: press.want })
      return countHit(sheet, response.statusCode)
    }
    const counting: Counting = { route: 'none', source: 'program' }
    response.once('close', () => countAnswer(response, counting))
    answerOthers(request, response, counting).catch((error: unknown) => {
      log.error({ err: error }, 'an answer could not be sent')
      response.destroy()
    })
  }

  function quick({ url, headers }: Asked) {
    const sheet = logsAll ? undefined : press.get(url)
    const ready = sheet && readyAnswer(sheet, headers, press.want)
    if (ready) countHit(sheet, ready.status)
    return ready
  }

  async function answerOthers(request: IncomingMessage, response: ServerResponse, counting: Counting) {
    const path = pathOf(request)
    counting.route = path === paths.health ? path : addresses.route(request.method === 'POST' ? 'POST' : 'GET', path)?.path ?? 'none'
    const refused = refusal(request, addresses)
    if (refused) return refuse(response, refused)
    const known = request.method === 'GET' || request.method === 'HEAD' ? addresses.key(request.url ?? '') : undefined
    if (!known || known.key === paths.health || !given.isPublic(known.route)) return passOn(request, response)
    const lies = press.get(known.key)
    const result = lies ?? (await print(known.key, known.route).catch((error: unknown) => press.lastKnown(known.key) ?? instead.of(error)))
    if (result instanceof Response) return getRequestListener(() => asAsked(result, { method: request.method, ifNoneMatch: request.headers['if-none-match'] }), { overrideGlobalObjects: false })(request, response)
    counting.source = lies ? 'press' : 'printed'
    sendSheet(result, { request, response, want: press.want })
  }

  return { answer, quick, stop: startPrintingAhead(given, { addresses, print, instead }).stop }
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? ''
}

function printing({ press, origin }: Listening, ask: Parts['ask']) {
  return async (key: string, { path: route }: Route) => {
    const result = await press.print(key, () => timed('litfass_printing_seconds', { route }, () => ask(new Request(origin + key))))
    if (!(result instanceof Response)) result.hits ??= hitsOf(route, result.status)
    return result
  }
}

interface Parts { ask: (request: Request) => Promise<Response>; instead: ReturnType<typeof answeringInstead>; addresses: Addresses; print: (key: string, route: Route) => Promise<unknown> }

/** The way into the program for what the press has no part in, with who is asking. */
function passingOn({ health, proxies }: Listening, { ask, instead }: Pick<Parts, 'ask' | 'instead'>) {
  return getRequestListener(
    async (request, { incoming }) => {
      if (incoming.url === paths.health) return secured(await health())
      rememberCaller(request, caller(incoming, proxies))
      return ask(request).catch(instead.of)
    },
    { overrideGlobalObjects: false, errorHandler: (error) => (error instanceof RequestError ? instead.unreadable() : instead.of(error)) },
  )
}

function startPrintingAhead({ press, ahead, log }: Listening, { addresses, print, instead }: Pick<Parts, 'addresses' | 'print' | 'instead'>) {
  return printAhead({
    press, log,
    async ahead() {
      await instead.printAhead()
      return ahead()
    },
    async print(address) {
      const known = addresses.key(address)
      if (!known || press.get(known.key)) return false
      await print(known.key, known.route)
      return true
    },
  })
}

/** Asks the program; throws when it has no answer, and DatabaseAway when that is why. */
function asking({ app, press, wire }: Listening, addresses: Addresses) {
  return async (request: Request): Promise<Response> => (isTraced() ? traced(request) : answered(request))

  // Only the route's pattern: what a path holds may be a key, what stands behind `?` a reader's words.
  function traced(request: Request): Promise<Response> {
    const route = addresses.route(request.method, new URL(request.url).pathname)?.path ?? 'none'
    return spanned({ name: `${request.method} ${route}`, kind: 'server', attributes: { 'http.request.method': request.method, 'http.route': route } }, async (note) => {
      const response = await answered(request)
      note({ 'http.response.status_code': response.status })
      return response
    })
  }

  async function answered(request: Request): Promise<Response> {
    const response = await answerOrLoss(request).catch(async (error: unknown) => {
      throw error instanceof DatabaseAway || (await wire.check()) ? error : new DatabaseAway()
    })
    if (response.status === 500 && !(await wire.check())) throw new DatabaseAway()
    return secured(response)
  }

  async function answerOrLoss(request: Request) {
    const { promise: lost, reject } = Promise.withResolvers<never>()
    const looking = setInterval(() => { if (press.isLost) reject(new DatabaseAway()) }, lookEveryMs)
    try {
      return await Promise.race([app.fetch(request), lost])
    } finally {
      clearInterval(looking)
    }
  }
}

/** What is answered when neither the program nor the press has an answer. */
function answeringInstead({ away, log }: Listening) {
  let awayText = ''
  const broken = () => secured(new Response('This page cannot be shown at the moment.\n', { status: 500, headers: { 'cache-control': 'no-store' } }))
  const unreadable = () => secured(new Response('This address cannot be read.\n', { status: 400, headers: { 'cache-control': 'no-store' } }))
  const gone = () => secured(new Response(awayText || 'The paper is away for a moment. Please try again soon.\n', {
    status: 503, headers: { 'content-type': `text/${awayText ? 'html' : 'plain'}; charset=utf-8`, 'cache-control': 'no-store', 'retry-after': retryAfterSeconds },
  }))
  return {
    unreadable,
    async printAhead() { awayText = await (await away()).text() },
    of(error: unknown): Response {
      if (error instanceof DatabaseAway) return gone()
      log.error({ err: error }, 'a page could not be printed')
      return broken()
    },
  }
}

function noteAccess({ method, url }: IncomingMessage, { response, log }: { response: ServerResponse; log: Log }) {
  if (!log.isLevelEnabled('info')) return
  const began_at = performance.now()
  response.once('finish', () => logAccess(log, { method, url, status: response.statusCode, ms: performance.now() - began_at }))
}
