import { Hono } from 'hono'
import type { Params } from '../../urls.ts'
import type { Db, Reads } from '../db/db.ts'
import { FilesAway } from '../files/files-away.ts'
import type { Files } from '../files/files.ts'
import type { CrawlerPurpose, PaymentConfig, WireConfig } from '../config.ts'
import type { Tag } from '../press/stale.ts'
import type { Safe } from '../safe/safe.ts'
import { preferred } from '../i18n/i18n.ts'
import { formOf } from './form.ts'
import { createLimits, type Limits } from './limits.ts'
import type { Live } from './live.ts'
import { miningTerms, type Mining } from './mining.ts'
import { isFromHere } from './proxies.ts'

export interface Call<P extends string, Who, Q extends string = never> {
  params: Params<P>
  /** Only the names the route declares; anything else in the query string is not looked at. */
  query: Partial<Record<Q, string>>
  who: Who
  /** How often the one who asks has done something lately. */
  limits: Limits
  /** The language, of those the paper speaks, that the browser asks for; for pages that are not the same for all. */
  speaks: string | undefined
  /** Answers with events that go on: the number of a tag, whenever it changes; see live.ts. */
  live: (tag: Tag) => Response
  files: Files
  site: Site
  /** The payment providers that are set up. */
  payments: PaymentConfig
  /** Seals and opens what must not be read from the database alone. */
  safe: Safe
  now: Date
}
/** What the configuration says of the paper, as far as pages need it. */
export interface Site {
  /** Where readers find the paper, without a slash at the end: what must name itself in full begins with it. */
  url: string
  /** Whether text and data mining is reserved; null where the paper says nothing of it. */
  mining: Mining | null
  /** For which purposes AI crawlers are welcome. */
  crawlers: readonly CrawlerPurpose[]
  /** Only this machine can reach the paper: it listens on loopback and says so, and whoever asks is at it. */
  isLocal: boolean
  /** The folder in which mails land that no server takes; none where one is set. */
  outbox?: string
  /** Where wires come in. */
  wires?: WireConfig
}
export type Page<P extends string, Who, Q extends string = never> = (c: Call<P, Who, Q> & { db: Reads }) => Promise<Response>
export type Action<P extends string, Who, Q extends string = never> = (c: Call<P, Who, Q> & { db: Db; form: Record<string, unknown> }) => Promise<Response>
/** Takes what another server tells: the bytes as they came, since their signature is over them, and no form. */
export type Hook<P extends string, Who, Q extends string = never> = (c: Call<P, Who, Q> & { db: Db; bytes: Buffer; method: Route['method']; headers: Headers }) => Promise<Response>
/** Decides who is asking; answers null to refuse. */
export type Guard<Who> = (request: Request, db: Reads, at: At) => Promise<Who | null>
/** Of which paper something is asked, and when. */
export interface At { site: Pick<Site, 'url'>; now: Date }

export interface Route {
  method: 'GET' | 'POST' | 'PATCH'
  path: string
  guard: Guard<unknown>
  handle: (c: never) => Promise<Response>
  /** The names of the query string that change what the page shows; all others are ignored, in the press too. */
  query: readonly string[]
  /** How large what is sent may be, where that is more than usual. */
  mostBytes?: number
  /** What is sent is no form, and is handed on as it came. */
  raw?: boolean
}

export function get<P extends string, Who, Q extends string = never>(path: P, guard: Guard<Who>, handle: Page<P, Who, Q>, query: readonly Q[] = []): Route {
  return { method: 'GET', path, guard, handle, query }
}
export function post<P extends string, Who, Q extends string = never>(path: P, guard: Guard<Who>, handle: Action<P, Who, Q>, query: readonly Q[] = []): Route {
  return { method: 'POST', path, guard, handle, query }
}
/** The same for a form that brings much: a file, a whole article. */
export function postLarge<P extends string, Who>(path: P, guard: Guard<Who>, handle: Action<P, Who>, mostBytes: number): Route {
  return { ...post(path, guard, handle), mostBytes }
}

/** For what other servers tell; see `Hook`. */
export function hook<P extends string, Who, Q extends string = never>(path: P, guard: Guard<Who>, handle: Hook<P, Who, Q>, query: readonly Q[] = []): Route {
  return { method: 'POST', path, guard, handle, query, raw: true }
}

/** Two ways of sending bytes to one address: as a part that goes behind what has come (PATCH), and as whatever else (POST). */
export function parts<P extends string, Who>(path: P, guard: Guard<Who>, handle: Hook<P, Who>, mostBytes: number): Route[] {
  return (['PATCH', 'POST'] as const).map((method) => ({ method, path, guard, handle, query: [], raw: true, mostBytes }))
}

/** How the paper answers when no page can: in its own look. */
export interface ErrorPages {
  notFound(db: Reads, request: Request): Promise<Response>
  refused(db: Reads, request: Request, at: At): Promise<Response>
  /** `id` is in the log beside the error. */
  broken(db: Reads, id: string): Promise<Response>
}
interface Serving { safe: Safe; live: Pick<Live, 'answer'>; db: Db; files: Files; site: Site; payments: PaymentConfig; clock: () => Date; errors: ErrorPages; broke: (error: unknown, id: string) => void }

export function serve(routes: Route[], { safe, live, db, files, site, payments, clock, errors, broke }: Serving) {
  const app = new Hono()
  const terms = Object.entries(miningTerms(site.mining))
  const limits = createLimits()
  for (const route of routes) {
    app.on(route.method, route.path, async (c) => {
      const now = clock()
      const who = await route.guard(c.req.raw, db, { site, now })
      if (who === null) return errors.refused(db, c.req.raw, { site, now })
      const params: Record<string, string> = c.req.param()
      const query = declared(route, c.req.url)
      // No address of ours holds one, and the database takes none.
      if (Object.values({ ...params, ...query }).some((value) => value.includes('\0'))) throw new NotFound()
      const form = route.method === 'POST' && !route.raw ? await formOf(() => c.req.parseBody({ all: true })) : {}
      if (form === undefined) return unreadable()
      const speaks = preferred(c.req.header('accept-language') ?? '')
      const here = site.isLocal && !isFromHere(c.req.raw) ? { ...site, isLocal: false } : site
      const sent = route.raw ? { bytes: Buffer.from(await c.req.arrayBuffer()), method: route.method, headers: c.req.raw.headers } : { form }
      const response = await route.handle({ db, safe, files, site: here, payments, ...sent, who, params, query, speaks, limits: limits.of(c.req.raw), live: (tag: Tag) => live.answer(tag, { ...listening(c.req.raw, limits), mayListen: async () => (await route.guard(c.req.raw, db, { site, now: clock() })) !== null }), now } as never)
      for (const [name, value] of terms) response.headers.set(name, value)
      return response
    })
  }
  app.notFound((c) => errors.notFound(db, c.req.raw))
  app.onError((error, c) => {
    if (error instanceof NotFound) return errors.notFound(db, c.req.raw)
    if (error instanceof NotPermitted) return errors.refused(db, c.req.raw, { site, now: clock() })
    if (error instanceof FilesAway) return comeAgain()
    const id = crypto.randomUUID().slice(0, 8)
    broke(error, id)
    return errors.broken(db, id)
  })
  return app
}

function listening(request: Request, limits: ReturnType<typeof createLimits>) {
  const last = request.headers.get('last-event-id') ?? ''
  return { after: /^\d{1,15}$/.test(last) ? Number(last) : null, caller: limits.callerOf(request) }
}

/** No page of the paper's: it stands in for a picture. What keeps the files says in the log that they are away. */
function comeAgain(): Response {
  return new Response('This file is away for a moment. Please try again soon.\n', { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', 'retry-after': '5' } })
}

function unreadable(): Response {
  return new Response('This form cannot be read.\n', { status: 400, headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
}

function declared(route: Route, address: string): Record<string, string> {
  const given = new URL(address).searchParams
  return Object.fromEntries(route.query.flatMap((name) => { const value = given.get(name); return value === null ? [] : [[name, value]] }))
}

export class NotFound extends Error {}
/** Whoever asked may not, or no longer. */
export class NotPermitted extends Error {}
export function found<T>(row: T | undefined): T {
  if (row === undefined) throw new NotFound()
  return row
}
