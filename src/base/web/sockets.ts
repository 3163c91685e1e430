// Opens WebSockets. Like a page, each is asked by the guard of its row who it is; unlike a page, it is asked again while it
// is open: every minute, and at once when the database tells that somebody was signed out or has lost a role.
//
//   const sockets = createSockets(socketRoutes, { db, site, clock, log, proxies })
//   door.opens({ answer, quick, upgrade: sockets.upgrade }); …; await sockets.stop()
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { watch } from '../metrics/counts.ts'
import { openConnection, usualPace, type Opened, type Pace } from './connection.ts'
import { createLimits } from './limits.ts'
import { caller, type Range } from './proxies.ts'
import type { Site } from './route.ts'
import { isForeign } from './same-origin.ts'
import { securityHeaders } from './security-headers.ts'
import { personOf, type Connection, type Guest, type Rooms, type RoomsSetting, type SocketRoute } from './socket-route.ts'

/** Why a connection ends, beside what RFC 6455 has; browsers know these numbers by newsroom/client/editor/protocol.ts. */
export const closes = { signedOut: 4401, notPermitted: 4403, tooMany: 4429, restarting: 1012, later: 1013 } as const

export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** What is told on channels of the database, by their names. */
  hears: ReadonlyMap<string, (payload: string) => void>
  back(): void
  /** What was said is kept, then all connections end. */
  stop(): Promise<void>
}
interface Setting extends RoomsSetting {
  site: Pick<Site, 'url'>
  proxies: readonly Range[]
  most?: number
  mostOfPerson?: number
  askMs?: number
  pace?: Pace
  work?: typeof usualWork
}
interface Held { route: SocketRoute; opened: Opened; request: Request; guest: Guest | undefined; person: number }

/** After a restart a whole newsroom comes back from one address. */
const opening = { name: 'sockets', most: 600, seconds: 60 }
/** What one person sends may keep a process busy for such a share of its time, and for so long at once; then nothing of theirs is read for a while. */
const usualWork = { share: 0.2, atOnceMs: 1_000 }
/** How long rooms may take to bring what was said to the database when the program stops. */
const closingMs = 2_500
/** On which the database tells whose sessions or roles have ended; see migration 0049. */
const staffChannel = 'staff'

export function createSockets(routes: readonly SocketRoute[], setting: Setting): Sockets {
  const { site, clock, log, proxies, most = 2_000, mostOfPerson = 20, askMs = 60_000, pace = usualPace, work = usualWork } = setting
  const behind = new Map(routes.map((route) => [route, { rooms: route.open(setting), server: new WebSocketServer({ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: route.mostBytes }) }]))
  const patterns = routes.map((route) => ({ route, pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`) }))
  const held = new Set<Held>()
  const limits = createLimits()
  /** Until when the share of each person is used up. */
  const busyUntil = new Map<number, number>()
  let isStopped = false
  watch('litfass_sockets', () => held.size)
  const asking = setInterval(() => askAgain(), askMs).unref()
  const ask = ({ route, request }: Pick<Held, 'route' | 'request'>) => route.guard(request, setting.db, { site, now: clock() })
  const refusalOf = async ({ route, request }: Pick<Held, 'route' | 'request'>) => ((await route.isKnown(request, setting.db, { site, now: clock() })) === null ? closes.signedOut : closes.notPermitted)

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
    socket.on('error', () => socket.destroy())
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const at = patterns.map(({ route, pattern }) => ({ route, groups: pattern.exec(path)?.groups, matches: pattern.test(path) })).find(({ matches }) => matches)
    if (!at) return refuse(socket, '404 Not Found')
    if (isStopped) return refuse(socket, '503 Service Unavailable')
    if (!isOwn(request, site)) return refuse(socket, '403 Forbidden')
    if (held.size >= most || !limits.allowsFrom(opening, caller(request, proxies).address)) return refuse(socket, '429 Too Many Requests')
    const asked = new Request(`${site.url}${path}`, { headers: { cookie: request.headers.cookie ?? '' } })
    behind.get(at.route)?.server.handleUpgrade(request, socket, head, (ws: WebSocket) => {
      const opened = openConnection(ws, pace)
      letIn({ route: at.route, opened, request: asked, guest: undefined, person: 0 }, { ...at.groups }).catch((error: unknown) => {
        // Most likely the database is away.
        log.warn({ err: error }, 'nobody could be let in to a socket')
        opened.end(closes.later)
      })
    })
  }

  async function letIn(one: Held, params: Record<string, string>) {
    const { route, opened } = one
    const leaves = () => { held.delete(one); one.guest?.left(); one.guest = undefined }
    held.add(one)
    void opened.over.then(leaves)
    const who = await ask(one)
    if (who === null) return opened.end(await refusalOf(one))
    one.person = personOf(who)
    if ([...held].filter(({ person }) => person === one.person).length > mostOfPerson) return opened.end(closes.tooMany)
    const connection: Connection = { params, who, send: opened.send, end: opened.end, hold: opened.hold }
    const guest = await roomsOf(route)?.enter(connection)
    if (guest === undefined || typeof guest === 'number') return opened.end(guest ?? closes.later)
    if (opened.isOver() || isStopped) {
      guest.left()
      return opened.end(closes.restarting)
    }
    one.guest = guest
    opened.hears((bytes) => hear(one, guest, bytes))
  }

  function hear({ person }: Held, guest: Guest, bytes: Uint8Array) {
    const before = process.threadCpuUsage()
    guest.hear(bytes)
    const { user, system } = process.threadCpuUsage(before)
    const now = performance.now()
    const until = Math.max(busyUntil.get(person) ?? 0, now) + (user + system) / 1_000 / work.share
    busyUntil.set(person, until)
    const waitMs = until - now - work.atOnceMs / work.share
    if (waitMs > 0) for (const one of held) if (one.person === person) setTimeout(one.opened.hold(), waitMs).unref()
  }

  function roomsOf(route: SocketRoute): Rooms | undefined {
    return behind.get(route)?.rooms
  }

  /** Whoever was signed out or may no longer is out. Where the database is away nobody is sent out for it. */
  function askAgain(isMeant: (one: Held) => boolean = () => true) {
    for (const one of held) {
      if (!one.guest || !isMeant(one)) continue
      ask(one).then(async (who) => (who === null ? one.opened.end(await refusalOf(one)) : one.guest?.known(who))).catch(() => {})
    }
  }

  function hearOfStaff(payload: string) {
    const told = new Set(payload.split(' ').map(Number))
    askAgain(payload === '*' ? undefined : ({ person }) => told.has(person))
  }

  async function stop() {
    isStopped = true
    clearInterval(asking)
    const kept = Promise.all([...behind.values()].map(({ rooms }) => rooms.close()))
    await Promise.race([kept.catch((error: unknown) => log.error({ err: error }, 'a room could not be closed')), new Promise((resolve) => setTimeout(resolve, closingMs).unref())])
    const all = [...held]
    for (const { opened } of all) opened.end(closes.restarting)
    await Promise.all(all.map(({ opened }) => opened.over))
  }

  function back() {
    askAgain()
    for (const { rooms } of behind.values()) rooms.back()
  }
  const hears = new Map([[staffChannel, hearOfStaff], ...[...behind.values()].flatMap(({ rooms }) => Object.entries(rooms.hears))])
  return { upgrade, hears, back, stop }
}

/** Browsers say for every WebSocket which page opened it, and send the cookie whatever that is. Who says nothing is no browser, and has no business here. */
function isOwn({ headers }: IncomingMessage, { url }: Pick<Site, 'url'>): boolean {
  const { origin, host, 'sec-fetch-site': fetched } = headers
  if (origin === undefined || (fetched !== undefined && fetched !== 'same-origin')) return false
  return origin === new URL(url).origin || !isForeign({ site: undefined, origin, host })
}

const alwaysSaid = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`)

function refuse(socket: Duplex, status: string) {
  socket.end([`HTTP/1.1 ${status}`, ...alwaysSaid, 'cache-control: no-store', 'content-length: 0', 'connection: close', '', ''].join('\r\n'))
}
