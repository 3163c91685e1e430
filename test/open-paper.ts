// The paper's pages in the test's own process: the real door, press, wire and routes, on a database of the test's. It is always
// noon, unless the test brings a clock.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { parseConfig, type PaymentConfig } from '../src/base/config.ts'
import { folderFiles } from '../src/base/files/files.ts'
import { createLive } from '../src/base/web/live.ts'
import { serve } from '../src/base/web/route.ts'
import { createSockets } from '../src/base/web/sockets.ts'
import { openWeb } from '../src/base/web/web.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { arrivals } from '../src/comments/reads/arrivals.ts'
import { anyone } from '../src/people/guards.ts'
import { routes, sockets } from '../src/routes.ts'
import { errorPages } from '../src/site/pages/errors.tsx'
import type { FreshDatabase } from './database.ts'
import { noon } from './makers.ts'

interface Opening { port?: number; mostOfCaller?: number; pingMs?: number; askMs?: number; clock?: () => Date; payments?: PaymentConfig; outbox?: string }

export async function openPaper({ db, pool, url, ownerUrl }: FreshDatabase, { port = 0, clock = () => noon, payments = {}, outbox, ...how }: Opening = {}) {
  const config = parseConfig({ LITFASS_DATA: join(tmpdir(), 'litfass-none'), ...(port ? { PORT: String(port) } : {}) })
  if ('wrong' in config) throw new Error(config.wrong)
  let looks = 0
  const live = createLive({ look: (tag) => { looks++; return arrivals(db, Number(tag.split(':')[1])) }, ...how })
  const safe = safeOf([Buffer.alloc(32, 7)])
  const log = pino({ level: 'silent' })
  const web = await openWeb({ config: { ...config, port }, log, words: [], options: {} }, () => ({
    app: serve(routes, { safe, live, db, files: folderFiles(join(config.data, 'files')), site: { url: config.url, mining: null, crawlers: [], isLocal: true, ...(outbox ? { outbox } : {}) }, payments, clock, errors: errorPages, broke: (error) => { throw error } }),
    routes, isPublic: ({ guard }) => guard === anyone, ahead: async () => ({ day: '2026-03-01', addresses: [] }), away: () => new Response('away'), live,
    sockets: createSockets(sockets, { db, site: { url: config.url }, clock, log, proxies: [], ...how }),
  }))
  await web.serve({ url, ownerUrl, db, pool, fresh: false, close: async () => {} }, safe)
  return { address: web.address, port: Number(new URL(web.address).port), close: () => web.close(), /** How often the database was asked for a number of arrivals. */ looks: () => looks }
}
