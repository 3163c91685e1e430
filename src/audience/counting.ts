// Counting in a process that serves pages: the log of hits on its disk, the counter before it, and the turn that takes hits
// from there into the figures, shares the day's salt, and hears how the paper wants to count.
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Config } from '../base/config.ts'
import type { Db } from '../base/db/db.ts'
import type { Log } from '../base/log.ts'
import { watch } from '../base/metrics/counts.ts'
import { openSegmentLog, type SegmentLog } from '../base/segments/segment-log.ts'
import { dayOf } from '../base/time.ts'
import { createAddresses } from '../base/web/address.ts'
import type { Route } from '../base/web/route.ts'
import { createCounter, type Knows } from './counter.ts'
import { countryOf, useCountriesIn } from './country.ts'
import { noteTokenUses } from './figures-token.ts'
import { createMatomo } from './matomo-endpoint.ts'
import { createOpenPages } from './open-pages.ts'
import { audienceSettings, paperZone, rolledSegments } from './reads/rolling.ts'
import { tokenHashes } from './reads/tokens.ts'
import { hitsFolder, rollHits } from './rolling.ts'
import { createSalts } from './salt.ts'
import { forgetTurns, turnDone } from './turn.ts'
import { hitsWaitingNow, lookForWaiting } from './waiting.ts'

interface Paper { db: Db; routes: readonly Route[]; isPublic: (route: Route) => boolean; clock: () => Date; /** From the end of a turn to the next, in milliseconds. */ restMs?: number }
type Parts = Pick<Config, 'data' | 'hitsBytes' | 'url' | 'proxies' | 'countedHosts'>

const usualRestMs = 5_000
/** Where more than this comes from one turn to the next, some ten hits a second, hits are taken in once a minute: the sketches of all their pages are written anew each time, and to wait lets them be written for many hits at once. */
const [thickBytes, thickMs] = [7_500, 60_000]
/** So often is written down that this process takes hits in. */
const notedMs = 30_000

export async function openCounting(config: Parts, { db, routes, isPublic, clock, restMs = usualRestMs }: Paper, log: Log) {
  const folder = hitsFolder(config.data)
  const hits = openSegmentLog(folder, { mostBytes: config.hitsBytes, clock })
  watch('litfass_hits_bytes', () => hits.bytes)
  watch('litfass_hits_max_bytes', () => config.hitsBytes)
  watch('litfass_hits_waiting', hitsWaitingNow)
  useCountriesIn(config.data, log)
  const salts = createSalts()
  let known: Knows = await told(db)
  let tokens = await tokenHashes(db)
  const id = randomUUID()
  let noted = 0
  let [rolled, since]: [ReadonlyMap<string, number>, Date] = [new Map(), clock()]
  const parts = { hits, salts, knows: () => known, addresses: createAddresses(routes), isPublic, origin: config.url, proxies: config.proxies, countryOf, clock, log }
  const [counter, matomo] = [createCounter(parts), createMatomo({ ...parts, countedHosts: config.countedHosts, pages: createOpenPages(), tokens: () => tokens })]

  const isThick = createFlow(hits)

  async function turn(isStopped: () => boolean) {
    known = await told(db)
    tokens = await tokenHashes(db)
    await noteTokenUses(db)
    await salts.share(db, dayOf(clock(), known.zone))
    if (isThick() && clock().getTime() - since.getTime() < thickMs) return
    await rollHits(db, { folder, zone: known.zone, now: clock(), isStopped })
    ;[rolled, since] = [await rolledSegments(db), clock()]
    hits.look()
    // Where hits are refused for want of room, nobody can say that they have been taken in.
    if (hits.bytes < config.hitsBytes && clock().getTime() - noted >= notedMs) {
      await turnDone(db, { id, now: clock() })
      noted = clock().getTime()
    }
  }

  // Also where the turn failed: then above all.
  const look = () => lookForWaiting(folder, rolled, { mostBytes: config.hitsBytes, since })
  const turning = inTurns((isStopped) => turn(isStopped).finally(look), { log, restMs })
  return {
    takes: (method: string, url: string) => counter.takes(method, url) || matomo.takes(method, url),
    answer: (request: IncomingMessage, response: ServerResponse) => (counter.takes(request.method ?? '', request.url ?? '') ? counter : matomo).answer(request, response),
    async close() {
      await turning.stop()
      await forgetTurns(db, { id, now: clock() }).catch((error: unknown) => log.debug({ err: error }, 'the end of counting was not noted'))
      await hits.close()
    },
  }
}

/** Whether many hits have come since it was last asked. What goes away meanwhile is a file of ten minutes, once in that time. */
function createFlow(hits: SegmentLog): () => boolean {
  let before = hits.bytes
  return () => {
    const grown = hits.bytes - before
    before = hits.bytes
    return grown > thickBytes
  }
}

async function told(db: Db): Promise<Knows> {
  const [{ mode }, zone] = [await audienceSettings(db), await paperZone(db)]
  return { mode, zone }
}

/** While the database is away, hits stay where they are. */
function inTurns(turn: (isStopped: () => boolean) => Promise<void>, { log, restMs }: { log: Log; restMs: number }) {
  let [isStopped, isFailing] = [false, false]
  let timer: NodeJS.Timeout | undefined
  let running = next()

  async function next() {
    try {
      await turn(() => isStopped)
      isFailing = false
    } catch (error) {
      log[isFailing ? 'debug' : 'warn']({ err: error }, 'hits wait to be taken in')
      isFailing = true
    }
    if (!isStopped) timer = setTimeout(() => { running = next() }, restMs)
  }

  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
