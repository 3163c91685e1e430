// The paper's pages in this process: the door, the press behind it, the press's wire to the database.
import type { Task } from '../commands/command.ts'
import type { Database } from '../db/open.ts'
import { watch } from '../metrics/counts.ts'
import { listenForStale } from '../press/listen-for-stale.ts'
import { createPress, type Press } from '../press/press.ts'
import type { Web } from '../process.ts'
import type { Safe } from '../safe/safe.ts'
import type { Live } from './live.ts'
import { staleChannel } from '../press/stale.ts'
import type { Sockets } from './sockets.ts'
import { openDoor } from './door.ts'
import { healthPage } from './health.ts'
import { createListener, type Counter, type Listening } from './listener.ts'

/** What stands behind the press. */
export interface Site extends Pick<Listening, 'app' | 'routes' | 'isPublic' | 'ahead' | 'away'> { live: Live; sockets?: Sockets; counter?: Counter & { close(): Promise<void> } }

export async function openWeb({ config, log }: Task, siteOn: (database: Database, safe: Safe) => Site | Promise<Site>): Promise<Web> {
  const door = await openDoor(config)
  const closers = [door.close]
  return {
    address: door.address,
    async serve(database, safe) {
      const press = createPress({ maxBytes: config.pressBytes, cdnSeconds: config.cdnSeconds, now: () => performance.now() })
      watchPress(press)
      const site = await siteOn(database, safe)
      const wire = listenForStale({ connection: { connectionString: database.url, application_name: 'litfass press' }, press: heardBy(press, site), others: othersOf(site), log })
      const health = async () => healthPage(await wire.check())
      const listener = createListener({ ...site, press, wire, health, origin: config.url, proxies: config.proxies, log })
      // Streams would keep the door open for as long as it may be.
      closers.unshift(async () => site.live.stop(), async () => site.sockets?.stop())
      closers.push(listener.stop, wire.close)
      // Behind the door: what is still asked for is still counted.
      if (site.counter) closers.push(site.counter.close)
      await wire.ready
      door.opens({ ...listener, ...(site.sockets ? { upgrade: site.sockets.upgrade } : {}) })
    },
    async close() {
      for (const close of closers) await close()
    },
  }
}

/** Who listens to a page is told once the page is known to be stale. */
function heardBy(press: Press, { live, sockets }: Pick<Site, 'live' | 'sockets'>): Pick<Press, 'notice' | 'lost' | 'back'> {
  const staleInRooms = sockets?.hears.get(staleChannel)
  return { lost: press.lost, notice: (payload) => { press.notice(payload); live.notice(payload); staleInRooms?.(payload) }, back: () => { press.back(); live.back(); sockets?.back() } }
}

function othersOf({ sockets }: Pick<Site, 'sockets'>): ReadonlyMap<string, (payload: string) => void> {
  return new Map([...sockets?.hears ?? []].filter(([channel]) => channel !== staleChannel))
}

function watchPress(press: Press) {
  watch('litfass_press_bytes', () => press.bytes)
  watch('litfass_press_max_bytes', () => press.maxBytes)
  watch('litfass_press_sheets', () => press.size)
}
