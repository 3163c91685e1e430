// A handful of routes behind the real door, press and wire, on a database of its own: what the listener does, without
// a newspaper.
import { newKey } from '../src/base/secrets/keys.ts'
import { createSecrets } from '../src/base/secrets/secrets.ts'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { request, type IncomingHttpHeaders } from 'node:http'
import { pino } from 'pino'
import { sql } from 'kysely'
import { listenForStale } from '../src/base/press/listen-for-stale.ts'
import { createPress } from '../src/base/press/press.ts'
import { openDoor } from '../src/base/web/door.ts'
import { createListener } from '../src/base/web/listener.ts'
import { callerOf } from '../src/base/web/proxies.ts'
import { html, json, printed, seeOther } from '../src/base/web/respond.ts'
import { get, post, postLarge, serve, type Guard, type Route } from '../src/base/web/route.ts'
import type { Range } from '../src/base/web/proxies.ts'
import { openFiles } from '../src/base/files/files.ts'
import { freshDatabase } from './database.ts'

export interface Asking { method?: string; headers?: Record<string, string>; body?: string }
export interface Answer { status: number; headers: IncomingHttpHeaders; body: Buffer }
export const text = 'Ein Absatz, der sich wiederholt. '.repeat(400)

const anyone: Guard<'anyone'> = async () => 'anyone'
const known: Guard<string> = async (request) => request.headers.get('cookie') ?? callerOf(request)?.address ?? ''

export async function served({ cdnSeconds = 0, proxies = [] }: { cdnSeconds?: number; proxies?: Range[] } = {}) {
  const { url, db, drop } = await freshDatabase()
  const counts = new Map<string, number>()
  const made = (name: string) => { counts.set(name, (counts.get(name) ?? 0) + 1) }
  const routes: Route[] = [
    get('/mine', known, async ({ who }) => html(who)),
    get('/broken', anyone, async () => { throw new Error('broken on purpose') }),
    get('/gone', anyone, async () => printed('withdrawn', { tags: ['article:2'], status: 410 })),
    get('/embedding', anyone, async () => printed('embed', { tags: ['article:3'], headers: { 'content-security-policy': 'frame-src https://video.example; script-src *' } })),
    get('/:slug', anyone, async ({ db: reads, params, query }) => {
      made(params.slug)
      await sql`select 1`.execute(reads as typeof db)
      return printed(`${text}${params.slug} ${JSON.stringify(query)}`, { tags: ['article:1'] })
    }, ['after', 'order']),
    postLarge('/long-form', anyone, async () => seeOther('/'), 1_024 * 1_024),
    post('/form', anyone, async ({ form }) => (form.json ? json(form) : seeOther('/'))),
  ]
  const errors = { notFound: async () => html('not found', 404), refused: async () => html('refused', 401), broken: async () => html('broken', 500) }
  const app = serve(routes, { live: { answer: () => new Response(null, { status: 204 }) }, db, files: openFiles({ data: tmpdir() }), secrets: createSecrets({ own: newKey() }), site: { url: 'http://paper.test', mining: { reserved: true, policy: '' }, crawlers: ['search', 'user'], isLocal: true }, clock: () => new Date(), errors, broke: () => {} })
  const press = createPress({ maxBytes: 1e7, cdnSeconds, now: () => performance.now() })
  const log = pino({ level: 'silent' })
  const wire = listenForStale({ connection: { connectionString: url }, press, log, proveEveryMs: 200, patienceMs: 500 })
  const listener = createListener({
    app, routes, isPublic: ({ guard }) => guard === anyone, press, wire, ahead: async () => ({ day: '2026-03-01', addresses: ['/ahead'] }), away: () => html('the paper is away'),
    health: async () => json({ there: await wire.check() }), origin: 'https://paper.example', proxies, log,
  })
  const door = await openDoor({ host: '127.0.0.1', port: 0 })
  door.opens(listener)
  await wire.ready

  let dropped: Promise<void> | undefined
  const loseDatabase = () => (dropped ??= drop())
  async function close() {
    await listener.stop()
    await door.close()
    await wire.close()
    await loseDatabase()
  }
  return { address: door.address, ask: (path: string, asking: Asking = {}) => ask(door.address, path, asking), db, press, counts, door, loseDatabase, close }
}

export async function ask(address: string, path: string, { method = 'GET', headers = {}, body }: Asking): Promise<Answer> {
  const asking = request(address, { path, method, headers: { ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }), ...headers } })
  asking.end(body)
  const [response] = await once(asking, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }
}
